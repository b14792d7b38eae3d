import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { createFiles, FileGone, nameOf, type Files } from './files.ts'
import { StoreFailed, type FileStore } from './file-store.ts'
import { createFolderStore } from './folder-store.ts'
import { bucketAddress, createS3Store, type S3Settings } from './s3-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'waystation-files-'))
after(() => rmSync(folder, { recursive: true, force: true }))
const s3 = await startFakeS3()
const settings: S3Settings = { endpoint: s3.url, bucket: 'papers', region: 'cn-beijing', accessKeyId: 'AKID', secretAccessKey: 'the secret of the bucket', addressing: 'path', prefix: 'waystation/' }
const content = randomBytes(300_000)

async function listed(store: FileStore, prefix: string): Promise<string[]> {
  const found = []
  for await (const { name } of store.list(prefix)) found.push(name)
  return found.sort()
}

for (const [where, store, raw] of [
  ['a folder', createFolderStore(folder), (name: string) => readFileSync(join(folder, name))],
  ['an S3 bucket', createS3Store(settings), (name: string) => s3.objects.get(`waystation/${name}`)?.content ?? Buffer.alloc(0)],
] as const) {
  const files: Files = createFiles(store)

  describe(`files in ${where}`, () => {
    it('come back as they went, and lie there unreadable', async () => {
      const key = await files.put('110105/attachments', content)
      deepEqual(await files.get(key), content)
      const lying = raw(nameOf(key))
      equal(lying.length, content.length + 28)
      equal(lying.includes(content.subarray(0, 16)), false)
      ok(!nameOf(key).includes(key.split(' ')[1] ?? ''))
    })

    it('that are gone, changed or swapped are not given out', async () => {
      const [a, b] = [await files.put('110105/attachments', Buffer.from('a')), await files.put('110105/attachments', Buffer.from('b'))]
      await store.put(nameOf(a), raw(nameOf(b)))
      await rejects(files.get(a), FileGone)
      await rejects(files.get(`${nameOf(a)} ${b.split(' ')[1]}`), FileGone)
      await files.delete(nameOf(a))
      await files.delete(nameOf(a))
      await rejects(files.get(a), FileGone)
      deepEqual(await files.get(b), Buffer.from('b'))
    })

    it('that no row knows are swept when they are old enough; those of other folders stay', async () => {
      const kept = await files.put('110105/attachments', content)
      const lost = await files.put('110105/attachments', content)
      const elsewhere = await files.put('330106/attachments', content)
      equal(await files.sweep('110105/attachments', [kept], Temporal.Now.instant().subtract({ minutes: 5 })), 0)
      const before = (await listed(store, '110105/attachments/')).length
      equal(await files.sweep('110105/attachments', [kept], Temporal.Now.instant().add({ minutes: 5 })), before - 1)
      await rejects(files.get(lost), FileGone)
      deepEqual(await listed(store, '110105/attachments/'), [nameOf(kept)])
      deepEqual(await listed(store, '330106/'), [nameOf(elsewhere)])
    })
  })
}

describe('a folder', () => {
  it('is readable by its owner only, and no name leads out of it', async () => {
    const store = createFolderStore(folder)
    await store.put('330106/x/one', content)
    equal(statSync(join(folder, '330106/x')).mode & 0o777, 0o700)
    equal(statSync(join(folder, '330106/x/one')).mode & 0o777, 0o600)
    for (const name of ['../one', '/etc/passwd', 'a/../../b', '']) await rejects(async () => store.get(name))
    writeFileSync(join(folder, '330106/x/one.0f.part'), 'half')
    equal(readdirSync(join(folder, '330106/x')).length, 2)
    await createFiles(store).sweep('330106/x', ['330106/x/one secret'], Temporal.Now.instant().add({ minutes: 5 }))
    deepEqual(readdirSync(join(folder, '330106/x')), ['one'])
  })
})

