// Makes cells that were cut one by one share their corners and sides.

import type { Point } from './plane.ts'

type Position = readonly [number, number]

/**
 * Rings (closed, in the cells' own direction) in which every stretch of border that two cells share has the same points.
 * @param cells straight-sided, in metres; some may lie on others (townships on their communities)
 * @param place where a point of the plane goes on the earth
 */
export function mesh(cells: readonly (readonly Point[])[], place: (point: Point) => Position): Position[][] {
  const corners = createCorners()
  const merged = cells.map((cell) => withoutRepeats(cell.map(corners.idOf)))
  // All corners must be known before any side asks which of them lie on it.
  const stretches = new Map<number, Position[]>()

  return merged.map((cell) => {
    const ring: Position[] = []
    for (let index = 0; index < cell.length; index += 1) {
      const from = cell[index] ?? 0
      const to = cell[(index + 1) % cell.length] ?? 0
      const stops = corners.along(from, to)
      for (let stop = 0; stop + 1 < stops.length; stop += 1) ring.push(...stretch(stops[stop] ?? 0, stops[stop + 1] ?? 0))
    }
    const start = ring[0]
    if (start) ring.push(start)
    return ring
  })

  // The points from one corner up to, but without, the next.
  function stretch(from: number, to: number): Position[] {
    const forward = from < to
    const key = forward ? from * 1e7 + to : to * 1e7 + from
    let points = stretches.get(key)
    if (!points) {
      points = divide(corners.at(Math.min(from, to)), corners.at(Math.max(from, to))).map(place)
      stretches.set(key, points)
    }
    return forward ? points.slice(0, -1) : points.toReversed().slice(0, -1)
  }
}

/** Both ends, and points between them where the stretch is long: a bent border needs them, a short one does not. */
function divide(from: Point, to: Point): Point[] {
  const pieces = Math.max(1, Math.min(4, Math.round(Math.hypot(to[0] - from[0], to[1] - from[1]) / 300)))
  return Array.from({ length: pieces + 1 }, (_, index): Point => {
    const part = index / pieces
    return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part]
  })
}

const SAME_CORNER = 1
const BUCKET = 500

function createCorners() {
  const points: Point[] = []
  const buckets = new Map<string, number[]>()

  function near(lowX: number, lowY: number, highX: number, highY: number): number[] {
    const found: number[] = []
    for (let x = bucketOf(lowX - SAME_CORNER); x <= bucketOf(highX + SAME_CORNER); x += 1) {
      for (let y = bucketOf(lowY - SAME_CORNER); y <= bucketOf(highY + SAME_CORNER); y += 1) {
        found.push(...(buckets.get(`${x},${y}`) ?? []))
      }
    }
    return found
  }

  return {
    at(id: number): Point {
      const point = points[id]
      if (!point) throw new Error(`No corner ${id}`)
      return point
    },

    /** The corner at this point, within a metre; a new one where there is none. */
    idOf([x, y]: Point): number {
      for (const id of near(x, y, x, y)) {
        const other = points[id]
        if (other && Math.hypot(other[0] - x, other[1] - y) < SAME_CORNER) return id
      }
      points.push([x, y])
      const key = `${bucketOf(x)},${bucketOf(y)}`
      const bucket = buckets.get(key)
      if (bucket) bucket.push(points.length - 1)
      else buckets.set(key, [points.length - 1])
      return points.length - 1
    },

    /** All corners on the side between two corners, both included, in order. */
    along(from: number, to: number): number[] {
      const [ax, ay] = this.at(from)
      const [bx, by] = this.at(to)
      const length = Math.hypot(bx - ax, by - ay)
      const between: { id: number; part: number }[] = []
      for (const id of near(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))) {
        if (id === from || id === to) continue
        const [x, y] = this.at(id)
        const part = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / (length * length)
        const aside = Math.abs((x - ax) * (by - ay) - (y - ay) * (bx - ax)) / length
        if (part > 0 && part < 1 && aside < SAME_CORNER) between.push({ id, part })
      }
      between.sort((a, b) => a.part - b.part)
      return [from, ...between.map(({ id }) => id), to]
    },
  }
}

function bucketOf(value: number): number {
  return Math.floor(value / BUCKET)
}

function withoutRepeats(ids: readonly number[]): number[] {
  return ids.filter((id, index) => id !== ids[(index + 1) % ids.length])
}

