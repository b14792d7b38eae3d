import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import sharp from 'sharp'
import { addActor, addSession, makeWorld } from '../../authorisation/world.ts'
import { systemScope } from '../../platform/database/scope.ts'
import type { Context } from '../../platform/http/call.ts'
import { person, startWaystation, type Answer, type Person } from '../../testing/waystation.ts'
import { bindAttachments, attachmentsOf, openAttachment, registerAttachmentKind, releaseAttachments } from './index.ts'
import { sweepCity } from './jobs.ts'

const waystation = await startWaystation()
const { services, origin } = waystation
const city = { code: 110105, name: '朝阳区', schema: 'city_110105', demo: true }
const township = await waystation.sql((tx) => tx.selectFrom('place').select('code').where('kind', '=', 'township').orderBy('code').executeTakeFirstOrThrow())
const world = await makeWorld(waystation, '三里屯', township.code)

/** A thing of another module: its papers are read by officers whose place holds it, and by the worker it is about. */
registerAttachmentKind({ kind: 'test-thing', verb: 'worker.read', mayRead: async ({ tx }, ref) => (await tx.selectFrom('worker').select('id').where('id', '=', ref).executeTakeFirst()) !== undefined })
/** Public from number 7 on. */
registerAttachmentKind({ kind: 'test-photo', isPublic: async (_, ref) => ref >= 7 })

const rider = await addActor(waystation, { kind: 'worker', worker: (await world.worker()).worker })
const stranger = await addActor(waystation, { kind: 'worker', worker: (await world.worker()).worker })
const officer = await addActor(waystation, { kind: 'staff', name: '三里屯' }, { role: 'township_officer', place: world.township })
const elsewhere = await addActor(waystation, { kind: 'staff', name: '别处' }, { role: 'township_officer', place: world.township + 1_000_000 })
const as = (actor: { token: string }): Person => person(origin, actor.token)

/** A street at a known place, taken upright with the phone held sideways. */
const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#b04a2f' } })
  .withMetadata({ orientation: 6 })
  .withExifMerge({ IFD0: { Make: 'A PHONE' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '39/1 56/1 2/1', GPSLongitudeRef: 'E', GPSLongitude: '116/1 27/1 1/1' } })
  .jpeg()
  .toBuffer()

async function upload(who: { token: string }, content: Uint8Array = photo, name = '健康证 张三.jpg'): Promise<Answer & { id: number }> {
  const answer = await as(who).upload('/attachments', content, name)
  return Object.assign(answer, { id: Number(answer.body['id']) })
}

async function bytesOf(who: { token: string } | undefined, path: string): Promise<{ status: number; content: Buffer; headers: Headers }> {
  const response = await fetch(`${origin}/api/v1/110105${path}`, { headers: who ? { authorization: `Bearer ${who.token}` } : {} })
  return { status: response.status, content: Buffer.from(await response.arrayBuffer()), headers: response.headers }
}

/** As another module's action would: with the account of `who`. */
function acting<T>(who: { account: number; worker: number }, work: (context: Context) => Promise<T>): Promise<T> {
  const scope = { ...systemScope, places: [], account: who.account, worker: who.worker }
  return services.db.write(city.schema, scope, (tx) => work({ tx, scope, services, city, now: services.clock(), language: 'zh-CN', actor: { account: who.account } } as unknown as Context))
}

describe('a photo from a rider’s phone', () => {
  it('is kept without where it was taken, upright, and comes back as its uploader named it', async () => {
    ok((await sharp(photo).metadata()).exif?.includes('A PHONE'))
    const { status, body, id } = await upload(rider)
    equal(status, 201)
    deepEqual([body['name'], body['type'], body['width'], body['height']], ['健康证 张三.jpg', 'image/jpeg', 300, 400])
    const back = await bytesOf(rider, `/attachments/${id}`)
    equal(back.status, 200)
    const metadata = await sharp(back.content).metadata()
    deepEqual([metadata.exif, metadata.xmp, metadata.iptc, metadata.icc, metadata.orientation], [undefined, undefined, undefined, undefined, undefined])
    equal(back.content.includes('A PHONE'), false)
    match(back.headers.get('content-disposition') ?? '', /^attachment; filename\*=UTF-8''%E5%81%A5/)
    equal(back.headers.get('x-content-type-options'), 'nosniff')
    match(back.headers.get('content-security-policy') ?? '', /default-src 'none'; sandbox/)
    match(back.headers.get('cache-control') ?? '', /no-store/)
  })

  it('lies encrypted on disk, under a name that says nothing', async () => {
    await upload(rider)
    const folder = join(services.config.dataFolder, 'files/110105/attachments')
    const files = readdirSync(folder)
    ok(files.length > 0)
    for (const name of files) {
      match(name, /^[0-9a-f-]{36}$/)
      equal(readFileSync(join(folder, name)).includes(Buffer.from([0xff, 0xd8, 0xff])), false)
    }
  })

  it('is made small when it is large', async () => {
    const { body } = await upload(rider, await sharp({ create: { width: 5000, height: 1000, channels: 3, background: '#fff' } }).png().toBuffer(), 'scan.png')
    deepEqual([body['width'], body['height'], body['name']], [2560, 512, 'scan.jpg'])
  })

  it('sent twice with one key is one', async () => {
    const send = async () => {
      const form = new FormData()
      form.append('file', new Blob([new Uint8Array(photo)]), 'a.jpg')
      return as(rider).post('/attachments', form, { 'idempotency-key': 'one-photo-1' })
    }
    const [first, second] = [await send(), await send()]
    equal(second.status, 201)
    equal(second.body['id'], first.body['id'])
    equal(second.headers.get('idempotency-replayed'), 'true')
  })
})

