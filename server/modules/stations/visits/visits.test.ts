// Being at a station: one stay each, counts that are right, and an end that comes by itself.

import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { addStation, always, officeHours, staff } from '../testing/network-scene.ts'
import { hear, lifeScene, noon, problemOf, type Rider } from '../testing/life-scene.ts'
import { endForgottenStays, endStaysJob } from './end-stays.ts'

const scene = await lifeScene('到场')
const { waystation, checkIn, printed, rider, city } = scene

async function kept(given: Parameters<typeof addStation>[1] = {}) {
  const id = await addStation(waystation, { hours: always, ...given })
  const keeper = await staff(waystation, { role: 'station_keeper', station_id: id })
  return { id, keeper, code: await printed(keeper, id) }
}
const stays = (who: readonly Rider[]) => waystation.sql((tx) => tx.selectFrom('stay').select(['worker_id', 'station_id']).where('worker_id', 'in', who.map((one) => one.worker)).orderBy('worker_id').execute())
const hours = (station: number) => waystation.sql((tx) => tx.selectFrom('station_hour').select(['hour', 'visits', 'peak']).where('station_id', '=', station).orderBy('day').orderBy('hour').execute())
const exact = async ({ keeper, id }: Awaited<ReturnType<typeof kept>>) => ((await keeper.get(`/stations/${id}/counter`)).body['occupancy'] as { present: number; checked_in: number; corrected_until: string | null; today: { visits: number; peak: number } })
const shownToAll = async (id: number) => {
  const { present, free, fullness, corrected } = (await waystation.stranger.get(`/stations/${id}/occupancy`)).body
  return { present, free, fullness, corrected }
}
const crowd = (number: number) => Promise.all(Array.from({ length: number }, () => rider()))

describe('a worker', () => {
  it('has one stay, however often they press, and is counted once', async () => {
    const station = await kept()
    const one = await rider()
    const answers = await Promise.all(Array.from({ length: 8 }, () => checkIn(one, station.code)))
    deepEqual(answers.map((answer) => [answer.status, answer.body['since']]), answers.map(() => [201, '2026-11-27T04:00:00Z']))
    deepEqual(await stays([one]), [{ worker_id: one.worker, station_id: station.id }])
    deepEqual(await hours(station.id), [{ hour: 12, visits: 1, peak: 1 }])
    equal((await exact(station)).present, 1)
  })

  it('is at one station: coming to another ends the stay there, even when both are asked at once', async () => {
    const [a, b] = [await kept(), await kept()]
    const one = await rider()
    await checkIn(one, a.code)
    const moved = await checkIn(one, b.code)
    equal(moved.status, 201)
    deepEqual([(await exact(a)).present, (await exact(b)).present], [0, 1])
    deepEqual(((await one.get('/me/stay')).body['stay'] as { station: { id: number } }).station.id, b.id)
    const other = await rider()
    await Promise.all([checkIn(other, a.code), checkIn(other, b.code), checkIn(other, a.code), checkIn(other, b.code)])
    const rows = await stays([other])
    equal(rows.length, 1)
    equal((await exact(a)).present + (await exact(b)).present, 2, 'the first worker, and the other once')
  })

  it('leaves, twice if the line is bad, and sees nothing of where they were', async () => {
    const station = await kept()
    const one = await rider()
    const here = await checkIn(one, station.code)
    deepEqual([here.body['since'], here.body['ends_at']], ['2026-11-27T04:00:00Z', '2026-11-27T07:00:00Z'])
    deepEqual([(await one.delete('/me/stay')).status, (await one.delete('/me/stay')).status], [204, 204])
    deepEqual((await one.get('/me/stay')).body, { stay: null })
    deepEqual(await stays([one]), [])
    equal((await exact(station)).present, 0)
    deepEqual((await exact(station)).today, { visits: 1, peak: 1 }, 'the count stays')
  })

  it('ends nobody else’s stay', async () => {
    const station = await kept()
    const [one, other] = [await rider(), await rider()]
    await checkIn(one, station.code)
    await other.delete('/me/stay')
    deepEqual([(await exact(station)).present, (await other.get('/me/stay')).body['stay']], [1, null])
  })

  it('who scans again stays longer; who forgets to leave is gone after three hours, or when it closes', async () => {
    const station = await kept()
    const office = await kept({ hours: officeHours })
    const [one, other, third] = [await rider(), await rider(), await rider()]
    await checkIn(one, station.code)
    await checkIn(other, station.code)
    scene.setClock('2026-11-27T14:00:00+08:00')
    equal((await checkIn(one, station.code)).body['ends_at'], '2026-11-27T09:00:00Z')
    scene.setClock('2026-11-27T16:30:00+08:00')
    equal((await checkIn(third, office.code)).body['ends_at'], '2026-11-27T10:00:00Z', 'it closes at six')
    equal((await other.get('/me/stay')).body['stay'], null, 'over, though no job ran')
    await endForgottenStays(waystation.services, city)
    deepEqual(await stays([one, other]), [{ worker_id: one.worker, station_id: station.id }])
    deepEqual([(await exact(station)).present, (await exact(office)).present], [1, 1])
    scene.setClock('2026-11-27T18:00:00+08:00')
    await endForgottenStays(waystation.services, city)
    deepEqual([await stays([one, other, third]), (await exact(station)).present, (await exact(office)).present], [[], 0, 0])
    deepEqual([endStaysJob.name, endStaysJob.cron], ['stations.end-stays', '* * * * *'])
    scene.setClock(noon)
  })
})

