// One station, as far as it is in reach of whoever keeps it, or open to everybody.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Context } from '../../platform/http/call.ts'
import { notFound } from '../../platform/http/problem.ts'
import { stationInReach } from './network/station-store.ts'

export type StationHere = { id: number; name: string; address: string; place: number; partner_id: number; capacity: number | null; status: string; last_confirmed_on: Temporal.PlainDate | null }

/** @throws Problem not-found for a station outside the reach of this call's verb, as for none */
export function keptStation(call: Pick<Context, 'tx' | 'scope' | 'city'>, id: number): Promise<StationHere> {
  return one(call, id, stationInReach(call))
}

/** Any station that everybody may see: planned ones are not. */
export function openStation(call: Pick<Context, 'tx'>, id: number): Promise<StationHere> {
  return one(call, id, sql<SqlBool>`s.status <> 'planned'`)
}

async function one({ tx }: Pick<Context, 'tx'>, id: number, condition: RawBuilder<SqlBool>): Promise<StationHere> {
  const { rows } = await sql<StationHere>`select s.id, s.name, s.address, s.place, s.partner_id, s.capacity, s.status, s.last_confirmed_on from station s where s.id = ${id} and ${condition}`.execute(tx)
  const [row] = rows
  if (!row) throw notFound()
  return row
}
