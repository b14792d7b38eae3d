// Nearest on the sphere, against a look at every station with another formula.

import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { noScope } from '../../../../platform/database/scope.ts'
import { startWaystation } from '../../../../testing/waystation.ts'
import { addPartner, addStation, officeHours, sanlitun, since } from '../../testing/network-scene.ts'
import { findNearest, nearestQuery } from './find-nearest.ts'

const waystation = await startWaystation({ work: false })
await waystation.sql((tx) => tx.deleteFrom('station_exception').execute())
const partner = await addPartner(waystation)
const today = Temporal.PlainDate.from('2026-11-27')

type Point = { id: number; lon: number; lat: number; amenities: string[] }
let points: Point[] = []

/** Replaces all stations that are not closed by these. */
async function only(positions: readonly { lon: number; lat: number; amenities?: string[] }[]): Promise<void> {
  points = await waystation.sql(async (tx) => {
    await tx.updateTable('station').set({ status: 'closed' }).execute()
    if (positions.length === 0) return []
    return tx.insertInto('station').values(positions.map(({ lon, lat, amenities = [] }) => ({ name: '点', kind: 'rider', partner_id: partner, place: sanlitun, lon, lat, amenities, status: 'open', created_at: since }))).returning(['id', 'lon', 'lat', 'amenities']).execute()
  })
}

/** The angle between two unit vectors, by atan2: good everywhere, and nothing like the haversines of the SQL. */
function metres(a: { lon: number; lat: number }, b: { lon: number; lat: number }): number {
  const vector = ({ lon, lat }: { lon: number; lat: number }): [number, number, number] => {
    const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180]
    return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)]
  }
  const [[ax, ay, az], [bx, by, bz]] = [vector(a), vector(b)]
  const cross = Math.hypot(ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx)
  return 6_371_008.8 * Math.atan2(cross, ax * bx + ay * by + az * bz)
}

async function agrees(here: { lon: number; lat: number; count: number; amenity?: string; within?: number }): Promise<void> {
  const { amenity, ...rest } = here
  const found = await waystation.services.db.read('city_110105', noScope, (tx) => findNearest({ tx, today }, { ...rest, ...(amenity ? { amenities: [amenity as 'water'] } : {}) }))
  const expected = points.filter((one) => amenity === undefined || one.amenities.includes(amenity)).map((one) => metres(here, one)).filter((one) => here.within === undefined || one <= here.within).sort((a, b) => a - b).slice(0, here.count)
  equal(found.length, expected.length)
  for (const [i, one] of found.entries()) {
    const point = points.find(({ id }) => id === one.id)
    ok(point)
    ok(Math.abs(one.metres - (expected[i] ?? NaN)) < rounding(one.metres), `${one.metres} instead of ${expected[i]} at ${i}`)
    ok(Math.abs(one.metres - metres(here, point)) < rounding(one.metres))
  }
  equal(new Set(found.map((one) => one.id)).size, found.length)
}

/** In metres. Haversines lose half their digits where the other side of the earth is near. */
function rounding(distance: number): number {
  return distance > 1.9e7 ? 1 : 0.001
}

const wherever = (min: number, max: number) => fc.double({ min, max, noNaN: true })
/** As stations are kept. */
const degrees = (min: number, max: number) => wherever(min, max).map((one) => Number(one.toFixed(7)))
const inTheCity = fc.record({ lon: degrees(116.3, 116.7), lat: degrees(39.8, 40.1), amenities: fc.subarray(['water', 'toilet', 'shower']) })
const anywhere = fc.oneof(
  fc.record({ lon: degrees(-180, 180), lat: degrees(-90, 90) }),
  fc.record({ lon: fc.constantFrom(-180, 180, 179.9999, -179.9999, 0), lat: degrees(-90, 90) }),
  fc.record({ lon: degrees(-180, 180), lat: fc.constantFrom(-90, 90, 89.9999, -89.99, 0) }),
)

