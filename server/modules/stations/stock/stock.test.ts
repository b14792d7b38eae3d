// Goods at a station: what is there is the sum of what came and went, and never less than nothing.

import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addStation, sanlitun, staff, zuojiazhuang } from '../testing/network-scene.ts'
import { lifeScene, problemOf } from '../testing/life-scene.ts'
import type { Person } from '../../../testing/waystation.ts'

const { waystation } = await lifeScene('库场')
const station = await addStation(waystation, { name: '三里屯驿站' })
const other = await addStation(waystation, { name: '左家庄驿站', place: zuojiazhuang })
const keeper = await staff(waystation, { role: 'station_keeper', station_id: station }, '驿站 老高')
const neighbour = await staff(waystation, { role: 'station_keeper', station_id: other })
const officer = await staff(waystation, { role: 'township_officer', place: sanlitun })

let number = 0
async function good(name = `物资${(number += 1)}`, unit = '瓶'): Promise<number> {
  const answer = await officer.post('/goods', { name, unit })
  equal(answer.status, 201, answer.text)
  return Number(answer.body['id'])
}
type Line = { good: { id: number }; quantity: number; low_at: number | null; low: boolean; revision: number }
const move = (who: Person, kind: string, quantity: number, of: number, note?: string, at = station) => who.post(`/stations/${at}/stock-moves`, { good: of, kind, quantity, ...(note ? { note } : {}) })
const line = async (of: number, at = station, who: Person = keeper) => ((await who.get(`/stations/${at}/stock`)).body['items'] as Line[]).find((one) => one.good.id === of)
const moves = async (of: number) => ((await keeper.get(`/stations/${station}/stock-moves?good=${of}&limit=200`)).body['items'] as { kind: string; quantity: number; after: number; note: string; made_by: string }[])

describe('what is there', () => {
  it('is received, handed out and counted, each written down with who did it', async () => {
    const water = await good()
    await move(keeper, 'receive', 24, water, '街道送来两箱')
    const handed = await move(keeper, 'hand-out', 5, water)
    deepEqual([handed.status, (handed.body['line'] as Line).quantity, (handed.body['move'] as { quantity: number }).quantity], [201, 19, -5])
    equal(((await move(keeper, 'adjust', 17, water, '盘点')).body['line'] as Line).quantity, 17)
    deepEqual((await moves(water)).map((one) => [one.kind, one.quantity, one.after, one.note, one.made_by]), [['adjust', -2, 17, '盘点', '驿站 老高'], ['hand-out', -5, 19, '', '驿站 老高'], ['receive', 24, 24, '街道送来两箱', '驿站 老高']])
    const events = await waystation.sql((tx) => tx.selectFrom('event').select('data').where('kind', '=', 'stock.moved').where('subject', '=', station).orderBy('id', 'desc').limit(1).execute())
    equal((events.at(0)?.data as { after: number } | undefined)?.after, 17)
  })

  it('is never below nothing: too much is refused with what is left, and nothing moves', async () => {
    const water = await good()
    await move(keeper, 'receive', 3, water)
    const refused = await move(keeper, 'hand-out', 4, water)
    equal(problemOf(refused), '409 stock-short')
    match(refused.text, /只剩 3瓶/)
    deepEqual([(await line(water))?.quantity, (await moves(water)).length], [3, 1])
    equal(problemOf(await move(keeper, 'hand-out', 1, await good())), '409 stock-short')
  })

  it('nor when two hands reach for the last at once', async () => {
    const water = await good()
    await move(keeper, 'receive', 5, water)
    const answers = await Promise.all(Array.from({ length: 12 }, (_, i) => move(i % 2 ? keeper : officer, 'hand-out', 1, water)))
    deepEqual(answers.map(({ status }) => status).sort(), [...Array.from({ length: 5 }, () => 201), ...Array.from({ length: 7 }, () => 409)])
    equal((await line(water))?.quantity, 0)
    deepEqual((await moves(water)).map(({ after }) => after), [0, 1, 2, 3, 4, 5])
  })

  it('nor in the table, should a query forget', async () => {
    const water = await good()
    await move(keeper, 'receive', 1, water)
    const failed = await waystation.sql((tx) => tx.updateTable('stock').set({ quantity: -1 }).where('good_id', '=', water).execute()).then(() => '', (error: unknown) => String(error))
    match(failed, /stock_not_below_nothing/)
  })

  it('is the sum of its moves, whatever order they came in', async () => {
    await fc.assert(fc.asyncProperty(fc.array(fc.record({ kind: fc.constantFrom('receive', 'hand-out', 'adjust'), quantity: fc.integer({ min: 1, max: 9 }) }), { minLength: 1, maxLength: 8 }), async (list) => {
      const one = await good()
      let expected = 0
      for (const { kind, quantity } of list) {
        const answer = await move(keeper, kind, quantity, one)
        const fits = kind !== 'hand-out' || quantity <= expected
        equal(answer.status, fits ? 201 : 409)
        if (fits) expected = kind === 'adjust' ? quantity : expected + (kind === 'receive' ? quantity : -quantity)
      }
      equal((await line(one))?.quantity ?? 0, expected)
      equal((await moves(one)).reduce((sum, { quantity }) => sum + quantity, 0), expected)
    }), { numRuns: 8 })
  })

  it('asks for what makes sense', async () => {
    const water = await good()
    equal(problemOf(await move(keeper, 'receive', 0, water)), '400 invalid-request')
    equal(problemOf(await move(keeper, 'receive', -3, water)), '400 invalid-request')
    equal(problemOf(await move(keeper, 'receive', 1, 999_999)), '400 invalid-request')
    equal((await move(keeper, 'adjust', 0, water)).status, 201)
  })

  it('sent twice with one key, moves once', async () => {
    const water = await good()
    const key = { 'idempotency-key': crypto.randomUUID() }
    const body = { good: water, kind: 'receive', quantity: 6 }
    for (let i = 0; i < 3; i += 1) equal((await keeper.post(`/stations/${station}/stock-moves`, body, key)).status, 201)
    equal((await line(water))?.quantity, 6)
  })
})