describe('what is not taken', () => {
  const refused = async (content: Uint8Array, name: string) => {
    const { status, body } = await upload(stranger, content, name)
    return [status, body['reason'], typeof body['title'] === 'string' && /[\u4e00-\u9fff]/.test(body['title'])]
  }
  it('says why, in words', async () => {
    deepEqual(await refused(Buffer.from('<html><script>alert(1)</script>'), 'photo.jpg'), [415, 'unknown-type', true])
    deepEqual(await refused(Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(64)]), 'IMG_0001.HEIC'), [415, 'heic', true])
    deepEqual(await refused(photo.subarray(0, 400), 'half.jpg'), [415, 'damaged', true])
    deepEqual(await refused(Buffer.alloc(0), 'nothing.jpg'), [415, 'empty', true])
  })
  it('is anything above the limit', async () => {
    const { status, body } = await upload(stranger, Buffer.alloc(services.config.attachmentMaxBytes + 1000, photo), 'huge.jpg')
    equal(status, 413)
    match(String(body['title']), /10 MB/)
    const form = new FormData()
    form.append('note', 'no file')
    equal((await as(stranger).post('/attachments', form)).status, 400)
  })
  it('is a forty-first upload of which nothing was made', async () => {
    const hoarder = await addActor(waystation, { kind: 'worker', worker: (await world.worker()).worker })
    await waystation.sql(async (tx) => {
      for (let i = 0; i < 40; i += 1) await tx.insertInto('attachment').values({ account_id: hoarder.account, name: services.keyring.seal('a'), type: 'image/jpeg', bytes: 1, file_key: services.keyring.seal(`110105/attachments/none-${i} x`), added_at: services.clock() }).execute()
    })
    equal((await upload(hoarder)).status, 429)
  })
})

describe('who may see it', () => {
  it('only the uploader, until something is made of it; then whoever may see that, and nobody else', async () => {
    const { id } = await upload(rider)
    for (const who of [stranger, officer, elsewhere]) equal((await bytesOf(who, `/attachments/${id}`)).status, 404)
    equal((await bytesOf(undefined, `/attachments/${id}`)).status, 401)

    await acting(rider, (call) => bindAttachments(call, [id], { kind: 'test-thing', ref: rider.worker, worker: rider.worker }))
    equal((await bytesOf(rider, `/attachments/${id}`)).status, 200)
    equal((await bytesOf(officer, `/attachments/${id}`)).status, 200)
    for (const who of [stranger, elsewhere]) equal((await bytesOf(who, `/attachments/${id}`)).status, 404)
    equal((await bytesOf(undefined, `/photos/${id}`)).status, 404)
    equal((await as(rider).delete(`/attachments/${id}`)).status, 409)
  })

  it('staff who uploaded on somebody’s behalf lose it with their office', async () => {
    const helper = await addActor(waystation, { kind: 'staff', name: '帮办' }, { role: 'grid_worker', place: world.grid })
    const { id } = await upload(helper)
    await acting(helper, (call) => bindAttachments(call, [id], { kind: 'test-thing', ref: rider.worker, worker: rider.worker }))
    equal((await bytesOf(helper, `/attachments/${id}`)).status, 200)
    await waystation.sql((tx) => tx.updateTable('role_grant').set({ revoked_at: services.clock() }).where('account_id', '=', helper.account).execute())
    const again = await addSession(waystation, helper.account)
    equal((await bytesOf(again, `/attachments/${id}`)).status, 404)
  })

  it('of something public, everybody', async () => {
    const { id } = await upload(officer, photo, '入口.jpg')
    equal((await bytesOf(undefined, `/photos/${id}`)).status, 404)
    await acting(officer, (call) => bindAttachments(call, [id], { kind: 'test-photo', ref: 7 }))
    const seen = await bytesOf(undefined, `/photos/${id}`)
    equal(seen.status, 200)
    match(seen.headers.get('content-disposition') ?? '', /^inline/)
    match(seen.headers.get('cache-control') ?? '', /max-age/)
    const { id: early } = await upload(officer, photo, '入口.jpg')
    await acting(officer, (call) => bindAttachments(call, [early], { kind: 'test-photo', ref: 6 }))
    for (const path of [`/photos/${early}`, `/attachments/${early}`]) equal((await bytesOf(rider, path)).status, 404, 'not public yet')
  })

  it('nobody binds what another uploaded, or what belongs to another thing', async () => {
    const { id } = await upload(rider)
    const tries = (who: typeof rider, ref: number) => acting(who, (call) => bindAttachments(call, [id], { kind: 'test-thing', ref })).then(() => 'bound', (error: { type?: string }) => error.type)
    equal(await tries(stranger, 1), 'invalid-request')
    equal(await tries(rider, 1), 'bound')
    equal(await tries(rider, 1), 'bound')
    equal(await tries(rider, 2), 'invalid-request')
  })
})

