import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from '../../../testing/waystation.ts'
import { voucherScene } from '../testing/scene.ts'
import { systemScope } from '../../../platform/database/scope.ts'
import { notify } from '../../notices/index.ts'
import { turnCampaigns } from './retention.ts'
import { tellWalkIns } from './tell-joined.ts'

const scene = await voucherScene({ mark: '暖蜂' })
const { waystation, world, office, keeper } = scene
const kind = (answer: Answer) => String(answer.body['type'] ?? '').split('/').at(-1)
const city = await waystation.services.cities.find(110105)
if (!city) throw new Error('No city')
const own = city

const good = await waystation.sql(async (tx) => {
  const { id } = await tx.insertInto('good').values({ name: '暖手宝', unit: '个' }).returning('id').executeTakeFirstOrThrow()
  await tx.insertInto('stock').values({ station_id: world.station, good_id: id, quantity: 500 }).execute()
  return id
})
const stock = async () => (await waystation.sql((tx) => tx.selectFrom('stock').select('quantity').where('good_id', '=', good).where('station_id', '=', world.station).executeTakeFirstOrThrow())).quantity

/** Announced, and begun by the calendar. */
async function campaign(body: Record<string, unknown> = {}): Promise<number> {
  const added = await office.post('/campaigns', { place: world.township, name: '冬日暖蜂', season: 'winter-warmth', starts_on: '2026-11-16', ends_on: '2026-11-20', joining: 'both', target: 100, station_ids: [world.station], goods: [{ good_id: good, unit_cost_fen: 1990, planned: 200 }], ...body })
  assert.equal(added.status, 201, added.text)
  const id = Number(added.body['id'])
  assert.equal((await office.post(`/campaigns/${id}/state`, { to: 'planned' })).status, 200)
  assert.equal((await office.post(`/campaigns/${id}/announcement`, {})).status, 200)
  await turnCampaigns(waystation.services, own)
  return id
}
async function passOf(id: number, holder: Awaited<ReturnType<typeof scene.worker>>): Promise<string> {
  const pass = await holder.get(`/me/campaigns/${id}/pass`)
  assert.equal(pass.status, 200, pass.text)
  return String(pass.body['payload'])
}
const handOut = (id: number, body: Record<string, unknown>) => keeper.post(`/campaigns/${id}/hand-outs`, { station_id: world.station, ...body })

test('nobody outside sees a plan before it is announced; then everybody does', async () => {
  const added = await office.post('/campaigns', { place: world.township, name: '还没公布', season: 'summer-heat', starts_on: '2026-12-01', ends_on: '2026-12-02', joining: 'sign-up', capacity: 2, station_ids: [world.station], goods: [{ good_id: good, unit_cost_fen: 100, planned: 10 }] })
  const id = Number(added.body['id'])
  const rider = await scene.worker()
  const seen = async () => [(await waystation.stranger.get(`/announced-campaigns/${id}`)).status, (await rider.get(`/me/campaigns/${id}`)).status, (await keeper.get(`/campaigns/${id}`)).status]
  assert.deepEqual(await seen(), [404, 404, 404])
  await office.post(`/campaigns/${id}/state`, { to: 'planned' })
  assert.deepEqual(await seen(), [404, 404, 200], 'the keeper prepares')
  await office.post(`/campaigns/${id}/announcement`, {})
  assert.deepEqual(await seen(), [200, 200, 200])
  assert.equal(kind(await office.post(`/campaigns/${id}/state`, { to: 'draft' })), 'wrong-state')
  assert.equal(kind(await rider.get(`/me/campaigns/${id}/pass`)), 'wrong-state', 'it has not begun')
})

