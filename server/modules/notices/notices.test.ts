import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addActor, makeWorld } from '../../authorisation/world.ts'
import { systemScope } from '../../platform/database/scope.ts'
import { createOutbox } from '../../platform/sms/outbox.ts'
import { person, startWaystation, type Person } from '../../testing/waystation.ts'
import { sendWaiting } from './delivery/send-sms.ts'
import { kindNames, findKind, say } from './notice-words.ts'
import { forgetNotices, notify, type NewNotice, type NoticeReaders } from './index.ts'
import { tidy } from './retention.ts'

/** Between the peaks, unless a test says otherwise. */
let clock = Temporal.Now.zonedDateTimeISO('Asia/Shanghai').with({ hour: 15, minute: 0, second: 0 })
const waystation = await startWaystation({ work: false, clock: () => clock.toInstant() })
const { services, origin } = waystation
const city = { code: 110105, name: '朝阳区', schema: 'city_110105', demo: true }
const township = await waystation.sql((tx) => tx.selectFrom('place').select('code').where('kind', '=', 'township').orderBy('code').executeTakeFirstOrThrow())
const world = await makeWorld(waystation, '三里屯', township.code)
let phones = 13_700_000_000

/** A worker who signs in with a phone of their own. */
async function addRider() {
  const { worker } = await world.worker()
  const actor = await addActor(waystation, { kind: 'worker', worker })
  const phone = String((phones += 1))
  await waystation.sql((tx) => tx.updateTable('account').set({ phone: services.keyring.seal(phone), phone_hash: services.keyring.hash('phone', phone) }).where('id', '=', actor.account).execute())
  return { ...actor, phone, app: person(origin, actor.token) }
}

function tell(notice: NewNotice, readers: NoticeReaders): Promise<void> {
  return waystation.sql((tx) => notify({ tx, scope: systemScope, services, city, now: services.clock(), today: clock.toPlainDate() }, notice, readers))
}

async function agree(app: Person, topics: string[]): Promise<void> {
  const { body } = await app.get('/me/notice-channels')
  const { version } = body['sms'] as { version: string }
  const { status, text } = await app.put('/me/notice-channels', { items: topics.map((topic) => ({ topic, channel: 'sms' })), consent_version: version })
  equal(status, 200, text)
}

const deliveries = (worker: number) => waystation.sql((tx) => tx.selectFrom('notice_delivery').select(['id', 'state', 'reason', 'due_at', 'tries']).where('worker_id', '=', worker).orderBy('id').execute())
const texts = async (phone: string) => ((await waystation.stranger.get('/demo/messages')).body as unknown as { to: string; text: string }[]).filter((one) => one.to === phone).map((one) => one.text)
const asked = { kind: 'application.asked', subject: 7, values: { service: '健康证' } } as const

