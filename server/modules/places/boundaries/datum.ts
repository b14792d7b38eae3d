// Between WGS 84, which is kept, and GCJ-02, which Chinese base maps are drawn in and up to 700 m away.

import gcoordModule from 'gcoord'
import type { Geometry, Position, Ring } from './rules.ts'

// A CommonJS package whose types describe an ES module.
const gcoord = gcoordModule as unknown as typeof gcoordModule.default

export type Datum = 'wgs84' | 'gcj02'

export function toWgs84(geometry: Geometry, from: Datum): Geometry {
  return from === 'wgs84' ? geometry : mapPositions(geometry, (one) => gcoord.transform(one, gcoord.GCJ02, gcoord.WGS84))
}

export function fromWgs84(geometry: Geometry, to: Datum): Geometry {
  return to === 'wgs84' ? geometry : mapPositions(geometry, (one) => gcoord.transform(one, gcoord.WGS84, gcoord.GCJ02))
}

/** Seven digits are a centimetre. The first and last position stay equal: the same numbers go in. */
function mapPositions(geometry: Geometry, move: (one: Position) => Position): Geometry {
  const moveRing = (ring: Ring): Ring => ring.map((one) => move([...one]).map((degrees) => Math.round(degrees * 1e7) / 1e7) as Position)
  return geometry.type === 'Polygon'
    ? { type: 'Polygon', coordinates: geometry.coordinates.map(moveRing) }
    : { type: 'MultiPolygon', coordinates: geometry.coordinates.map((rings) => rings.map(moveRing)) }
}