describe('how many are there', () => {
  it('is right when twenty come at the same moment, and when half of them go', async () => {
    const station = await kept({ capacity: 24 })
    const people = await crowd(20)
    deepEqual((await Promise.all(people.map((one) => checkIn(one, station.code)))).map((answer) => answer.status), people.map(() => 201))
    deepEqual(await hours(station.id), [{ hour: 12, visits: 20, peak: 20 }])
    deepEqual([(await exact(station)).present, await shownToAll(station.id)], [20, { present: 20, free: 4, fullness: 'filling', corrected: false }])
    await Promise.all(people.slice(0, 12).map((one) => one.delete('/me/stay')))
    deepEqual([(await exact(station)).present, await shownToAll(station.id)], [8, { present: 8, free: 16, fullness: 'free', corrected: false }])
  })

  it('is not told to everybody while few are there, nor how full a small one is', async () => {
    const station = await kept({ capacity: 4 })
    deepEqual(await shownToAll(station.id), { present: null, free: null, fullness: null, corrected: false }, 'nobody ever came: nothing is known')
    const people = await crowd(5)
    for (const one of people.slice(0, 4)) await checkIn(one, station.code)
    deepEqual(await shownToAll(station.id), { present: null, free: null, fullness: null, corrected: false }, 'four of four seats: who knows one of them would see them come')
    const last = await checkIn(people[4] as Rider, station.code)
    deepEqual((last.body['occupancy'] as { present: number }).present, 5)
    deepEqual(await shownToAll(station.id), { present: 5, free: 0, fullness: 'full', corrected: false })
  })

  it('is what the keeper counted, moves on with the codes, and after an hour is what the codes say', async () => {
    const station = await kept({ capacity: 30 })
    const [one, other] = [await rider(), await rider()]
    await checkIn(one, station.code)
    const counted = await station.keeper.put(`/stations/${station.id}/count`, { present: 12 })
    deepEqual([counted.status, counted.body['present'], counted.body['checked_in'], counted.body['corrected_until']], [200, 12, 1, '2026-11-27T05:00:00Z'])
    await checkIn(other, station.code)
    deepEqual(await shownToAll(station.id), { present: 13, free: 17, fullness: 'free', corrected: true })
    await one.delete('/me/stay')
    equal((await exact(station)).present, 12)
    scene.setClock('2026-11-27T13:00:00+08:00')
    deepEqual([(await exact(station)).present, (await exact(station)).corrected_until], [1, null])
    await station.keeper.put(`/stations/${station.id}/count`, { present: 0 })
    equal((await exact(station)).present, 0)
    await other.delete('/me/stay')
    equal((await exact(station)).present, 0, 'never fewer than nobody')
    equal((await station.keeper.delete(`/stations/${station.id}/count`)).body['present'], 0)
    const elsewhere = await kept()
    equal((await elsewhere.keeper.put(`/stations/${station.id}/count`, { present: 3 })).status, 404)
    equal(problemOf(await station.keeper.put(`/stations/${station.id}/count`, { present: -1 })), '400 invalid-request')
    scene.setClock(noon)
  })

  it('is said to whoever watches when it tells of nobody, and to the counter each time', async () => {
    const station = await kept()
    const people = await crowd(5)
    const watched = await hear(waystation.stranger, waystation.origin, `/stations/${station.id}/occupancy/events`, (events) => events.length > 1, async () => {
      for (const one of people) await checkIn(one, station.code)
    })
    deepEqual(watched.map(({ event, data }) => [event, data['present']]), [['occupancy', null], ['occupancy', 5]], 'four came unsaid')
    const counter = await hear(station.keeper, waystation.origin, `/stations/${station.id}/counter/events`, (events) => events.filter(({ event }) => event === 'occupancy').length > 1, () => (people[0] as Rider).delete('/me/stay'))
    deepEqual(counter.filter(({ event }) => event === 'occupancy').map(({ data }) => data['present']), [5, 4])
    ok(counter.some(({ event, data }) => event === 'code' && typeof data['code'] === 'string'))
    const text = JSON.stringify([...watched, ...counter])
    for (const one of people) ok(!text.includes(`"${one.worker}"`) && !text.includes(`:${one.worker},`))
    equal((await (await kept()).keeper.get(`/stations/${station.id}/counter/events`)).status, 404)
  })
})