describe('in the app', () => {
  it('a rider reads what there is to know, in their language, and nobody else does', async () => {
    const [rider, other] = [await addRider(), await addRider()]
    await tell(asked, { workers: [rider.worker] })
    await tell({ kind: 'voucher.issued', subject: 3, values: { name: '爱心午餐', until: '2026-12-05' } }, { workers: [rider.worker] })
    const { body } = await rider.app.get('/me/notices')
    const items = body['items'] as { id: number; kind: string; title: string; text: string; link: string; subject: number; read: boolean }[]
    deepEqual(items.map(({ kind, text, link, subject, read }) => [kind, text, link, subject, read]), [
      ['voucher.issued', '“爱心午餐”，12月5日前有效，没网也能出示。', 'voucher', 3, false],
      ['application.asked', '“健康证”还需要您补充，打开看看差什么。补齐之前不计入办理时间。', 'application', 7, false],
    ])
    const english = (await rider.app.get('/me/notices', { 'accept-language': 'en' })).body['items'] as { text: string }[]
    match(english[0]?.text ?? '', /valid until Dec 5/)
    equal((await rider.app.get('/me/notices/unread')).body['count'], 2)
    equal((await other.app.get('/me/notices/unread')).body['count'], 0)
    deepEqual((await other.app.get('/me/notices')).body['items'], [])

    await other.app.post('/me/notices/readings', { up_to: 1_000_000 })
    equal((await rider.app.get('/me/notices/unread')).body['count'], 2)
    await rider.app.post('/me/notices/readings', { ids: [items[1]?.id] })
    const unread = (await rider.app.get('/me/notices?unread=true')).body['items'] as { kind: string }[]
    deepEqual(unread.map(({ kind }) => kind), ['voucher.issued'])
    const first = await rider.app.get('/me/notices?limit=1')
    const rest = await rider.app.get(`/me/notices?limit=1&after=${String(first.body['next'])}`)
    equal((rest.body['items'] as { kind: string }[])[0]?.kind, 'application.asked')
  })

  it('what a thing is called is said in the reader’s language; who left English empty is read in Chinese', async () => {
    const rider = await addRider()
    await tell({ kind: 'application.step', values: { service: { zh: '健康证', en: 'Health certificate' }, step: { zh: '初审', en: '' } } }, { workers: [rider.worker] })
    const text = async (language: string) => ((await rider.app.get('/me/notices', { 'accept-language': language })).body['items'] as { text: string }[])[0]?.text
    deepEqual([await text('zh-CN'), await text('en')], ['“健康证”到了“初审”这一步。', 'Health certificate: now at “初审”.'])
  })

  it('of what changes often one hears again only after reading; who took part is forgotten with the thing', async () => {
    const rider = await addRider()
    const changed = (subject: number) => tell({ kind: 'campaign.changed', subject, values: { name: '冬日暖蜂' } }, { workers: [rider.worker] })
    const count = async () => ((await rider.app.get('/me/notices')).body['items'] as unknown[]).length
    await changed(5)
    await changed(5)
    await changed(6)
    equal(await count(), 2)
    await rider.app.post('/me/notices/readings', { up_to: 1_000_000 })
    await changed(5)
    equal(await count(), 3)
    await waystation.sql((tx) => forgetNotices(tx, ['campaign.changed'], 5))
    equal(await count(), 1)
  })

  it('a keeper reads what is for them', async () => {
    const keeper = await addActor(waystation, { kind: 'staff', name: '站长' }, { role: 'grid_worker', place: world.grid })
    await tell({ kind: 'remark.made', subject: 1, values: { station: '三里屯驿站', about: '开门时间不对' } }, { accounts: [keeper.account] })
    const { items } = (await person(origin, keeper.token).get('/me/notices')).body as { items: { text: string }[] }
    deepEqual(items.map(({ text }) => text), ['三里屯驿站：开门时间不对。请看一下并回复。'])
  })

  it('every kind has words in both languages, with the same blanks', () => {
    const blanks = (words: { title: string; text: string }) => [...`${words.title}${words.text}`.matchAll(/\{\w+\}/g)].map(([one]) => one).sort()
    for (const name of kindNames) {
      const kind = findKind(name)
      ok(kind)
      deepEqual(blanks(kind.zh), blanks(kind.en), name)
      equal(/[{}]/.test(say(kind, {}, 'en').text), false)
    }
  })
})

