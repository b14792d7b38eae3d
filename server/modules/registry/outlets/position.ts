// Positions come in as WGS 84, or as GCJ-02 from a Chinese base map; they are kept as WGS 84.

import bundled from 'gcoord'
import { roundedPosition } from './rules.ts'

// The package is CommonJS whose types describe its ES build: at run time the default import is the library itself.
const gcoord = bundled as unknown as typeof bundled.default

type Position = { lon: number; lat: number }

export function toWgs84(position: Position, datum: 'wgs84' | 'gcj02'): Position {
  if (datum === 'wgs84') return roundedPosition(position)
  const [lon, lat] = gcoord.transform<[number, number]>([position.lon, position.lat], gcoord.GCJ02, gcoord.WGS84)
  return roundedPosition({ lon, lat })
}