test('thirty want the two seats at once: two get them; one who goes makes room', async () => {
  const id = await campaign({ joining: 'sign-up', capacity: 2 })
  const riders = await Promise.all(Array.from({ length: 30 }, () => scene.worker()))
  const answers = await Promise.all(riders.map((one) => one.post(`/me/campaigns/${id}/sign-up`, {})))
  assert.deepEqual([answers.filter((one) => one.status === 201).length, [...new Set(answers.filter((one) => one.status !== 201).map(kind))]], [2, ['no-seats']])
  const first = riders[answers.findIndex((one) => one.status === 201)]
  assert.equal((await first?.post(`/me/campaigns/${id}/sign-up`, {}))?.status, 201, 'again is no second seat')
  assert.equal((await first?.delete(`/me/campaigns/${id}/sign-up`))?.status, 204)
  const late = riders[answers.findIndex((one) => one.status !== 201)]
  assert.equal((await late?.post(`/me/campaigns/${id}/sign-up`, {}))?.body['signed_up'], true)
  assert.equal((await office.get(`/campaigns/${id}`)).body['signed_up'], 2)
  assert.equal(kind(await (await scene.worker()).get(`/me/campaigns/${id}/pass`)), 'rule', 'who has not signed up gets no pass')
})

test('a keeper scans a pass ten times at once: the worker is given one, and one leaves the stock', async () => {
  const id = await campaign()
  const before = await stock()
  const rider = await scene.worker()
  const pass = await passOf(id, rider)
  assert.match(pass, /^WSP:110105:[A-HJ-NP-Z2-9]{8}$/)
  const answers = await Promise.all(Array.from({ length: 10 }, () => handOut(id, { pass })))
  assert.deepEqual(answers.filter((one) => one.status === 201).length, 1, answers.map((one) => one.text).join('\n'))
  assert.equal(await stock(), before - 1)
  assert.equal(kind(await rider.get(`/me/campaigns/${id}/pass`)), 'already-given')
  const { body } = await office.get(`/campaigns/${id}`)
  assert.deepEqual([body['handed_out'], (body['progress'] as { given: number; share: number }).share], [1, 0.01])
  for (const one of answers) assert.equal(/worker|暖蜂工人/.test(one.text), false, 'the keeper learns no name')
  await waystation.sql((tx) => tx.deleteFrom('voucher_try').execute())
})

test('a pass runs out after two minutes, works for its campaign only, and cannot be guessed for long', async () => {
  const [id, other] = [await campaign(), await campaign({ name: '另一场' })]
  const rider = await scene.worker()
  const pass = await passOf(id, rider)
  assert.equal(kind(await handOut(other, { pass })), 'pass-unknown')
  scene.setClock('2026-11-16T04:02:01Z')
  assert.equal(kind(await handOut(id, { pass })), 'pass-unknown')
  for (let i = 0; i < 8; i += 1) await handOut(id, { pass: `ABCDEFG${'ABCDEFGHJK'.charAt(i)}` })
  const fresh = await passOf(id, rider)
  assert.equal(kind(await handOut(id, { pass: fresh })), 'too-many')
  scene.setClock('2026-11-16T04:00:00Z')
  await waystation.sql((tx) => tx.deleteFrom('voucher_try').execute())
})

test('walk-ins are counted without a person; a miscount is taken back on its day, and no more than was counted', async () => {
  const id = await campaign()
  const before = await stock()
  assert.equal((await handOut(id, { walk_ins: 20 })).body['walk_ins'], 20)
  assert.equal((await handOut(id, { walk_ins: -3 })).body['walk_ins'], 17)
  assert.equal(await stock(), before - 17)
  assert.equal((await handOut(id, { walk_ins: -18 })).status, 400)
  assert.equal(await stock(), before - 17)
  const short = await handOut(id, { walk_ins: 100 })
  assert.equal(short.status, 201)
  await waystation.sql((tx) => tx.updateTable('stock').set({ quantity: 5 }).where('good_id', '=', good).execute())
  const out = await handOut(id, { walk_ins: 6 })
  assert.deepEqual([kind(out), out.body['what']], ['stock-used-up', '暖手宝'])
  assert.equal((await office.get(`/campaigns/${id}`)).body['walk_ins'], 117, 'nothing was counted')
  await waystation.sql((tx) => tx.updateTable('stock').set({ quantity: 500 }).where('good_id', '=', good).execute())
  const strange = await scene.staff('partner_staff', { partner_id: await scene.partner('无关') })
  assert.equal((await strange.post(`/campaigns/${id}/hand-outs`, { station_id: world.station, walk_ins: 1 })).status, 404)
})