describe('by text message', () => {
  it('only whom agreed, for what they chose, and one message is one', async () => {
    const rider = await addRider()
    await tell(asked, { workers: [rider.worker] })
    deepEqual(await deliveries(rider.worker), [])
    equal((await rider.app.put('/me/notice-channels', { items: [{ topic: 'applications', channel: 'sms' }] })).status, 422)
    await agree(rider.app, ['applications'])
    const consents = (await rider.app.get('/me/consents')).body['items'] as { purpose: string; granted: boolean }[]
    equal(consents.find(({ purpose }) => purpose === 'sms-replies')?.granted, true)

    await tell(asked, { workers: [rider.worker] })
    await tell({ kind: 'voucher.issued', values: { name: 'x', until: '2026-12-05' } }, { workers: [rider.worker] })
    equal((await deliveries(rider.worker)).length, 1)
    // At least once is what the job promises; twice at once, and again afterwards, is still one message.
    await Promise.all([sendWaiting(services, city, rider.worker), sendWaiting(services, city, rider.worker)])
    await sendWaiting(services, city, rider.worker)
    deepEqual(await texts(rider.phone), ['【驿站】还差一点材料，详情请打开驿站查看。'])
    deepEqual((await deliveries(rider.worker)).map(({ state }) => state), ['sent'])
  })

  it('waits out the noon peak and the night, and then says it once', async () => {
    const rider = await addRider()
    await agree(rider.app, ['applications', 'vouchers'])
    clock = clock.with({ hour: 12, minute: 10 })
    await tell(asked, { workers: [rider.worker] })
    await tell({ kind: 'voucher.expiring', values: { name: '爱心午餐', until: '2026-12-05' } }, { workers: [rider.worker] })
    await sendWaiting(services, city, rider.worker)
    deepEqual(await texts(rider.phone), [])
    const due = (await deliveries(rider.worker)).map((one) => one.due_at.toZonedDateTimeISO('Asia/Shanghai').toPlainTime().toString().slice(0, 5))
    deepEqual(due, ['13:30', '13:30'])
    clock = clock.with({ hour: 13, minute: 31 })
    await sendWaiting(services, city, rider.worker)
    deepEqual(await texts(rider.phone), ['【驿站】券快到期了，还有 1 条新消息，详情请打开驿站查看。'])

    clock = clock.with({ hour: 23, minute: 0 })
    await tell(asked, { workers: [rider.worker] })
    const night = (await deliveries(rider.worker)).at(-1)?.due_at.toZonedDateTimeISO('Asia/Shanghai')
    equal(night?.toPlainDateTime().toString().slice(0, 16), `${clock.toPlainDate().add({ days: 1 }).toString()}T07:00`)
    clock = clock.with({ hour: 15, minute: 0 })
  })

  it('the peaks are the city’s own', async () => {
    deepEqual((await waystation.stranger.get('/quiet-hours')).body, { peaks: [{ name: 'noon', from: '10:30', until: '13:30' }, { name: 'evening', from: '17:00', until: '20:00' }], night: { from: '22:00', until: '07:00' } })
    const administrator = await waystation.as('administrator')
    equal((await administrator.put('/settings/peak.noon-until', { value: 'noon' })).status, 400)
    equal((await administrator.put('/settings/peak.noon-until', { value: '14:15' })).status, 204)
    const set = ((await administrator.get('/settings')).body['items'] as { key: string; value: unknown }[]).find(({ key }) => key === 'peak.noon-until')
    equal(set?.value, '14:15')
    const rider = await addRider()
    await agree(rider.app, ['applications'])
    clock = clock.with({ hour: 14, minute: 0 })
    await tell(asked, { workers: [rider.worker] })
    equal((await deliveries(rider.worker))[0]?.due_at.toZonedDateTimeISO('Asia/Shanghai').toPlainTime().toString().slice(0, 5), '14:15')
    clock = clock.with({ hour: 15, minute: 0 })
  })

  it('not any more when the rider has taken it back meanwhile, by choice or by consent', async () => {
    const [chose, withdrew] = [await addRider(), await addRider()]
    for (const rider of [chose, withdrew]) {
      await agree(rider.app, ['applications'])
      await tell(asked, { workers: [rider.worker] })
    }
    await chose.app.put('/me/notice-channels', { items: [{ topic: 'applications', channel: 'app' }] })
    const { version } = ((await withdrew.app.get('/me/notice-channels')).body['sms'] as { version: string })
    await withdrew.app.post('/me/consents', { purpose: 'sms-replies', version, granted: false })
    for (const [rider, reason] of [[chose, 'chosen-otherwise'], [withdrew, 'no-consent']] as const) {
      await sendWaiting(services, city, rider.worker)
      deepEqual(await texts(rider.phone), [])
      deepEqual((await deliveries(rider.worker)).map((one) => [one.state, one.reason]), [['dropped', reason]])
    }
  })

  it('no more than the city’s daily measure; the app has it all', async () => {
    const rider = await addRider()
    await agree(rider.app, ['applications'])
    for (let i = 0; i < 5; i += 1) {
      await tell(asked, { workers: [rider.worker] })
      await sendWaiting(services, city, rider.worker)
      clock = clock.add({ minutes: 1 })
    }
    equal((await texts(rider.phone)).length, 3)
    equal((await rider.app.get('/me/notices/unread')).body['count'], 5)
    clock = clock.with({ hour: 15, minute: 0 })
  })

  it('what was under way when a server ended is not sent again', async () => {
    const rider = await addRider()
    await agree(rider.app, ['applications'])
    await tell(asked, { workers: [rider.worker] })
    await waystation.sql((tx) => tx.updateTable('notice_delivery').set({ state: 'sending', began_at: services.clock() }).where('worker_id', '=', rider.worker).execute())
    await sendWaiting(services, city, rider.worker)
    await tidy({ ...services, clock: () => services.clock().add({ minutes: 20 }) }, city)
    await sendWaiting(services, city, rider.worker)
    deepEqual(await texts(rider.phone), [])
    deepEqual((await deliveries(rider.worker)).map((one) => one.state), ['unknown'])
  })
})

