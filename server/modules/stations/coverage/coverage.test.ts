// Officers see how well the stations reach the outlets of their places, and where more would help.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { json } from '../../../platform/database/json.ts'
import { startWaystation } from '../../../testing/waystation.ts'

const waystation = await startWaystation({ work: false })
const officer = await waystation.as('district-officer')

type Covered = { outlets: number; workers: number | null; outlets_by_hour: number[]; workers_by_hour: (number | null)[]; outlets_mean: number; workers_mean: number | null }
type Coverage = { stations: number; without_hours: number; whole: Covered; townships: ({ place: number; name: string } & Covered)[] }
type Sites = { sites: { kind: string; id: number; position: { lon: number; lat: number }; adds: number; workers: number | null; outlets: number }[]; share_before: number; share_after: number; share_at_most: number; proven: boolean; candidates: number }

const dayAndNight = { weekly: Array.from({ length: 7 }, () => [[0, 1440]]), holidays: 'as-weekly', workdays: 'as-weekly' }
const officeHours = { weekly: [...Array.from({ length: 5 }, () => [[540, 1050]]), [], []], holidays: 'closed', workdays: 'as-weekly' }

const owner = await waystation.sql((tx) => tx.insertInto('partner').values({ name: '测试工会', short_name: '测试工会', kind: 'union', place: 110105000000000, created_at: Temporal.Instant.from('2026-01-01T00:00:00Z') }).returning('id').executeTakeFirstOrThrow())

async function open({ lon, lat }: { lon: number; lat: number }, hours: unknown, place: number, status = 'open'): Promise<number> {
  const { id } = await waystation.sql((tx) =>
    tx.insertInto('station').values({ name: '测试驿站', kind: 'rider', partner_id: owner.id, place, lon, lat, hours: hours === null ? null : (json(hours) as never), status, created_at: Temporal.Instant.from('2026-01-01T00:00:00Z') }).returning('id').executeTakeFirstOrThrow(),
  )
  return id
}

/** The outlets, and with the mean radius of the earth how far each is from the nearest station that is open day and night. */
async function outlets(): Promise<{ id: number; place: number; lon: number; lat: number; workers: number; metres: number | null }[]> {
  const { rows } = await waystation.sql((tx) => sql<{ id: number; place: number; lon: number; lat: number; workers: number; metres: number | null }>`
    select o.id, o.place, o.lon, o.lat, (select count(*)::int from engagement e where e.outlet_id = o.id and e.until_on is null) as workers,
      (select min(2 * 6371008.8 * asin(sqrt(sin(radians(s.lat - o.lat) / 2) ^ 2 + cos(radians(o.lat)) * cos(radians(s.lat)) * sin(radians(s.lon - o.lon) / 2) ^ 2)))
       from station s where s.status = 'open' and s.hours -> 'weekly' -> 6 = '[[0, 1440]]') as metres
    from outlet o where o.closed_on is null and o.lon is not null order by o.id`.execute(tx))
  return rows
}

const coverage = async (query = '', who = officer) => (await who.get(`/coverage${query}`)).body as Coverage
const four = (share: number) => Math.round(share * 1e4) / 1e4

await waystation.sql((tx) => sql`delete from station_exception`.execute(tx))
await waystation.sql((tx) => sql`update station set status = 'closed'`.execute(tx))
const all = await outlets()
const busiest = all.toSorted((a, b) => b.workers - a.workers)[0] ?? assert.fail()

test('without a station nobody is covered; paused and planned ones do not count', async () => {
  const before = await coverage()
  assert.equal(before.whole.outlets, all.length)
  assert.equal(before.whole.workers, all.reduce((sum, one) => sum + one.workers, 0))
  assert.deepEqual([before.stations, before.whole.outlets_mean, before.whole.workers_mean], [0, 0, 0])
  await open(busiest, dayAndNight, busiest.place, 'paused')
  await open(busiest, dayAndNight, busiest.place, 'planned')
  assert.equal((await coverage()).whole.outlets_mean, 0)
})

test('shares are those that SQL reckons with its own formula, at 500 m and at 1 km', async () => {
  await open({ lon: busiest.lon + 0.001, lat: busiest.lat }, dayAndNight, busiest.place)
  const now = await outlets()
  for (const radius of [500, 1000]) {
    const seen = await coverage(`?radius=${radius}`)
    const near = now.filter((one) => one.metres !== null && one.metres <= radius)
    assert.ok(near.length > 0)
    assert.equal(seen.whole.outlets_by_hour[0], four(near.length / now.length))
    assert.equal(seen.whole.workers_mean, four(near.reduce((sum, one) => sum + one.workers, 0) / now.reduce((sum, one) => sum + one.workers, 0)))
    for (const township of seen.townships) {
      const there = now.filter((one) => one.place - (one.place % 1e6) === township.place)
      assert.equal(township.outlets_by_hour[167], four(there.filter((one) => near.includes(one)).length / there.length), township.name)
    }
  }
})