test('who signed up is told of other days and stations, and that it is off; once, and no longer than it is known who they were', async () => {
  const id = await campaign({ joining: 'sign-up', capacity: 5, name: '改期' })
  const [rider, other] = [await scene.worker(), await scene.worker()]
  assert.equal((await rider.post(`/me/campaigns/${id}/sign-up`, {})).status, 201)
  const told = async (who: Awaited<ReturnType<typeof scene.worker>>) => ((await who.get('/me/notices')).body['items'] as { kind: string; subject: number }[]).filter((one) => one.subject === id).map((one) => one.kind)
  const change = async (body: Record<string, unknown>) => assert.equal((await office.patch(`/campaigns/${id}`, body)).status, 200)
  await change({ purpose: '没有人要为此改变什么', ends_on: '2026-11-20' })
  assert.deepEqual(await told(rider), [])
  await change({ ends_on: '2026-11-21' })
  await change({ station_ids: [] })
  assert.deepEqual(await told(rider), ['campaign.changed'])
  assert.deepEqual(await told(other), [])
  assert.equal((await office.post(`/campaigns/${id}/state`, { to: 'ended' })).status, 200)
  assert.deepEqual(await told(rider), ['campaign.called-off', 'campaign.changed'])
  await waystation.sql((tx) => tx.updateTable('campaign').set({ ended_at: Temporal.Instant.from('2026-01-01T00:00:00Z') }).where('id', '=', id).execute())
  await turnCampaigns(waystation.services, own)
  assert.deepEqual(await told(rider), [])
})

test('where one may walk in, who was told that it comes is told of other days, until they have been there; who signed up hears once', async () => {
  const id = await campaign({ joining: 'both', name: '改址' })
  const people = [await scene.worker(), await scene.worker(), await scene.worker(), await scene.worker()] as const
  const [walker, signed, been] = people
  const told = async (who: (typeof people)[number]) => ((await who.get('/me/notices')).body['items'] as { kind: string; subject: number }[]).filter((one) => one.subject === id).map((one) => one.kind)
  for (const who of [walker, signed, been]) await waystation.services.db.write(own.schema, systemScope, (tx) => notify({ tx, scope: systemScope, services: waystation.services, city: own, now: waystation.services.clock(), today: Temporal.PlainDate.from('2026-11-16') }, { kind: 'campaign.announced', subject: id, values: { name: '改址', from: '2026-11-16' } }, { workers: [who.id] }))
  assert.equal((await signed.post(`/me/campaigns/${id}/sign-up`, {})).status, 201)
  assert.equal((await handOut(id, { pass: await passOf(id, been) })).status, 201)
  assert.equal((await office.patch(`/campaigns/${id}`, { ends_on: '2026-11-25' })).status, 200)
  for (let i = 0; i < 2; i++) await tellWalkIns(waystation.services, own, { id, kind: 'campaign.changed' })
  assert.deepEqual(await Promise.all(people.map(told)), [['campaign.changed', 'campaign.announced'], ['campaign.changed', 'campaign.announced'], ['campaign.announced'], []])
})

test('whoever hands out the last one, the office hears of it; the keeper hears when it runs low', async () => {
  const id = await campaign()
  const heard = async (who: typeof office, what: string) => ((await who.get('/me/notices')).body['items'] as { kind: string; text: string }[]).filter((one) => one.kind === what).map((one) => one.text)
  await waystation.sql((tx) => tx.updateTable('stock').set({ quantity: 12, low_at: 10 }).where('good_id', '=', good).execute())
  await handOut(id, { walk_ins: 1 })
  assert.deepEqual(await heard(keeper, 'stock.low'), [])
  await handOut(id, { walk_ins: 4 })
  await handOut(id, { walk_ins: 2 })
  assert.equal((await heard(keeper, 'stock.low')).length, 1)
  assert.deepEqual(await heard(office, 'campaign.stock-out'), [])
  await handOut(id, { walk_ins: 5 })
  const [text = '', ...more] = await heard(office, 'campaign.stock-out')
  assert.match(text, /^“冬日暖蜂”在.+的暖手宝已发完。$/)
  assert.deepEqual(more, [])
  await waystation.sql((tx) => tx.updateTable('stock').set({ quantity: 500, low_at: null }).where('good_id', '=', good).execute())
})

