// Days on which the weekly pattern does not hold, over HTTP.

import { deepEqual, equal, match } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { noScope } from '../../../platform/database/scope.ts'
import { startWaystation } from '../../../testing/waystation.ts'
import { addStation, always, officeHours, sanlitun, staff, zuojiazhuang } from '../testing/network-scene.ts'

/** A Friday morning. */
let clock = Temporal.Instant.from('2026-11-27T10:00:00+08:00')
const waystation = await startWaystation({ work: false, clock: () => clock })
const officer = await staff(waystation, { role: 'township_officer', place: sanlitun })

const opening = async (station: number) => (await waystation.stranger.get(`/stations/${station}`)).body['opening'] as { open: boolean; reason: string; closes_in: number | null; opens_at: string | null; today: number[][] }
const exception = (station: number, body: object) => officer.post(`/stations/${station}/exceptions`, body)

describe('days of their own', () => {
  it('hold instead of the week, first and last counted in', async () => {
    const station = await addStation(waystation, { hours: officeHours })
    equal((await exception(station, { from: '2026-11-27', until: '2026-11-28', spans: [[480, 660]] })).status, 201)
    const friday = await opening(station)
    deepEqual([friday.open, friday.reason, friday.closes_in, friday.today], [true, 'exception', 60, [[480, 660]]])
    clock = Temporal.Instant.from('2026-11-28T10:30:00+08:00')
    deepEqual((await opening(station)).open, true, 'a Saturday, when it is shut otherwise')
    clock = Temporal.Instant.from('2026-11-30T08:30:00+08:00')
    const monday = await opening(station)
    deepEqual([monday.open, monday.opens_at], [false, '2026-11-30T01:00:00.000Z'], 'the week again')
    deepEqual((await waystation.stranger.get(`/stations/${station}`)).body['exceptions'], [], 'what is over is told no longer')
    clock = Temporal.Instant.from('2026-11-27T10:00:00+08:00')
  })

  it('are on the printed list of that day, and so is why a station is paused', async () => {
    const station = await addStation(waystation, { hours: officeHours })
    const paused = await addStation(waystation, { hours: officeHours, status: 'paused' })
    await waystation.sql((tx) => tx.updateTable('station').set({ pause_note: '装修' }).where('id', '=', paused).execute())
    equal((await exception(station, { from: '2026-11-27', until: '2026-11-27', spans: [], reason: '停水' })).status, 201)
    equal((await exception(paused, { from: '2026-11-28', until: '2026-11-28', spans: [[480, 660]] })).status, 201)
    const printed = (await waystation.stranger.get(`/stations/printout?place=${sanlitun}`)).body['groups'] as { stations: { id: number; today_text: string; pause_note: string }[] }[]
    const said = (id: number) => printed.flatMap((group) => group.stations).filter((one) => one.id === id).map((one) => [one.today_text, one.pause_note])
    deepEqual([said(station), said(paused)], [[['不开，停水', '']], [['', '装修']]])
  })

  it('that go past midnight still hold the morning after', async () => {
    const station = await addStation(waystation, { hours: officeHours })
    equal((await exception(station, { from: '2026-11-26', until: '2026-11-27', spans: [[1320, 1560]] })).status, 201)
    clock = Temporal.Instant.from('2026-11-28T01:30:00+08:00')
    deepEqual([(await opening(station)).open, (await opening(station)).closes_in], [true, 30])
    clock = Temporal.Instant.from('2026-11-28T02:00:00+08:00')
    equal((await opening(station)).open, false)
    clock = Temporal.Instant.from('2026-11-27T10:00:00+08:00')
  })

  it('decide what is open in lists and among the nearest', async () => {
    const station = await addStation(waystation, { hours: always, lon: 116.41, lat: 39.91 })
    const nearest = async () => ((await waystation.stranger.get(`/stations/nearest?lat=39.91&lon=116.41&limit=1&open_at=${encodeURIComponent('2026-12-05T12:00:00+08:00')}`)).body['items'] as { id: number }[])[0]?.id
    const listed = async () => ((await waystation.stranger.get(`/stations?bbox=116.409,39.909,116.411,39.911&open_at=${encodeURIComponent('2026-12-05T12:00:00+08:00')}`)).body['items'] as unknown[]).length
    deepEqual([await nearest() === station, await listed()], [true, 1])
    const { body } = await exception(station, { from: '2026-12-05', until: '2026-12-05', spans: [], reason: '年终盘点' })
    deepEqual([await nearest() === station, await listed()], [false, 0])
    equal((await officer.delete(`/stations/${station}/exceptions/${Number(body['id'])}`)).status, 204)
    deepEqual([await nearest() === station, await listed()], [true, 1])
  })

  it('are refused where they cannot be', async () => {
    const station = await addStation(waystation)
    const status = async (body: object) => (await exception(station, body)).status
    equal(await status({ from: '2026-12-02', until: '2026-12-01', spans: [] }), 400, 'ends before it begins')
    equal(await status({ from: '2026-11-20', until: '2026-11-26', spans: [] }), 422, 'over')
    equal(await status({ from: '2026-12-01', until: '2027-03-11', spans: [] }), 400, '101 days')
    equal(await status({ from: '2026-12-01', until: '2026-12-01', spans: [[600, 700], [650, 800]] }), 400, 'overlapping')
    equal(await status({ from: '2026-12-01', until: '2026-12-01', spans: [[700, 700]] }), 400, 'nothing')
    equal(await status({ from: '2026-12-01', until: '2027-03-10', spans: [] }), 201, '100 days')
    const taken = await exception(station, { from: '2027-03-10', until: '2027-03-12', spans: [] })
    equal(taken.status, 409)
    match(taken.text, /2026-12-01 至 2027-03-10/)
    equal((await officer.delete(`/stations/${station}/exceptions/999999`)).status, 404)
    equal((await exception(await addStation(waystation, { place: zuojiazhuang }), { from: '2026-12-01', until: '2026-12-01', spans: [] })).status, 404, 'of another township')
  })

  it('are on record with dates and nothing else', async () => {
    const station = await addStation(waystation)
    await exception(station, { from: '2026-12-01', until: '2026-12-02', spans: [], reason: '张师傅家里有事' })
    const { data } = await waystation.sql((tx) => tx.selectFrom('event').select('data').where('kind', '=', 'station.exception-added').orderBy('id', 'desc').executeTakeFirstOrThrow())
    const { exception: made, ...rest } = data as { exception: number }
    deepEqual([typeof made, rest], ['number', { from: '2026-12-01', until: '2026-12-02', closed: true }])
  })
})

