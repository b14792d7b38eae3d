// Synthetic boundaries: a plane partition of an invented outline into townships, and of each township into communities.
//
// Everything is cut with straight lines first, so that every cell is convex. Corners that meet are made one, corners that
// lie on a neighbour's side are put into it, and only then is the whole plane bent (plane.ts): shared borders therefore
// have the same points on both sides, and a community never leaves its township.

import { createRandom } from '../random.ts'
import type { Random } from '../random.ts'
import { CHAOYANG_TOWNSHIPS, cityCentre } from './centres.ts'
import { mesh } from './mesh.ts'
import { area, centroid, createBend, powerCells } from './plane.ts'
import type { Point, Site } from './plane.ts'

/** WGS 84 [lon, lat] */
export type Position = readonly [number, number]

export type Shape = {
  /** One ring, closed, counter-clockwise. */
  ring: Position[]
  /** A point inside. */
  centre: Position
}

export type Shapes = {
  /** By place code: the city, its townships, its communities. */
  byCode: Map<number, Shape>
  /** A point inside a township or community, away from its border. */
  pointIn(code: number, random: Random): Position
}

/**
 * @param townships codes (15 digits) with the codes of their communities; a township may have none
 * @param city six digits. 110105 uses rough real middles and about 470 km², other cities are invented whole
 */
export function drawShapes(
  city: number,
  seed: number | string,
  townships: readonly { code: number; communities: readonly number[] }[],
): Shapes {
  const random = createRandom(seed, `shapes ${city}`)
  const plane = project(cityCentre(city, random.next))
  const outline = ellipse(city === 110105 ? 470e6 : townships.length * 11e6)
  const townshipCells = powerCells(outline, townshipSites(city, townships, outline, plane, random))

  const straight = new Map<number, Point[]>([[city * 1e9, outline]])
  townships.forEach(({ code, communities }, index) => {
    const cell = townshipCells[index] ?? []
    straight.set(code, cell)
    const cells = communityCells(cell, communities.length, random)
    communities.forEach((community, at) => straight.set(community, cells[at] ?? []))
  })

  const bend = createBend(`${seed}/${city}`)
  const toEarth = (point: Point) => plane.toEarth(bend(point))
  const rings = mesh([...straight.values()], toEarth)
  const byCode = new Map<number, Shape>()
  ;[...straight].forEach(([code, cell], index) => {
    byCode.set(code, { ring: rings[index] ?? [], centre: toEarth(centroid(cell)) })
  })

  return {
    byCode,
    pointIn(code, chance) {
      const cell = straight.get(code)
      if (!cell) throw new Error(`No shape for ${code}`)
      return toEarth(pointInConvex(cell, chance))
    },
  }
}

function townshipSites(
  city: number,
  townships: readonly { code: number; communities: readonly number[] }[],
  outline: readonly Point[],
  plane: ReturnType<typeof project>,
  random: Random,
): Site[] {
  const sites: Site[] = townships.map(({ code }) => {
    const known = city === 110105 ? CHAOYANG_TOWNSHIPS[code / 1e6] : undefined
    // Invented ones crowd towards the middle, as towns do.
    const [x, y] = known ? plane.toPlane(known) : pointNearMiddle(outline, random)
    return { ...pullInside(x, y, outline), weight: 0 }
  })
  return relax(outline, sites, city === 110105 ? 1 : 4, city === 110105 ? 0.3 : 0.8)
}

function communityCells(cell: readonly Point[], count: number, random: Random): Point[][] {
  if (count === 0) return []
  const sites = Array.from({ length: count }, () => {
    const [x, y] = pointInConvex(cell, random)
    return { x, y, weight: 0 }
  })
  return powerCells(cell, relax(cell, sites, 3, 0.9))
}

/** Lloyd's steps: each site moves towards the middle of its cell. */
function relax(outline: readonly Point[], sites: readonly Site[], rounds: number, stride: number): Site[] {
  let moved = [...sites]
  for (let step = 0; step < rounds; step += 1) {
    const cells = powerCells(outline, moved)
    moved = moved.map((site, index) => {
      const cell = cells[index] ?? []
      if (cell.length < 3) return site
      const [x, y] = centroid(cell)
      return { x: site.x + (x - site.x) * stride, y: site.y + (y - site.y) * stride, weight: site.weight }
    })
  }
  return moved
}

/** Sixty straight sides, taller than wide, of the given area in square metres, counter-clockwise around 0, 0. */
function ellipse(squareMetres: number): Point[] {
  const radius = Math.sqrt(squareMetres / Math.PI)
  const ring = Array.from({ length: 60 }, (_, index): Point => {
    const angle = (2 * Math.PI * index) / 60
    return [radius * 0.9 * Math.cos(angle), radius * 1.11 * Math.sin(angle)]
  })
  const scale = Math.sqrt(squareMetres / area(ring))
  return ring.map(([x, y]): Point => [x * scale, y * scale])
}

function pullInside(x: number, y: number, outline: readonly Point[]): { x: number; y: number } {
  const a = Math.max(...outline.map((point) => point[0]))
  const b = Math.max(...outline.map((point) => point[1]))
  const out = Math.hypot(x / a, y / b)
  const scale = out > 0.88 ? 0.88 / out : 1
  return { x: x * scale, y: y * scale }
}

function pointNearMiddle(outline: readonly Point[], random: Random): Point {
  const [x, y] = pointInConvex(outline, random)
  const pull = 0.55 + 0.45 * random.next()
  return [x * pull, y * pull]
}

/** Uniform in the cell shrunk by a fifth towards its middle: fans of triangles chosen by their size. */
function pointInConvex(cell: readonly Point[], random: Random): Point {
  const middle = centroid(cell)
  const sizes = cell.map((from, index) => Math.abs(area([middle, from, cell[(index + 1) % cell.length] ?? from])))
  let drawn = random.next() * sizes.reduce((sum, size) => sum + size, 0)
  let at = 0
  while (at < sizes.length - 1 && drawn > (sizes[at] ?? 0)) {
    drawn -= sizes[at] ?? 0
    at += 1
  }
  const from = cell[at] ?? middle
  const to = cell[(at + 1) % cell.length] ?? middle
  const root = Math.sqrt(random.next())
  const along = random.next()
  const mix = (axis: 0 | 1) =>
    middle[axis] + 0.8 * root * (from[axis] * (1 - along) + to[axis] * along - middle[axis])
  return [mix(0), mix(1)]
}

/** Metres east and north of the middle; good to a per mille over a city, which invented borders do not need. */
function project(middle: Position) {
  const metresPerLon = 111_320 * Math.cos((middle[1] * Math.PI) / 180)
  const metresPerLat = 111_000
  return {
    toEarth: ([x, y]: Point): Position => [round(middle[0] + x / metresPerLon), round(middle[1] + y / metresPerLat)],
    toPlane: ([lon, lat]: Position): Point => [(lon - middle[0]) * metresPerLon, (lat - middle[1]) * metresPerLat],
  }
}

// Six decimals are a decimetre.
function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6
}