describe('an S3-compatible store', () => {
  it('lists beyond one page', async () => {
    const store = createS3Store({ ...settings, prefix: 'pages/' })
    for (let i = 0; i < 7; i += 1) await store.put(`p/${i}`, Buffer.from('x'))
    deepEqual(await listed(store, 'p/'), Array.from({ length: 7 }, (_, i) => `p/${i}`))
  })
  it('is addressed by host, too: Aliyun takes nothing else', () => {
    equal(bucketAddress({ ...settings, endpoint: 'https://oss-cn-beijing.aliyuncs.com', addressing: 'host' }).href, 'https://papers.oss-cn-beijing.aliyuncs.com/')
    equal(bucketAddress({ ...settings, endpoint: 'http://minio:9000', addressing: 'path' }).href, 'http://minio:9000/papers/')
  })
  it('that refuses is a failure which names no file and no key', async () => {
    const wrong = createS3Store({ ...settings, secretAccessKey: 'another secret' })
    await rejects(wrong.put('p/1', content), (error) => error instanceof StoreFailed && error.reason === 'SignatureDoesNotMatch' && !/p\/1|secret/.test(error.message))
    await rejects(createS3Store({ ...settings, endpoint: 'http://127.0.0.1:9' }).get('p/1'), StoreFailed)
  })
  it('takes no content but the one that was signed', async () => {
    s3.tamper = true
    await rejects(createS3Store(settings).put('p/2', content), (error) => error instanceof StoreFailed && error.reason === 'XAmzContentSHA256Mismatch')
    s3.tamper = false
  })
})

type FakeS3 = { url: string; objects: Map<string, { content: Buffer; changedAt: string }>; tamper: boolean }

/** A bucket in memory that checks Signature Version 4 by its documentation, from what arrived. */
async function startFakeS3(): Promise<FakeS3> {
  const fake: FakeS3 = { url: '', objects: new Map(), tamper: false }
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const body = Buffer.concat(parts)
      if (fake.tamper && body.length > 0) body[0] = (body[0] ?? 0) ^ 1
      const fail = (status: number, code: string) => response.writeHead(status, { 'content-type': 'application/xml' }).end(`<Error><Code>${code}</Code><Message>of the secret p/1</Message></Error>`)
      const refused = refusalOf(request, body)
      if (refused) return fail(403, refused)
      const url = new URL(request.url ?? '', fake.url)
      const key = decodeURIComponent(url.pathname.replace(/^\/papers\/?/, ''))
      if (request.method === 'PUT') {
        fake.objects.set(key, { content: body, changedAt: new Date().toISOString() })
        return response.end()
      }
      if (request.method === 'DELETE') {
        fake.objects.delete(key)
        return response.writeHead(204).end()
      }
      if (url.searchParams.get('list-type') === '2') return response.end(listing(fake, url))
      const found = fake.objects.get(key)
      return found ? response.end(found.content) : fail(404, 'NoSuchKey')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => server.close())
  fake.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return fake
}

function listing({ objects }: FakeS3, url: URL): string {
  const all = [...objects.keys()].filter((key) => key.startsWith(url.searchParams.get('prefix') ?? '')).sort()
  const rest = all.filter((key) => key > (url.searchParams.get('continuation-token') ?? ''))
  const page = rest.slice(0, 3)
  const more = rest.length > 3
  return `<?xml version="1.0"?><ListBucketResult><IsTruncated>${more}</IsTruncated>${more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : ''}${page.map((key) => `<Contents><Key>${key}</Key><LastModified>${objects.get(key)?.changedAt}</LastModified></Contents>`).join('')}</ListBucketResult>`
}

function refusalOf(request: IncomingMessage, body: Buffer): string | undefined {
  const { authorization = '', 'x-amz-date': date = '', 'x-amz-content-sha256': hash = '' } = request.headers as Record<string, string>
  if (hash !== createHash('sha256').update(body).digest('hex')) return 'XAmzContentSHA256Mismatch'
  const [, key, day, region, names = '', signature] = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=(\w{64})$/.exec(authorization) ?? []
  if (key !== 'AKID' || region !== 'cn-beijing' || !date.startsWith(day ?? 'x')) return 'AuthorizationHeaderMalformed'
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => names.split(';').includes(name))) return 'UnsignedHeader'
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const canonical = [request.method, path, query.split('&').filter(Boolean).map((pair) => (pair.includes('=') ? pair : `${pair}=`)).sort().join('&'), ...names.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}`), '', names, hash].join('\n')
  const mac = (secret: string | Buffer, text: string) => createHmac('sha256', secret).update(text).digest()
  const signing = [region ?? '', 's3', 'aws4_request'].reduce<Buffer>((secret, part) => mac(secret, part), mac('AWS4the secret of the bucket', day ?? ''))
  const expected = mac(signing, `AWS4-HMAC-SHA256\n${date}\n${day}/${region}/s3/aws4_request\n${createHash('sha256').update(canonical).digest('hex')}`).toString('hex')
  return signature === expected ? undefined : 'SignatureDoesNotMatch'
}