describe('busy hours', () => {
  it('come from counts alone: those who are still there count in the next hour, too', async () => {
    const station = await kept({ capacity: 10 })
    const people = await crowd(6)
    for (const one of people) await checkIn(one, station.code)
    scene.setClock('2026-11-27T13:10:00+08:00')
    for (const one of people.slice(0, 2)) await one.delete('/me/stay')
    await endForgottenStays(waystation.services, city)
    deepEqual(await hours(station.id), [{ hour: 12, visits: 6, peak: 6 }, { hour: 13, visits: 0, peak: 4 }])
    const level = async (weekday: number, hour: number) => ((await waystation.stranger.get(`/stations/${station.id}/busy-hours`)).body['days'] as (string | null)[][])[weekday]?.[hour]
    deepEqual([(await waystation.stranger.get(`/stations/${station.id}/busy-hours`)).body['weeks'], await level(4, 12)], [0, null], 'today is not over')
    scene.setClock('2026-11-28T09:00:00+08:00')
    deepEqual([await level(4, 12), await level(4, 13), await level(4, 14), await level(3, 12)], ['some', null, null, null], 'four people are too few to speak of')
    // The same Friday a week later, fuller: the mean is over both.
    scene.setClock('2026-12-04T12:00:00+08:00')
    for (const one of await crowd(10)) await checkIn(one, station.code)
    scene.setClock('2026-12-05T09:00:00+08:00')
    deepEqual([(await waystation.stranger.get(`/stations/${station.id}/busy-hours`)).body['weeks'], await level(4, 12)], [2, 'busy'])
    scene.setClock('2027-03-05T09:00:00+08:00')
    equal(await level(4, 12), null, 'what is older than eight weeks says nothing of today')
    scene.setClock(noon)
  })
})