describe('row security of exceptions, should a look-up forget', () => {
  it('lets everybody read them, and whoever keeps the station write them', async () => {
    const station = await addStation(waystation)
    const { body } = await exception(station, { from: '2026-12-01', until: '2026-12-02', spans: [] })
    const id = Number(body['id'])
    const partner = await waystation.sql(async (tx) => (await tx.selectFrom('station').select('partner_id').where('id', '=', station).executeTakeFirstOrThrow()).partner_id)
    equal((await waystation.services.db.read('city_110105', noScope, (tx) => tx.selectFrom('station_exception').select('id').where('id', '=', id).execute())).length, 1)
    const write = async (scope: Partial<typeof noScope>) => (await waystation.services.db.write('city_110105', { ...noScope, ...scope }, (tx) => tx.updateTable('station_exception').set({ reason: '改' }).where('id', '=', id).returning('id').execute())).length
    deepEqual([await write({}), await write({ worker: 1 }), await write({ stations: [station + 1] }), await write({ partners: [partner + 1] }), await write({ places: [[zuojiazhuang, zuojiazhuang + 1e6]] })], [0, 0, 0, 0, 0])
    deepEqual([await write({ stations: [station] }), await write({ partners: [partner] }), await write({ places: [[sanlitun, sanlitun + 1e6]] })], [1, 1, 1])
  })
})
