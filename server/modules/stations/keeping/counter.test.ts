// All that the tablet on a counter shows, for those who stand behind it.

import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addPartner, addStation, officeHours, sanlitun, staff, zuojiazhuang } from '../testing/network-scene.ts'
import { hear, lifeScene, noon } from '../testing/life-scene.ts'

const scene = await lifeScene('柜场')
const { waystation, rider, checkIn, printed } = scene
await waystation.sql((tx) => tx.updateTable('station').set({ status: 'closed' }).execute())
const today = Temporal.PlainDate.from('2026-11-27')
const owner = await addPartner(waystation, { name: '工体便利店' })
const station = await addStation(waystation, { name: '工体驿站', partner: owner, hours: officeHours, capacity: 8, last_confirmed_on: today.subtract({ days: 31 }) })
const sister = await addStation(waystation, { name: '三里屯驿站', partner: owner, last_confirmed_on: today })
const foreign = await addStation(waystation, { name: '左家庄驿站', place: zuojiazhuang, last_confirmed_on: today })
const keeper = await staff(waystation, { role: 'station_keeper', station_id: station })
const shop = await staff(waystation, { role: 'partner_staff', partner_id: owner })
const officer = await staff(waystation, { role: 'township_officer', place: sanlitun })
const neighbour = await staff(waystation, { role: 'station_keeper', station_id: foreign })

type Page = {
  station: { id: number; name: string; open: boolean; reason: string; closes_at: string | null; opens_at: string | null; to_confirm: boolean; last_confirmed_on: string }
  code: { code: string; href: string; until: string }; printed: { code: string } | null
  occupancy: { capacity: number; present: number; fullness: string; today: { visits: number; peak: number } }
  remarks: { id: number; state: string; same: number }[]; stock: { good: { id: number }; quantity: number; low: boolean }[]; campaigns: { id: number; name: string; goods: { good: number; left: number }[]; walk_in: boolean }[]; redeems: boolean
}
const counter = async (who = keeper, id = station) => (await who.get(`/stations/${id}/counter`)).body as unknown as Page

describe('the page', () => {
  it('says what stands at the door, and that it is time to confirm it', async () => {
    const { station: door } = await counter()
    deepEqual([door.name, door.open, door.closes_at, door.to_confirm, door.last_confirmed_on], ['工体驿站', true, '2026-11-27T10:00:00Z', true, '2026-10-27'])
    scene.setClock('2026-11-27T18:30:00+08:00')
    const night = (await counter()).station
    deepEqual([night.open, night.closes_at, night.opens_at], [false, null, '2026-11-30T01:00:00Z'])
    scene.setClock(noon)
    equal((await counter(shop, sister)).station.to_confirm, false)
  })

  it('has the code of this half minute, its end and its QR; and the printed one when there is one', async () => {
    const { code, printed: before } = await counter()
    deepEqual([before, code.until], [null, '2026-11-27T04:00:30Z'])
    match(code.code, /^[A-Z2-9]{2,} [A-Z2-9]{3} [A-Z2-9]{3}$/)
    equal((await checkIn(await rider(), new URL(code.href).pathname.split('/').at(-1) ?? '')).status, 201, 'what the QR holds opens')
    const wall = await printed(keeper, station)
    equal((await counter()).printed?.code, wall)
    await keeper.delete(`/station-codes/${wall}`)
    equal((await counter()).printed, null)
  })

  it('counts exactly, however few: its keeper sees the room', async () => {
    const { occupancy } = await counter()
    deepEqual([occupancy.capacity, occupancy.present, occupancy.fullness, occupancy.today], [8, 1, 'free', { visits: 1, peak: 1 }])
  })

  it('shows open remarks first and today’s decided ones, but not yesterday’s', async () => {
    const made = async () => Number((await (await rider()).post(`/stations/${station}/remarks`, { kind: 'broken', amenity: 'microwave' })).body['id'])
    const [old, done, open, again] = [await made(), await made(), await made(), await made()]
    await keeper.post(`/remarks/${old}/answer`, { text: '好' })
    await waystation.sql((tx) => tx.updateTable('remark').set({ decided_at: Temporal.Instant.from('2026-11-26T23:59:00+08:00') }).where('id', '=', old).execute())
    await keeper.post(`/remarks/${done}/answer`, { text: '好' })
    deepEqual((await counter()).remarks.map((one) => [one.id, one.state, one.same]), [[open, 'open', 1], [again, 'open', 1], [done, 'answered', 0]])
    deepEqual((await counter(shop, sister)).remarks, [])
  })

  it('has its own goods, and campaigns that run here', async () => {
    const good = Number((await officer.post('/goods', { name: '暖宝宝贴', unit: '片' })).body['id'])
    await keeper.post(`/stations/${station}/stock-moves`, { good, kind: 'receive', quantity: 40 })
    await keeper.put(`/stations/${station}/stock/${good}`, { low_at: 40 })
    deepEqual((await counter()).stock.map((one) => [one.good.id, one.quantity, one.low]), [[good, 40, true]])
    deepEqual((await counter(shop, sister)).stock, [])
    deepEqual((await counter()).campaigns, [])
    const body = { place: sanlitun, name: '冬日送暖', season: 'winter-warmth', starts_on: '2026-11-27', ends_on: '2026-11-30', joining: 'walk-in', station_ids: [station], goods: [{ good_id: good, unit_cost_fen: 100, planned: 30 }] }
    const added = await officer.post('/campaigns', body)
    equal(added.status, 201, added.text)
    const campaign = Number(added.body['id'])
    for (const to of ['planned', 'running']) equal((await officer.post(`/campaigns/${campaign}/state`, { to })).status, 200, to)
    deepEqual((await counter()).campaigns.map((one) => [one.id, one.name, one.walk_in, one.goods.map(({ good: id, left }) => [id, left])]), [[campaign, '冬日送暖', true, [[good, 40]]]])
    deepEqual((await counter(shop, sister)).campaigns, [])
  })

  it('offers the scanner to those who redeem', async () => {
    deepEqual([(await counter()).redeems, (await counter(shop)).redeems, (await counter(officer)).redeems], [true, true, false])
  })

  it('names nobody who is there or who spoke', async () => {
    const one = await rider()
    await checkIn(one, (await counter()).code.code)
    const { text } = await keeper.get(`/stations/${station}/counter`)
    ok(!text.includes('柜场工人') && !text.includes('worker'))
    equal((await counter()).occupancy.present, 2)
  })
})

