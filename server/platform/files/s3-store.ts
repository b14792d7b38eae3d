// Files in a bucket of an S3-compatible store (Aliyun OSS, Tencent COS, MinIO, AWS), for one server or many. Requests
// carry AWS Signature Version 4 over the content's own hash.
// Source: https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html

import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import { StoreFailed, type FileStore } from './file-store.ts'

export type S3Settings = Readonly<{ endpoint: string; bucket: string; region: string; accessKeyId: string; secretAccessKey: string; addressing: 'host' | 'path'; prefix: string }>

/** Sending 10 MB over a slow line between two houses. */
const DEADLINE = 60_000

export function createS3Store(settings: S3Settings): FileStore {
  const client = new AwsClient({ accessKeyId: settings.accessKeyId, secretAccessKey: settings.secretAccessKey, service: 's3', region: settings.region, retries: 2 })
  const root = bucketAddress(settings)
  const address = (name: string) => new URL(`${root.pathname}${settings.prefix}${name}`, root)

  async function ask(method: string, url: URL, content?: Buffer): Promise<Response> {
    const hash = createHash('sha256').update(content ?? '').digest('hex')
    const body = content ? { body: new Uint8Array(content) } : {}
    try {
      return await client.fetch(url.href, { method, ...body, headers: { 'x-amz-content-sha256': hash }, signal: AbortSignal.timeout(DEADLINE), redirect: 'error' })
    } catch (error) {
      throw new StoreFailed(error instanceof Error ? error.name : 'unreachable')
    }
  }

  return {
    async put(name, content) {
      await done(await ask('PUT', address(name), content))
    },
    async get(name) {
      const response = await ask('GET', address(name))
      if (response.status === 404) return void (await response.body?.cancel())
      return done(response)
    },
    async delete(name) {
      const response = await ask('DELETE', address(name))
      if (response.status === 404) await response.body?.cancel()
      else await done(response)
    },
    async *list(prefix) {
      let token: string | undefined
      do {
        const url = new URL(root)
        url.searchParams.set('list-type', '2')
        url.searchParams.set('prefix', settings.prefix + prefix)
        if (token) url.searchParams.set('continuation-token', token)
        const page = (await done(await ask('GET', url))).toString('utf8')
        for (const [, item = ''] of page.matchAll(/<Contents>(.*?)<\/Contents>/gs)) {
          const key = tag(item, 'Key')
          const changed = tag(item, 'LastModified')
          if (key?.startsWith(settings.prefix) && changed) yield { name: key.slice(settings.prefix.length), changedAt: Temporal.Instant.from(changed) }
        }
        token = tag(page, 'IsTruncated') === 'true' ? tag(page, 'NextContinuationToken') : undefined
      } while (token)
    },
  }
}

/** host: https://bucket.endpoint/ · path: https://endpoint/bucket/ */
export function bucketAddress({ endpoint, bucket, addressing }: S3Settings): URL {
  const url = new URL(endpoint)
  if (addressing === 'host') url.hostname = `${bucket}.${url.hostname}`
  url.pathname = addressing === 'host' ? '/' : `/${bucket}/`
  return url
}

async function done(response: Response): Promise<Buffer> {
  const content = await response.arrayBuffer().catch(() => {
    throw new StoreFailed('broke off')
  })
  if (response.ok) return Buffer.from(content)
  // <Error><Code>NoSuchBucket</Code>…: the code alone; messages quote keys.
  throw new StoreFailed(tag(Buffer.from(content).toString('utf8'), 'Code') ?? String(response.status))
}

function tag(xml: string, name: string): string | undefined {
  const text = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1]
  return text?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')
}
