import { equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { anything, array, assert, double, property, tuple } from 'fast-check'
import { boxOf, checkGeometry, holds, pointInside, type Position, type Ring } from './rules.ts'

describe('a point inside a shape', () => {
  it('of a horseshoe is in its iron, not in the gap', () => {
    const horseshoe: Ring = [[0, 0], [9, 0], [9, 9], [6, 9], [6, 2], [3, 2], [3, 9], [0, 9], [0, 0]]
    const [lon] = pointInside({ type: 'Polygon', coordinates: [horseshoe] })
    ok(lon < 3 || lon > 6)
  })

  it('of any star-shaped ring with a hole is inside it', () => {
    assert(property(array(double({ min: 0.2, max: 1, noNaN: true }), { minLength: 5, maxLength: 40 }), (radii) => {
      const ring = radii.map((radius, i): Position => [116 + radius * Math.cos((i / radii.length) * 2 * Math.PI), 40 + radius * Math.sin((i / radii.length) * 2 * Math.PI)])
      ring.push(ring[0] as Position)
      const hole: Ring = [[115.97, 39.97], [116.03, 39.97], [116.03, 40.03], [115.97, 40.03], [115.97, 39.97]]
      const point = pointInside({ type: 'Polygon', coordinates: [ring, hole] })
      ok(isInside(point, ring) && !isInside(point, hole))
    }))
  })
})

describe('whether a position lies inside', () => {
  it('is the same by counting crossings as by winding around it, and nothing is inside beyond the box', () => {
    const degrees = (around: number) => double({ min: around - 1.2, max: around + 1.2, noNaN: true })
    assert(property(array(double({ min: 0.2, max: 1, noNaN: true }), { minLength: 5, maxLength: 20 }), tuple(degrees(116), degrees(40)), (radii, position) => {
      const ring = radii.map((radius, i): Position => [116 + radius * Math.cos((i / radii.length) * 2 * Math.PI), 40 + radius * Math.sin((i / radii.length) * 2 * Math.PI)])
      ring.push(ring[0] as Position)
      const shape = { type: 'Polygon' as const, coordinates: [ring] }
      equal(holds(shape, position), isInside(position, ring))
      const [west, south, east, north] = boxOf(shape)
      const [lon, lat] = position
      ok(!holds(shape, position) || (lon >= west && lon <= east && lat >= south && lat <= north))
    }))
  })
})

describe('a geometry', () => {
  it('of anything at all is either taken or has a flaw, and never stops the server', () => {
    assert(property(anything({ maxDepth: 5 }), (value) => {
      const found = checkGeometry({ type: 'MultiPolygon', coordinates: value })
      ok(typeof found === 'string' || Array.isArray(found.coordinates))
    }))
    equal(checkGeometry(null), 'not-a-polygon')
    equal(checkGeometry({ type: 'MultiPolygon', coordinates: [] }), 'not-a-polygon')
  })
})

/** Another way of asking: the winding number by angles. */
function isInside([x, y]: Position, ring: Ring): boolean {
  let turned = 0
  for (let i = 1; i < ring.length; i += 1) {
    const [[x1, y1], [x2, y2]] = [ring[i - 1] as Position, ring[i] as Position]
    turned += Math.atan2((x1 - x) * (y2 - y) - (y1 - y) * (x2 - x), (x1 - x) * (x2 - x) + (y1 - y) * (y2 - y))
  }
  return Math.abs(turned) > Math.PI
}
