// What is counted as covered, and what is not told of few people.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { metresBetween, nearTo } from './near-rules.ts'
import { dailyWeek, hideWhatFollows, HOURS, openWeek, sharesOf, type Shares } from './rules.ts'

const never: number[][] = []
const hoursOf = (week: Uint8Array) => [...week.keys()].filter((hour) => week[hour] === 1)

test('a station open on Monday from 8:30 to 20:00 covers the hours of which half is open', () => {
  assert.deepEqual(hoursOf(openWeek([[[510, 1200]], never, never, never, never, never, never])), [8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19])
  assert.deepEqual(hoursOf(openWeek([[[511, 560]], never, never, never, never, never, never])), [])
  // Two short spans of one hour count together, twice the same once.
  assert.deepEqual(hoursOf(openWeek([[[480, 495], [500, 515]], never, never, never, never, never, never])), [8])
  assert.deepEqual(hoursOf(openWeek([[[480, 500], [480, 500]], never, never, never, never, never, never])), [])
})

test('hours past midnight belong to the next day, those of Sunday to Monday', () => {
  assert.deepEqual(hoursOf(openWeek([never, never, never, never, never, never, [[1320, 1560]]])), [0, 1, 166, 167])
  assert.equal(hoursOf(openWeek(Array.from({ length: 7 }, () => [[0, 1440]]))).length, HOURS)
})

test('a new station open from 20 to 6 is open in ten hours of every day', () => {
  assert.equal(hoursOf(dailyWeek(20, 6)).length, 70)
  assert.deepEqual(hoursOf(dailyWeek(20, 6)).slice(0, 7), [0, 1, 2, 3, 4, 5, 20])
  assert.equal(hoursOf(dailyWeek(0, 24)).length, HOURS)
})

const at = (...hours: number[]) => Uint8Array.from({ length: HOURS }, (_, hour) => (hours.includes(hour) ? 1 : 0))

test('shares count outlets and those who work from them, hour by hour', () => {
  const shares = sharesOf([{ workers: 30, week: at(8, 9) }, { workers: 10, week: at(9) }, { workers: 60, week: at() }])
  assert.equal(shares.outletsByHour[8], 0.3333)
  assert.equal(shares.workersByHour[8], 0.3)
  assert.equal(shares.workersByHour[9], 0.4)
  assert.equal(shares.workersByHour[10], 0)
  assert.equal(shares.workersMean, 0.0042)
})

test('nobody can tell four people apart from the others: neither the covered, nor the ones left out, nor all of them', () => {
  assert.equal(sharesOf([{ workers: 4, week: at(8) }, { workers: 60, week: at() }]).workersByHour[8], null)
  assert.equal(sharesOf([{ workers: 60, week: at(8) }, { workers: 4, week: at() }]).workersByHour[8], null)
  const few = sharesOf([{ workers: 4, week: at(8) }])
  assert.deepEqual([few.workers, few.workersMean, few.workersByHour[8], few.workersByHour[9]], [null, null, null, null])
  assert.equal(few.outletsByHour[8], 1)
})

test('a part that is left out cannot be reckoned from the whole and the other parts', () => {
  const parts: Shares[] = [sharesOf([{ workers: 3, week: at(8) }]), sharesOf([{ workers: 40, week: at(8) }]), sharesOf([{ workers: 90, week: at() }])]
  hideWhatFollows(parts)
  assert.deepEqual(parts.map((one) => one.workers), [null, null, 90])
  assert.deepEqual(parts.map((one) => one.workersMean), [null, null, 0])
  assert.deepEqual(parts.map((one) => one.workersByHour[8]), [null, null, 0])
  // Two that are left out hide each other.
  const two = [sharesOf([{ workers: 3, week: at() }]), sharesOf([{ workers: 2, week: at() }]), sharesOf([{ workers: 90, week: at() }])]
  hideWhatFollows(two)
  assert.deepEqual(two.map((one) => one.workers), [null, null, 90])
})

test('the grid finds exactly those within the radius, at the poles and the date line too', () => {
  const point = fc.oneof(
    fc.record({ lon: fc.double({ min: 116.3, max: 116.4, noNaN: true }), lat: fc.double({ min: 39.9, max: 40, noNaN: true }) }),
    fc.record({ lon: fc.double({ min: -180, max: 180, noNaN: true }), lat: fc.double({ min: 84, max: 90, noNaN: true }) }),
    fc.record({ lon: fc.oneof(fc.double({ min: -180, max: -179.99, noNaN: true }), fc.double({ min: 179.99, max: 180, noNaN: true })), lat: fc.double({ min: 10, max: 10.01, noNaN: true }) }),
  )
  fc.assert(
    fc.property(fc.array(point, { maxLength: 60 }), point, fc.constantFrom(200, 500, 1000, 5000), (points, of, metres) => {
      const expected = [...points.keys()].filter((index) => metresBetween(of, points[index] ?? of) <= metres)
      const near = nearTo(points)
      assert.deepEqual(near.within(of, metres), expected)
      const nearest = near.nearest(of)
      assert.equal(nearest?.metres, points.length === 0 ? undefined : Math.min(...points.map((one) => metresBetween(of, one))))
    }),
    { numRuns: 400 },
  )
})

test('distances are those of the sphere', () => {
  assert.ok(Math.abs(metresBetween({ lon: 116.4, lat: 39.9 }, { lon: 116.4, lat: 39.9045 }) - 500.38) < 0.1)
  assert.ok(Math.abs(metresBetween({ lon: 0, lat: 0 }, { lon: 180, lat: 0 }) - Math.PI * 6_371_008.8) < 1)
})
