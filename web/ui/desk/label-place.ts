/** Where the name of an area stands: inside it, and as far from its dots as there is room. Pure: degrees in, degrees out. */
import type { Feature } from 'geojson'

type Point = readonly [longitude: number, latitude: number]

/** Names are about three times as wide as high, so that a dot beside them is nearer than one above. */
const WIDE = 2.6
const STEPS = 14

/** Undefined for what has no outline. */
export function labelPlace(feature: Feature, dots: readonly Point[]): Point | undefined {
  const ring = outerRing(feature)
  if (ring === undefined) return undefined
  const squeeze = Math.cos(((ring[0]?.[1] ?? 0) * Math.PI) / 180) / WIDE
  const flat = (point: Point): Point => [point[0] * squeeze, point[1]]
  const outline = ring.map(flat)
  const xs = outline.map((one) => one[0])
  const ys = outline.map((one) => one[1])
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const near = dots.map(flat).filter((dot) => dot[0] >= left && dot[0] <= right && dot[1] >= bottom && dot[1] <= top)
  let best: { at: Point; room: number } | undefined
  for (let i = 1; i < STEPS; i += 1)
    for (let j = 1; j < STEPS; j += 1) {
      const at: Point = [left + ((right - left) * i) / STEPS, bottom + ((top - bottom) * j) / STEPS]
      if (!inside(at, outline)) continue
      // Where there is as much room in many places, the middle one.
      const astray = Math.hypot(at[0] - (left + right) / 2, at[1] - (bottom + top) / 2)
      const room = Math.min(edgeDistance(at, outline), ...near.map((dot) => Math.hypot(dot[0] - at[0], dot[1] - at[1]))) - astray * 0.1
      if (best === undefined || room > best.room) best = { at, room }
    }
  return best === undefined ? undefined : [best.at[0] / squeeze, best.at[1]]
}

/** The largest part of an area of several. */
function outerRing(feature: Feature): readonly Point[] | undefined {
  const { geometry } = feature
  if (geometry?.type === 'Polygon') return geometry.coordinates[0] as unknown as Point[]
  if (geometry?.type !== 'MultiPolygon') return undefined
  return geometry.coordinates.map((part) => part[0] as unknown as Point[]).reduce((a, b) => (b.length > a.length ? b : a))
}

function inside([x, y]: Point, outline: readonly Point[]): boolean {
  let within = false
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i, i += 1) {
    const a = outline[i]
    const b = outline[j]
    if (a && b && a[1] > y !== b[1] > y && x < ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]) + a[0]) within = !within
  }
  return within
}

function edgeDistance([x, y]: Point, outline: readonly Point[]): number {
  let least = Infinity
  for (let i = 0, j = outline.length - 1; i < outline.length; j = i, i += 1) {
    const a = outline[i]
    const b = outline[j]
    if (!a || !b) continue
    const length = (b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2
    const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - a[0]) * (b[0] - a[0]) + (y - a[1]) * (b[1] - a[1])) / length))
    least = Math.min(least, Math.hypot(x - a[0] - along * (b[0] - a[0]), y - a[1] - along * (b[1] - a[1])))
  }
  return least
}
