// What a boundary must be, and a point inside it. Coordinates are [longitude, latitude] in degrees.

export type Position = [lon: number, lat: number]
export type Ring = Position[]
export type Geometry = { type: 'Polygon'; coordinates: Ring[] } | { type: 'MultiPolygon'; coordinates: Ring[][] }

/** A community's outline is some hundreds of points; more than this is a mistake or an attack. */
export const MOST_POSITIONS = 20_000

export type Flaw = 'not-a-polygon' | 'ring-too-short' | 'ring-not-closed' | 'not-a-position' | 'outside-the-world' | 'latitude-first' | 'too-many-points'

/** @returns the geometry with positions of two numbers, or what is wrong with it */
export function checkGeometry(value: unknown): Geometry | Flaw {
  if (!isRecord(value) || !Array.isArray(value['coordinates'])) return 'not-a-polygon'
  const { type, coordinates } = value
  const polygons: unknown[] = type === 'Polygon' ? [coordinates] : type === 'MultiPolygon' ? coordinates : []
  if (polygons.length === 0) return 'not-a-polygon'
  let count = 0
  const checked: Ring[][] = []
  for (const polygon of polygons) {
    if (!Array.isArray(polygon) || polygon.length === 0) return 'not-a-polygon'
    const rings: Ring[] = []
    for (const ring of polygon) {
      if (!Array.isArray(ring)) return 'not-a-polygon'
      if ((count += ring.length) > MOST_POSITIONS) return 'too-many-points'
      const found = checkRing(ring)
      if (typeof found === 'string') return found
      rings.push(found)
    }
    checked.push(rings)
  }
  return type === 'Polygon' ? { type, coordinates: checked[0] ?? [] } : { type: 'MultiPolygon', coordinates: checked }
}

/** A point inside the largest part: on its middle latitude, in the middle of the widest stretch that is inside. */
export function pointInside(geometry: Geometry): Position {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  const rings = polygons.reduce((best, one) => (areaOf(one[0] ?? []) > areaOf(best[0] ?? []) ? one : best))
  const lats = (rings[0] ?? []).map(([, lat]) => lat)
  // Not quite the middle, so that the line does not run through a corner.
  const lat = Math.min(...lats) + (Math.max(...lats) - Math.min(...lats)) * 0.50317
  const crossings = rings.flatMap((ring) => ring.slice(1).flatMap(([x2, y2], i) => {
    const [x1, y1] = ring[i] as Position
    return y1 > lat === y2 > lat ? [] : [x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)]
  })).sort((a, b) => a - b)
  let widest: readonly [number, number] = [crossings[0] ?? 0, crossings[0] ?? 0]
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    const [from, to] = [crossings[i] as number, crossings[i + 1] as number]
    if (to - from > widest[1] - widest[0]) widest = [from, to]
  }
  return [(widest[0] + widest[1]) / 2, lat]
}

/** Whether a position lies inside, holes left out: by counting how often a line to the east crosses the rings. */
export function holds(geometry: Geometry, [lon, lat]: Position): boolean {
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
  let inside = false
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [x1, y1] = ring[i - 1] as Position
      const [x2, y2] = ring[i] as Position
      if (y1 > lat !== y2 > lat && lon < x1 + ((lat - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
    }
  }
  return inside
}

/** West, south, east, north. */
export function boxOf(geometry: Geometry): readonly [number, number, number, number] {
  const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat()
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon, lat] of rings.flat()) [west, south, east, north] = [Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat)]
  return [west, south, east, north]
}

function checkRing(ring: unknown[]): Ring | Flaw {
  if (ring.length < 4) return 'ring-too-short'
  const positions: Ring = []
  for (const position of ring) {
    if (!Array.isArray(position)) return 'not-a-position'
    const [lon, lat]: unknown[] = position
    if (typeof lon !== 'number' || typeof lat !== 'number' || !Number.isFinite(lon) || !Number.isFinite(lat)) return 'not-a-position'
    if (Math.abs(lon) <= 90 && Math.abs(lat) > 90 && Math.abs(lat) <= 180) return 'latitude-first'
    if (Math.abs(lon) > 180 || Math.abs(lat) > 90) return 'outside-the-world'
    positions.push([lon, lat])
  }
  const [first, last] = [positions[0] as Position, positions.at(-1) as Position]
  return first[0] === last[0] && first[1] === last[1] ? positions : 'ring-not-closed'
}

/** In square degrees, without sign: only to compare. */
function areaOf(ring: Ring): number {
  return Math.abs(ring.slice(1).reduce((sum, [x2, y2], i) => {
    const [x1, y1] = ring[i] as Position
    return sum + x1 * y2 - x2 * y1
  }, 0)) / 2
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
