import { equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createRandom } from '../random.ts'
import { makePlaces } from './places.ts'
import { area, contains, edges } from './plane.ts'
import type { Point } from './plane.ts'

for (const code of [110105, 330106]) {
  describe(`synthetic boundaries of ${code}`, () => {
    const places = makePlaces(code, 1)
    const drawn = places.list.filter((place) => place.ring !== undefined)
    const ringOf = (place: number) => (places.byCode.get(place)?.ring ?? []).slice(0, -1)

    it('are closed, counter-clockwise rings that do not cross themselves', () => {
      equal(drawn.length, places.list.filter((place) => place.official).length)
      for (const { ring = [], fullName } of drawn) {
        ok(ring.length >= 4, fullName)
        equal(String(ring[0]), String(ring.at(-1)), fullName)
        ok(area(ring.slice(0, -1)) > 0, fullName)
        ok(isSimple(ring.slice(0, -1)), fullName)
      }
    })

    it('divide each place wholly among the places below it', () => {
      for (const place of drawn) {
        const below = drawn.filter((one) => one.parent === place.code)
        if (below.length === 0) continue
        const parts = below.reduce((sum, one) => sum + area(ringOf(one.code)), 0)
        const whole = area(ringOf(place.code))
        ok(Math.abs(parts / whole - 1) < 1e-9, `${place.fullName}: ${parts / whole}`)
      }
    })

    it('share their borders point by point', () => {
      // Inside the city every stretch of a border is walked once in each direction.
      for (const kind of ['township', 'community'] as const) {
        const walked = new Map<string, number>()
        for (const place of drawn.filter((one) => one.kind === kind)) {
          for (const [from, to] of edges(ringOf(place.code))) walked.set(`${from} ${to}`, (walked.get(`${from} ${to}`) ?? 0) + 1)
        }
        const lone = [...walked.keys()].filter((stretch) => !walked.has(stretch.split(' ').toReversed().join(' ')))
        const outline = new Set(edges(ringOf(code * 1e9)).map(([from, to]) => `${from} ${to}`))
        ok([...walked.values()].every((times) => times === 1))
        if (kind === 'township') equal(lone.length, outline.size)
        for (const stretch of kind === 'township' ? lone : []) ok(outline.has(stretch), stretch)
      }
    })

    it('hold their own point, and every point drawn in them', () => {
      const random = createRandom(1, 'points')
      for (const place of drawn) {
        ok(contains(ringOf(place.code), place.position), place.fullName)
        ok(contains(ringOf(place.code), places.shapes.pointIn(place.code, random)), place.fullName)
      }
      for (const grid of places.list.filter((place) => !place.official)) ok(contains(ringOf(grid.parent ?? 0), grid.position), grid.fullName)
    })
  })
}

describe('Chaoyang’s synthetic outline', () => {
  it('has the district’s size and lies where it lies', () => {
    const { byCode } = makePlaces(110105, 1)
    const city = byCode.get(110105000000000)
    const ring = city?.ring?.slice(0, -1) ?? []
    const squareKilometres = area(ring) * 111.0 * 111.32 * Math.cos((39.95 * Math.PI) / 180)
    ok(squareKilometres > 420 && squareKilometres < 520, `${squareKilometres} km²`)
    ok(contains(ring, [116.49, 39.95]))
    const townships = [...byCode.values()].filter((place) => place.kind === 'township')
    const points = townships.map((place) => place.ring?.length ?? 0)
    ok(Math.min(...points) > 20 && Math.max(...points) < 120, `${Math.min(...points)} to ${Math.max(...points)} points`)
  })
})

function isSimple(ring: readonly Point[]): boolean {
  const sides = edges(ring)
  for (let one = 0; one < sides.length; one += 1) {
    for (let other = one + 2; other < sides.length; other += 1) {
      if (one === 0 && other === sides.length - 1) continue
      const [a, b] = [sides[one], sides[other]]
      if (a && b && cross(a, b)) return false
    }
  }
  return new Set(ring.map(String)).size === ring.length
}

/** On which side of the way from p to q the point r lies. */
function side(p: Point, q: Point, r: Point): number {
  return Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]))
}

function cross([a, b]: [Point, Point], [c, d]: [Point, Point]): boolean {
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)
}