describe('the nearest stations', () => {
  it('in a city are those that a look at every one finds', async () => {
    await fc.assert(fc.asyncProperty(fc.array(inTheCity, { maxLength: 150 }), fc.array(fc.tuple(wherever(116.3, 116.7), wherever(39.8, 40.1), fc.integer({ min: 1, max: 30 }), fc.constantFrom(undefined, 'water', 'shower'), fc.constantFrom(undefined, 500, 5000)), { minLength: 5, maxLength: 5 }), async (stations, queries) => {
      await only(stations)
      for (const [lon, lat, count, amenity, within] of queries) await agrees({ lon, lat, count, ...(amenity ? { amenity } : {}), ...(within ? { within } : {}) })
    }), { numRuns: 25 })
  })

  it('are so around the poles and across the date line, too', async () => {
    await fc.assert(fc.asyncProperty(fc.array(anywhere, { minLength: 1, maxLength: 80 }), fc.array(fc.tuple(anywhere, fc.integer({ min: 1, max: 12 })), { minLength: 6, maxLength: 6 }), async (stations, queries) => {
      await only(stations)
      for (const [here, count] of queries) await agrees({ ...here, count })
    }), { numRuns: 30 })
  })

  it('are found from where a number is too small to square', async () => {
    await only([{ lon: 0, lat: 0 }, { lon: 1, lat: 0 }])
    await agrees({ lon: 5e-324, lat: -5e-324, count: 2 })
  })

  it('walks the index of a large city, and does not look at every station', async () => {
    await waystation.sql(async (tx) => {
      await tx.updateTable('station').set({ status: 'closed' }).execute()
    })
    const client = await waystation.services.db.owner.connect()
    try {
      await client.query('set search_path = city_110105')
      await client.query("insert into station (name, kind, partner_id, place, lon, lat, status, created_at) select '点', 'rider', $1, $2, 116.3 + (n * 0.618034) % 0.4, 39.8 + (n * 0.7548777) % 0.3, 'open', now() from generate_series(1, 20000) as n", [partner, sanlitun])
      await client.query('analyze station')
      const plan = await waystation.services.db.read('city_110105', noScope, (tx) => sql`explain (analyze, format json) ${nearestQuery(today, { lon: 116.5, lat: 39.95, count: 20 })}`.execute(tx))
      const text = JSON.stringify(plan.rows)
      equal([...text.matchAll(/"Index Name":"station_by_position"/g)].length, 2, text)
      ok(!/"Node Type":"Seq Scan"[^}]*"Relation Name":"station"/.test(text), text)
    } finally {
      client.release()
    }
  })
})

describe('GET /stations/nearest', () => {
  it('tells a stranger how far, whether it is open, and until when; hours decide with open_at', async () => {
    await only([])
    const near = await addStation(waystation, { name: '白天的', lon: 116.4551, lat: 39.935, hours: officeHours, amenities: ['water'] })
    const far = await addStation(waystation, { name: '一直开的', lon: 116.47, lat: 39.935, amenities: ['water', 'shower'] })
    await addStation(waystation, { name: '还没开的', lon: 116.455, lat: 39.935, status: 'planned' })
    const answer = await waystation.stranger.get('/stations/nearest?lat=39.935&lon=116.455&limit=5')
    const items = answer.body['items'] as { id: number; distance: number; opening: { open: boolean; closes_in: number | null } }[]
    deepEqual(items.map((one) => one.id), [near, far])
    equal(items[0]?.distance, 9)
    const ids = async (query: string) => ((await waystation.stranger.get(`/stations/nearest?lat=39.935&lon=116.455&${query}`)).body['items'] as { id: number }[]).map((one) => one.id)
    deepEqual(await ids('open_at=2026-11-27T20:00:00%2B08:00'), [far], 'a Friday evening')
    deepEqual(await ids('open_at=2026-11-27T10:00:00%2B08:00'), [near, far])
    deepEqual(await ids('amenity=water&amenity=shower'), [far])
    deepEqual(await ids('within=100'), [near])
    equal((await waystation.stranger.get('/stations/nearest?lat=91&lon=0')).status, 400)
    equal((await waystation.stranger.get('/stations/nearest?lat=39&lon=116&open_at=2026-11-27T10:00:00')).status, 400)
  })
})
