// What is at a station.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Context } from '../../../platform/http/call.ts'
import { stationInReach } from '../network/station-store.ts'
import { isLow } from './rules.ts'

export type LineRow = { station_id: number; station: string; place: number; good_id: number; good: string; unit: string; quantity: number; low_at: number | null; moved_at: Temporal.Instant | null; revision: number }

/** Conditions are on `k`, the stock, `g`, its good, and `s`, the station; always within reach. Retired goods are shown while some are left, or `evenGone`. */
export async function stockRows(call: Pick<Context, 'tx' | 'scope' | 'city'>, condition: RawBuilder<SqlBool>, limit = 1000, evenGone = false): Promise<LineRow[]> {
  const { rows } = await sql<LineRow>`
    select k.station_id, s.name as station, s.place, k.good_id, g.name as good, g.unit, k.quantity, k.low_at, k.moved_at, k.revision
    from stock k join good g on g.id = k.good_id join station s on s.id = k.station_id
    where ${stationInReach(call)} and (${evenGone} or g.retired_on is null or k.quantity > 0) and ${condition} order by s.name, k.station_id, g.name, k.good_id limit ${limit}`.execute(call.tx)
  return rows
}

export function stockLine(row: LineRow) {
  return { good: { id: row.good_id, name: row.good, unit: row.unit }, quantity: row.quantity, low_at: row.low_at, low: isLow(row), moved_at: row.moved_at, revision: row.revision }
}