describe('not at all', () => {
  it('what the rider does not want; but what they asked for themself is always said', async () => {
    const rider = await addRider()
    equal((await rider.app.put('/me/notice-channels', { items: [{ topic: 'applications', channel: 'none' }] })).status, 400)
    equal((await rider.app.put('/me/notice-channels', { items: [{ topic: 'campaigns', channel: 'none' }] })).status, 200)
    const campaign = { kind: 'campaign.announced', subject: 1, values: { name: '送清凉', from: '2026-12-01' } } as const
    await tell(campaign, { workers: [rider.worker] })
    // The same for a campaign that is told to many.
    const many = await Promise.all(Array.from({ length: 9 }, () => world.worker()))
    await tell(campaign, { workers: [rider.worker, ...many.map((one) => one.worker)] })
    equal((await rider.app.get('/me/notices/unread')).body['count'], 0)
    const told = await waystation.sql((tx) => tx.selectFrom('notice').select('id').where('worker_id', 'in', many.map((one) => one.worker)).execute())
    equal(told.length, 9)
  })
})

describe('one person with two records', () => {
  it('reads the notices of both after they were merged, hears by the choice of either, and keeps them apart again', async () => {
    const [kept, gone] = [await addRider(), await addRider()]
    await agree(gone.app, ['applications'])
    await tell(asked, { workers: [gone.worker] })
    await waystation.sql((tx) => tx.updateTable('worker').set({ state: 'merged', merged_into: kept.worker }).where('id', '=', gone.worker).execute())
    equal((await kept.app.get('/me/notices/unread')).body['count'], 1)
    await tell(asked, { workers: [kept.worker] })
    equal((await deliveries(kept.worker)).length, 1)
    await kept.app.post('/me/notices/readings', { up_to: 1_000_000 })
    equal((await kept.app.get('/me/notices/unread')).body['count'], 0)
    await waystation.sql((tx) => tx.updateTable('worker').set({ state: 'present', merged_into: null }).where('id', '=', gone.worker).execute())
    equal(((await kept.app.get('/me/notices')).body['items'] as unknown[]).length, 1)
  })
})

describe('going away', () => {
  it('after half a year notices go', async () => {
    const rider = await addRider()
    await tell(asked, { workers: [rider.worker] })
    await tidy({ ...services, clock: () => services.clock().add({ hours: 24 * 179 }) }, city)
    equal((await rider.app.get('/me/notices/unread')).body['count'], 1)
    await tidy({ ...services, clock: () => services.clock().add({ hours: 24 * 181 }) }, city)
    equal((await rider.app.get('/me/notices/unread')).body['count'], 0)
  })

  it('they are the rider’s to take along, and leave with them', async () => {
    const rider = await addRider()
    await agree(rider.app, ['applications'])
    await tell(asked, { workers: [rider.worker] })
    const { body } = await rider.app.get('/me/export')
    match(JSON.stringify(body['notices']), /健康证/)
    equal((body['notice_choices'] as unknown[]).length, 1)
    equal((body['notice_messages'] as unknown[]).length, 1)
    equal((await rider.app.post('/me/departure', { confirm: 'leave' })).status, 204)
    for (const table of ['notice', 'notice_choice', 'notice_delivery'] as const) deepEqual(await waystation.sql((tx) => tx.selectFrom(table).select('worker_id').where('worker_id', '=', rider.worker).execute()), [])
  })
})

it('a message that is only shown says no more than the approved text', async () => {
  const outbox = createOutbox({ print: () => undefined })
  await outbox.put({ city: 110105, phone: '13700000000', template: { name: 'notice', about: 'It is done.' }, language: 'en' })
  equal(outbox.of(110105)[0]?.text, '[Waystation] It is done. Open the app to see more.')
})