test('from plan to report: small groups are hidden, costs add up, vouchers count, and afterwards nobody knows who came', async () => {
  const id = await campaign({ name: '收官' })
  const { id: batch } = await scene.batch({ campaign_id: id, value_fen: 1000 })
  const { code, holder } = await scene.claim(batch)
  await scene.till.post('/vouchers/redemptions', { code })
  for (let i = 0; i < 3; i += 1) assert.equal((await handOut(id, { pass: await passOf(id, i === 0 ? holder : await scene.worker()) })).status, 201)
  await handOut(id, { walk_ins: 40 })
  const counter = (await keeper.get(`/stations/${world.station}/counter`)).body['campaigns'] as { id: number; handed_out: number }[]
  assert.equal(counter.find((one) => one.id === id)?.handed_out, 44, 'the counter says what the campaign says')
  assert.equal(kind(await office.get(`/campaigns/${id}/report`)), 'wrong-state', 'figures that still move')
  scene.setClock('2026-11-20T16:00:00Z') // the 21st in Shanghai
  await turnCampaigns(waystation.services, own)
  const report = await office.get(`/campaigns/${id}/report`)
  assert.equal(report.status, 200, report.text)
  const totals = report.body['totals'] as Record<string, number>
  assert.deepEqual([totals['given'], totals['handed_out'], totals['walk_ins'], totals['vouchers_issued'], totals['vouchers_redeemed']], [44, 3, 40, 1, 1])
  assert.deepEqual((report.body['by_trade'] as { count: number | null }[]).map((one) => one.count), [null, null], 'three riders, and what would give them away')
  assert.deepEqual((report.body['by_station'] as { count: number | null }[]).map((one) => one.count), [43])
  const written = await office.put(`/campaigns/${id}/report`, { summary: '都发到了', others: [{ label: '运费', fen: 30000 }] })
  const costs = written.body['costs'] as Record<string, number>
  assert.deepEqual([costs['vouchers_fen'], costs['total_fen']], [1000, 43 * 1990 + 1000 + 30000])
  assert.equal((await office.get(`/campaigns/${id}`)).body['state'], 'reported')
  for (const format of ['xlsx', 'pdf']) assert.equal((await office.get(`/campaigns/${id}/report/file?format=${format}`)).status, 200, format)
  assert.equal(kind(await office.patch(`/campaigns/${id}`, { name: '改不了' })), 'wrong-state')

  const people = () => waystation.sql((tx) => tx.selectFrom('campaign_worker').select('worker_id').where('campaign_id', '=', id).execute())
  scene.setClock('2026-12-20T15:59:00Z')
  await turnCampaigns(waystation.services, own)
  assert.equal((await people()).length, 3, 'thirty days')
  scene.setClock('2026-12-21T16:01:00Z')
  await turnCampaigns(waystation.services, own)
  assert.deepEqual([(await people()).length, (await office.get(`/campaigns/${id}`)).body['forgotten_on']], [0, '2026-12-22'])
  assert.equal(((await office.get(`/campaigns/${id}/report`)).body['totals'] as Record<string, number>)['given'], 44, 'only counts stay')
  scene.setClock('2026-11-16T04:00:00Z')
})

test('no event links a worker with a place and a time', async () => {
  const events = await waystation.sql((tx) => tx.selectFrom('event').selectAll().where((is) => is.or([is('kind', 'like', 'campaign.%'), is('kind', 'like', 'voucher%')])).execute())
  assert.ok(events.some((one) => one.kind === 'campaign.handed-out') && events.some((one) => one.kind === 'voucher.issued') && events.some((one) => one.kind === 'voucher.redeemed') && events.some((one) => one.kind === 'campaign.signed-up'))
  const workers = await waystation.sql((tx) => tx.selectFrom('account').select('id').where('kind', '=', 'worker').execute())
  for (const one of events) {
    assert.equal(one.worker_id, null, one.kind)
    assert.equal(workers.some(({ id }) => id === one.actor), false, `${one.kind} by a worker’s account`)
    assert.equal(JSON.stringify(one.data).includes('"voucher"'), false)
  }
})