describe('whose counter', () => {
  it('the keeper’s own, the owner’s all, the office’s township; a stranger’s none', async () => {
    const ids = async (who: typeof keeper) => ((await who.get('/counters')).body['items'] as { id: number }[]).map(({ id }) => id).sort((a, b) => a - b)
    deepEqual([await ids(keeper), await ids(shop), await ids(officer), await ids(neighbour)], [[station], [station, sister], [station, sister], [foreign]])
    deepEqual([(await neighbour.get(`/stations/${station}/counter`)).status, (await keeper.get(`/stations/${sister}/counter`)).status, (await waystation.stranger.get('/counters')).status], [404, 404, 401])
    const [row] = (await keeper.get('/counters')).body['items'] as { present: number; open_remarks: number; low_goods: number; to_confirm: boolean; open: boolean }[]
    deepEqual([row?.present, row?.open_remarks, row?.low_goods, row?.to_confirm, row?.open], [2, 2, 1, true, true])
    deepEqual(((await shop.get(`/counters?search=${encodeURIComponent('三里屯')}`)).body['items'] as { id: number }[]).map(({ id }) => id), [sister])
    const first = await shop.get('/counters?limit=1')
    deepEqual(((await shop.get(`/counters?limit=1&after=${String(first.body['next'])}`)).body['items'] as { id: number }[]).length, 1)
  })
})

describe('what changes on it', () => {
  it('is said: the next code when its time has come, remarks, goods; never of another counter', async () => {
    const before = (await counter()).code.code
    const heard = await hear(keeper, waystation.origin, `/stations/${station}/counter/events`, (events) => events.some(({ data }) => data['what'] === 'stock'), async () => {
      await (await rider()).post(`/stations/${sister}/remarks`, { kind: 'hours' })
      scene.setClock('2026-11-27T12:00:30+08:00')
      await (await rider()).post(`/stations/${station}/remarks`, { kind: 'hours' })
      const [line] = (await counter()).stock
      await keeper.post(`/stations/${station}/stock-moves`, { good: line?.good.id, kind: 'hand-out', quantity: 1 })
    })
    const codes = heard.filter(({ event }) => event === 'code').map(({ data }) => data['code'])
    deepEqual([codes.length, codes[0]], [2, before])
    deepEqual(heard.filter(({ event }) => event === 'changed').map(({ data }) => data['what']), ['remarks', 'stock'])
    scene.setClock(noon)
  })
})