describe('goods that run out', () => {
  it('are told of once, to who keeps the station, when the line is crossed; and stand in the queue', async () => {
    const water = await good('冰镇矿泉水')
    await move(keeper, 'receive', 10, water)
    const set = await keeper.put(`/stations/${station}/stock/${water}`, { low_at: 4 })
    deepEqual([set.status, set.body['low_at'], set.body['low']], [200, 4, false])
    const told = async (who: Person) => ((await who.get('/me/notices')).body['items'] as { kind: string; text: string }[]).filter((one) => one.kind === 'stock.low')
    await move(officer, 'hand-out', 5, water)
    equal((await told(keeper)).length, 0)
    await move(officer, 'hand-out', 1, water)
    await move(officer, 'hand-out', 1, water)
    const words = await told(keeper)
    equal(words.length, 1)
    match(words[0]?.text ?? '', /三里屯驿站.*矿泉水.*4瓶/)
    equal((await told(neighbour)).length, 0)
    const queue = async (who: Person) => ((await who.get('/queue?kind=stock-low')).body['items'] as { key: string }[]).map(({ key }) => key)
    deepEqual([await queue(keeper), await queue(neighbour)], [[`stock-low:${station}:${water}`], []])
    deepEqual(((await officer.get('/stock?low=true')).body['items'] as Line[]).map((one) => [one.good.id, one.quantity]), [[water, 3]])
    await move(keeper, 'receive', 20, water)
    deepEqual([await queue(keeper), (await officer.get('/stock?low=true')).body['items']], [[], []])
    await move(keeper, 'hand-out', 20, water)
    equal((await told(keeper)).length, 2, 'again, when it falls again')
  })

  it('the line is set by who has read it, and never below nothing', async () => {
    const water = await good()
    equal((await keeper.put(`/stations/${station}/stock/${water}`, { low_at: 2 })).status, 200)
    equal((await keeper.put(`/stations/${station}/stock/${water}`, { low_at: 3 }, { 'if-match': '"99"' })).status, 412)
    equal((await keeper.put(`/stations/${station}/stock/${water}`, { low_at: -1 })).status, 400)
    equal((await keeper.put(`/stations/${station}/stock/${water}`, { low_at: null })).body['low'], false)
  })
})

describe('whose it is', () => {
  it('the keeper’s, the owner’s and the office’s; another station’s keeper finds nothing', async () => {
    const water = await good()
    await move(keeper, 'receive', 3, water)
    deepEqual([(await neighbour.get(`/stations/${station}/stock`)).status, (await neighbour.get(`/stations/${station}/stock-moves`)).status, (await move(neighbour, 'hand-out', 1, water)).status, (await neighbour.put(`/stations/${station}/stock/${water}`, { low_at: 1 })).status], [404, 404, 404, 404])
    ok(!((await neighbour.get('/stock?limit=200')).body['items'] as { station: { id: number } }[]).some((one) => one.station.id === station))
    equal((await line(water))?.quantity, 3)
    for (const role of ['administrator', 'auditor'] as const) equal((await (await staff(waystation, { role, place: sanlitun })).get(`/stations/${station}/stock`)).status, 403)
  })

  it('kinds of goods are the city’s: one name once, retired ones are no longer received but go out', async () => {
    const towel = await good('凉毛巾', '条')
    equal(problemOf(await officer.post('/goods', { name: ' 凉毛巾 ', unit: '条' })), '409 already-exists')
    equal((await keeper.post('/goods', { name: '帽子', unit: '顶' })).status, 403)
    await move(keeper, 'receive', 2, towel)
    equal((await officer.patch(`/goods/${towel}`, { retired: true })).body['retired_on'], '2026-11-27')
    equal(problemOf(await move(keeper, 'receive', 1, towel)), '422 rule')
    equal((await line(towel))?.quantity, 2)
    equal((await move(keeper, 'hand-out', 2, towel)).status, 201)
    equal(await line(towel), undefined, 'gone from the counter with the last')
    const names = async (query: string) => ((await keeper.get(`/goods${query}`)).body['items'] as { id: number }[]).some((one) => one.id === towel)
    deepEqual([await names(''), await names('?retired=true')], [false, true])
    equal(problemOf(await officer.patch(`/goods/${await good()}`, { name: '凉毛巾' })), '409 already-exists')
  })
})