test('a station of office hours covers them; one whose hours nobody said covers nothing and is counted apart', async () => {
  const far = all.toSorted((a, b) => Math.hypot(b.lon - busiest.lon, b.lat - busiest.lat) - Math.hypot(a.lon - busiest.lon, a.lat - busiest.lat))[0] ?? assert.fail()
  const before = await coverage()
  await open(far, null, far.place)
  const unknown = await coverage()
  assert.equal(unknown.without_hours, before.without_hours + 1)
  assert.deepEqual(unknown.whole.outlets_by_hour, before.whole.outlets_by_hour)
  await open(far, officeHours, far.place)
  const after = await coverage()
  // 9:00 to 17:30: the hour from 17:00 counts, that from 18:00 does not; nothing on Saturday.
  const gained = after.whole.outlets_by_hour.flatMap((share, hour) => (share > (before.whole.outlets_by_hour[hour] ?? 1) ? [hour] : []))
  assert.deepEqual(gained, [0, 1, 2, 3, 4].flatMap((day) => [9, 10, 11, 12, 13, 14, 15, 16, 17].map((hour) => day * 24 + hour)))
  const gaps = (await officer.get('/coverage/gaps?hour=9')).body['items'] as { id: number }[]
  const atNight = (await officer.get('/coverage/gaps?hour=2')).body['items'] as { id: number; nearest: { metres: number } }[]
  assert.ok(!gaps.some((one) => one.id === far.id))
  assert.equal(atNight.find((one) => one.id === far.id)?.nearest.metres, 0)
  assert.ok(!atNight.some((one) => one.id === busiest.id))
})

test('the officers of a township see theirs, and a station across its border that serves them', async () => {
  const township = await waystation.as('township-officer')
  const seen = await coverage('', township)
  assert.equal(seen.townships.length, 1)
  const place = seen.townships[0]?.place ?? 0
  assert.equal(seen.whole.outlets, all.filter((one) => one.place - (one.place % 1e6) === place).length)
  const gaps = (await township.get('/coverage/gaps')).body['items'] as { place: number }[]
  assert.ok(gaps.length > 0 && gaps.every((one) => one.place - (one.place % 1e6) === place))
  const mine = all.find((one) => one.place - (one.place % 1e6) === place) ?? assert.fail()
  const elsewhere = all.find((one) => one.place - (one.place % 1e6) !== place)?.place ?? assert.fail()
  await open(mine, dayAndNight, elsewhere)
  assert.ok((await coverage('', township)).whole.outlets_mean > seen.whole.outlets_mean)
  assert.equal((await coverage(`?place=${elsewhere - (elsewhere % 1e6)}`, township)).whole.outlets, 0)
})

test('what a siting promises is what opening the stations gives', async () => {
  const asked = await officer.post('/coverage/sitings', { count: 4, radius: 500 })
  assert.equal(asked.status, 200, asked.text)
  const promised = asked.body as Sites
  assert.equal(promised.sites.length, 4)
  assert.ok(promised.proven && promised.share_after === promised.share_at_most)
  assert.equal(promised.share_before, (await coverage()).whole.workers_mean)
  assert.ok(Math.abs(promised.sites.reduce((sum, site) => sum + site.adds, promised.share_before) - promised.share_after) < 5e-4)
  assert.deepEqual(promised.sites.map((site) => site.adds), promised.sites.map((site) => site.adds).toSorted((a, b) => b - a))
  for (const site of promised.sites) await open(site.position, dayAndNight, busiest.place)
  assert.equal((await coverage()).whole.workers_mean, promised.share_after)
})

test('more sites never help less; sites at outlets alone are outlets; outlets can count instead of people', async () => {
  const of = async (body: Record<string, unknown>) => (await officer.post('/coverage/sitings', body)).body as Sites
  const one = await of({ count: 1, measure: 'outlets', radius: 1000, kinds: ['outlet'], from_hour: 20, until_hour: 6 })
  const three = await of({ count: 3, measure: 'outlets', radius: 1000, kinds: ['outlet'], from_hour: 20, until_hour: 6 })
  assert.ok(three.share_after >= one.share_after && one.share_after > one.share_before)
  assert.ok(three.sites.every((site) => site.kind === 'outlet' && all.some((outlet) => outlet.id === site.id)))
})

test('four people at an outlet are not told apart', async () => {
  const small = all.find((one) => one.workers > 0 && one.workers < 5)
  const items = (await officer.get('/coverage/gaps')).body['items'] as { id: number; workers: number | null }[]
  for (const item of items) {
    const workers = all.find((one) => one.id === item.id)?.workers ?? 0
    assert.equal(item.workers, workers > 0 && workers < 5 ? null : workers)
  }
  if (small) assert.ok(items.every((item) => item.id !== small.id || item.workers === null))
  assert.ok(items.some((item) => item.workers !== null))
})

test('a grid worker, a company and a stranger see no coverage', async () => {
  for (const persona of ['grid-worker', 'company-hr']) assert.equal((await (await waystation.as(persona)).get('/coverage')).status, 403)
  assert.equal((await waystation.stranger.get('/coverage')).status, 401)
})
