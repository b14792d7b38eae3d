// Plane geometry in metres: convex cells, their shared corners, and the smooth bending that makes straight borders wander.

import { createRandom } from '../random.ts'

export type Point = readonly [number, number]
export type Site = { x: number; y: number; weight: number }

/**
 * The power diagram of the sites inside a convex, counter-clockwise outline: one convex cell a site (empty when the others
 * leave it nothing). With equal weights this is the Voronoi diagram. Quadratic in the sites, with a cut only by neighbours
 * that can reach the cell.
 */
export function powerCells(outline: readonly Point[], sites: readonly Site[]): Point[][] {
  return sites.map((site) => {
    const others = sites
      .filter((other) => other !== site)
      .map((other) => ({ other, distance: Math.hypot(other.x - site.x, other.y - site.y) }))
      .sort((a, b) => a.distance - b.distance)
    let cell = [...outline]
    let radius = reach(cell, site)
    for (const { other, distance } of others) {
      // The bisector lies at this distance from the site; farther than every corner it cuts nothing.
      const cut = (distance * distance + site.weight - other.weight) / (2 * distance)
      if (cut > radius) {
        if (distance / 2 > radius + MAX_WEIGHT_SHIFT) break
        continue
      }
      cell = clip(cell, site, other, cut / distance)
      if (cell.length < 3) return []
      radius = reach(cell, site)
    }
    return cell
  })
}

export function area(ring: readonly Point[]): number {
  let doubled = 0
  for (const [from, to] of edges(ring)) doubled += from[0] * to[1] - to[0] * from[1]
  return doubled / 2
}

export function centroid(ring: readonly Point[]): Point {
  let x = 0
  let y = 0
  const whole = area(ring)
  for (const [from, to] of edges(ring)) {
    const cross = from[0] * to[1] - to[0] * from[1]
    x += (from[0] + to[0]) * cross
    y += (from[1] + to[1]) * cross
  }
  return [x / (6 * whole), y / (6 * whole)]
}

/** Pairs of neighbouring corners, the last with the first. */
export function edges(ring: readonly Point[]): [Point, Point][] {
  return ring.map((from, index) => [from, ring[(index + 1) % ring.length] ?? from])
}

/**
 * A smooth displacement of the plane whose derivative stays under 1, so that it neither folds nor tears: what was a plane
 * partition with straight borders stays one with bent borders, whatever the cells.
 */
export function createBend(seed: number | string): (point: Point) => Point {
  const random = createRandom(seed, 'bend')
  const waves = [
    { length: 11_000, height: 800, count: 3 },
    { length: 3_600, height: 170, count: 3 },
    { length: 1_150, height: 46, count: 4 },
  ].flatMap(({ length, height, count }) =>
    Array.from({ length: count }, () => {
      const direction = random.next() * 2 * Math.PI
      const towards = random.next() * 2 * Math.PI
      const k = (2 * Math.PI) / (length * (0.8 + 0.4 * random.next()))
      const amplitude = (height / Math.sqrt(count)) * (0.7 + 0.6 * random.next())
      return {
        kx: k * Math.cos(direction),
        ky: k * Math.sin(direction),
        dx: amplitude * Math.cos(towards),
        dy: amplitude * Math.sin(towards),
        phase: random.next() * 2 * Math.PI,
      }
    }),
  )
  const steepest = waves.reduce((sum, wave) => sum + Math.hypot(wave.kx, wave.ky) * Math.hypot(wave.dx, wave.dy), 0)
  const calm = Math.min(1, 0.85 / steepest)
  return ([x, y]) => {
    let movedX = x
    let movedY = y
    for (const wave of waves) {
      const height = calm * Math.sin(wave.kx * x + wave.ky * y + wave.phase)
      movedX += wave.dx * height
      movedY += wave.dy * height
    }
    return [movedX, movedY]
  }
}

/** True when the point lies inside the ring (its edges undecided). */
export function contains(ring: readonly Point[], [x, y]: Point): boolean {
  let inside = false
  for (const [from, to] of edges(ring)) {
    if (from[1] > y === to[1] > y) continue
    if (x < ((to[0] - from[0]) * (y - from[1])) / (to[1] - from[1]) + from[0]) inside = !inside
  }
  return inside
}

// Weights used here differ by less than what moves a bisector this far, in metres.
const MAX_WEIGHT_SHIFT = 2_000

function reach(cell: readonly Point[], site: Site): number {
  let farthest = 0
  for (const [x, y] of cell) farthest = Math.max(farthest, Math.hypot(x - site.x, y - site.y))
  return farthest
}

// Keeps what lies on the site's side of the line across the way to `other`, at the given part of that way.
function clip(cell: readonly Point[], site: Site, other: Site, part: number): Point[] {
  const nx = other.x - site.x
  const ny = other.y - site.y
  const limit = nx * (site.x + nx * part) + ny * (site.y + ny * part)
  const kept: Point[] = []
  for (const [from, to] of edges(cell)) {
    const before = nx * from[0] + ny * from[1] - limit
    const after = nx * to[0] + ny * to[1] - limit
    if (before <= 0) kept.push(from)
    if (before < 0 !== after < 0 && before !== 0 && after !== 0) {
      const t = before / (before - after)
      kept.push([from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t])
    }
  }
  return kept
}
