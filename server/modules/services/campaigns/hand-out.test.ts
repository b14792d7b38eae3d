// Who gives what to whom, at which station.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from '../../../testing/waystation.ts'
import { voucherScene } from '../testing/scene.ts'
import { turnCampaigns } from './retention.ts'

const scene = await voucherScene({ mark: '发放' })
const { waystation, world, office, keeper } = scene
const kind = (answer: Answer) => String(answer.body['type'] ?? '').split('/').at(-1)
const city = await waystation.services.cities.find(110105)
if (!city) throw new Error('No city')
const own = city

const [good, foreign] = await waystation.sql(async (tx) => {
  const goods: number[] = []
  for (const name of ['手套', '保温杯']) goods.push((await tx.insertInto('good').values({ name: `${name}发放`, unit: '副' }).returning('id').executeTakeFirstOrThrow()).id)
  await tx.insertInto('stock').values({ station_id: world.station, good_id: goods[0] ?? 0, quantity: 50 }).execute()
  return goods as [number, number]
})
const second = await waystation.sql(async (tx) => {
  const partner = (await tx.insertInto('partner').values({ name: '发放二店', short_name: '发放二店', kind: 'shop', place: world.township, created_at: waystation.services.clock() }).returning('id').executeTakeFirstOrThrow()).id
  const station = (await tx.insertInto('station').values({ name: '发放二驿站', kind: 'rider', partner_id: partner, place: world.grid, lon: 116.46, lat: 39.93, status: 'open', created_at: waystation.services.clock() }).returning('id').executeTakeFirstOrThrow()).id
  await tx.insertInto('stock').values({ station_id: station, good_id: good, quantity: 50 }).execute()
  return station
})
const stock = async (station: number) => (await waystation.sql((tx) => tx.selectFrom('stock').select('quantity').where('good_id', '=', good).where('station_id', '=', station).executeTakeFirstOrThrow())).quantity

async function campaign(body: Record<string, unknown> = {}): Promise<number> {
  const added = await office.post('/campaigns', { place: world.township, name: '发手套', season: 'winter-warmth', starts_on: '2026-11-16', ends_on: '2026-11-20', joining: 'both', station_ids: [world.station, second], goods: [{ good_id: good, unit_cost_fen: 990, planned: 50 }], ...body })
  assert.equal(added.status, 201, added.text)
  const id = Number(added.body['id'])
  await office.post(`/campaigns/${id}/state`, { to: 'planned' })
  assert.equal((await office.post(`/campaigns/${id}/announcement`, {})).status, 200)
  await turnCampaigns(waystation.services, own)
  return id
}
const passOf = async (id: number, holder: { get(path: string): Promise<Answer> }) => String((await holder.get(`/me/campaigns/${id}/pass`)).body['payload'])

test('a keeper gives from their own station, none that takes no part, and nothing the campaign does not give', async () => {
  const id = await campaign()
  assert.equal((await keeper.post(`/campaigns/${id}/hand-outs`, { station_id: second, walk_ins: 2 })).status, 400)
  assert.equal((await keeper.post(`/campaigns/${id}/hand-outs`, { station_id: world.station, walk_ins: 2, good_ids: [foreign] })).status, 400)
  assert.deepEqual([await stock(world.station), await stock(second)], [50, 50])
  assert.equal((await keeper.post(`/campaigns/${id}/hand-outs`, { station_id: world.station, walk_ins: 2 })).status, 201)
  assert.equal((await office.post(`/campaigns/${id}/hand-outs`, { station_id: second, walk_ins: 1 })).status, 201, 'whose office plans it may')
  assert.deepEqual([await stock(world.station), await stock(second)], [48, 49])
  const alone = await campaign({ name: '只在二店', station_ids: [second] })
  assert.equal((await office.post(`/campaigns/${alone}/hand-outs`, { station_id: world.station, walk_ins: 1 })).status, 400)
  assert.equal((await keeper.post(`/campaigns/${alone}/hand-outs`, { station_id: world.station, walk_ins: 1 })).status, 404, 'a campaign of others')
})

test('twice each, at two stations, is twice altogether', async () => {
  const id = await campaign({ per_worker: 2, name: '每人两副' })
  const rider = await scene.worker()
  for (const station of [world.station, second]) assert.equal((await office.post(`/campaigns/${id}/hand-outs`, { station_id: station, pass: await passOf(id, rider) })).status, 201)
  assert.equal(kind(await rider.get(`/me/campaigns/${id}/pass`)), 'already-given')
  assert.equal((await office.get(`/campaigns/${id}`)).body['handed_out'], 2)
})

test('whom the rule does not mean gets no pass and no seat; before anything is looked at, they are asked', async () => {
  const id = await campaign({ name: '给老骑手', joining: 'sign-up', rule: { all: [{ fact: 'months', at_least: 500 }] } })
  const rider = await scene.worker()
  const tries = async () => [kind(await rider.post(`/me/campaigns/${id}/sign-up`, {})), (await rider.get(`/me/campaigns/${id}/pass`)).status >= 400]
  const [asked] = await tries()
  assert.equal(asked, 'consent-needed')
  await rider.post('/me/consents', { purpose: 'service-eligibility', version: '2026-11-29', granted: true })
  assert.deepEqual(await tries(), ['not-meant', true])
  assert.equal((await office.get(`/campaigns/${id}`)).body['signed_up'], 0)
})

test('what only those get who signed up, walk-ins do not', async () => {
  const id = await campaign({ name: '报名领', joining: 'sign-up' })
  const rider = await scene.worker()
  assert.equal(kind(await rider.get(`/me/campaigns/${id}/pass`)), 'rule')
  assert.equal(kind(await keeper.post(`/campaigns/${id}/hand-outs`, { station_id: world.station, walk_ins: 1 })), 'rule')
  assert.equal((await rider.post(`/me/campaigns/${id}/sign-up`, {})).status, 201)
  const pass = await passOf(id, rider)
  assert.equal((await rider.delete(`/me/campaigns/${id}/sign-up`)).status, 204)
  assert.equal(kind(await keeper.post(`/campaigns/${id}/hand-outs`, { station_id: world.station, pass })), 'rule', 'who has given the seat back')
})

test('two passes of one worker, shown at two stations at once, are one gift, and nobody waits for ever', async () => {
  const id = await campaign({ name: '一人一副' })
  for (let turn = 0; turn < 4; turn += 1) {
    const rider = await scene.worker()
    const first = await passOf(id, rider)
    scene.setClock('2026-11-16T04:01:00Z')
    const next = await passOf(id, rider)
    assert.notEqual(first, next)
    const answers = await Promise.all([[world.station, first], [second, next]].map(([station, pass]) => office.post(`/campaigns/${id}/hand-outs`, { station_id: station, pass })))
    assert.deepEqual(answers.map((one) => one.status < 500), [true, true], answers.map((one) => one.text).join('\n'))
    assert.equal(answers.filter((one) => one.status === 201).length, 1)
    scene.setClock('2026-11-16T04:00:00Z')
  }
  assert.equal((await office.get(`/campaigns/${id}`)).body['handed_out'], 4)
})