describe('going away', () => {
  const stored = () => readdirSync(join(services.config.dataFolder, 'files/110105/attachments')).length
  const until = async (what: () => boolean) => {
    for (let tries = 0; tries < 200 && !what(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50))
    ok(what())
  }

  it('taken back by its uploader it leaves the disk, too', async () => {
    const { id } = await upload(rider)
    const before = stored()
    equal((await as(stranger).delete(`/attachments/${id}`)).status, 404)
    equal((await as(rider).delete(`/attachments/${id}`)).status, 204)
    await until(() => stored() === before - 1)
    equal((await bytesOf(rider, `/attachments/${id}`)).status, 404)
  })

  it('is released by the module whose thing it belonged to', async () => {
    const { id } = await upload(rider)
    await acting(rider, (call) => bindAttachments(call, [id], { kind: 'test-thing', ref: 900 }))
    const [views, opened] = await acting(officer, async (call) => [await attachmentsOf(call, 'test-thing', [900]), await openAttachment(call, { id, kind: 'test-thing', ref: 900 })] as const)
    equal(views.get(900)?.[0]?.name, '健康证 张三.jpg')
    equal((await sharp(opened.content).metadata()).width, 300)
    const before = stored()
    await acting(officer, (call) => releaseAttachments(call, 'test-thing', [900]))
    await until(() => stored() === before - 1)
  })

  it('unbound for a day it is swept, with what no row knows; what is bound stays', async () => {
    const [loose, kept] = [await upload(rider), await upload(rider)]
    await acting(rider, (call) => bindAttachments(call, [kept.id], { kind: 'test-thing', ref: rider.worker }))
    await services.files.put('110105/attachments', Buffer.from('of a crash between storing and recording'))
    await sweepCity({ ...services, clock: () => services.clock().add({ hours: 23 }) }, city)
    equal((await bytesOf(rider, `/attachments/${loose.id}`)).status, 200)
    await sweepCity({ ...services, clock: () => services.clock().add({ hours: 25 }) }, city)
    equal((await bytesOf(rider, `/attachments/${loose.id}`)).status, 404)
    equal((await bytesOf(rider, `/attachments/${kept.id}`)).status, 200)
    const rows = await waystation.sql((tx) => tx.selectFrom('attachment').select('id').execute())
    // One row of the forty has a file that never was; the rest went.
    await until(() => stored() <= rows.length)
  })

  it('goes when the rider leaves, whoever uploaded it; and before that is listed for them', async () => {
    const { id } = await upload(officer, photo, '王五 健康证.jpg')
    await acting(officer, (call) => bindAttachments(call, [id], { kind: 'test-thing', ref: rider.worker, worker: rider.worker }))
    const everything = await as(rider).get('/me/export')
    ok(JSON.stringify(everything.body['attachments']).includes('王五 健康证.jpg'))
    equal((await as(rider).post('/me/departure', { confirm: 'leave' })).status, 204)
    equal((await bytesOf(officer, `/attachments/${id}`)).status, 404)
    const left = await waystation.sql((tx) => tx.selectFrom('attachment').select('id').where('worker_id', '=', rider.worker).execute())
    deepEqual(left, [])
  })
})
