// Remarks as keepers read them. Who made one is in a table of its own that none of these look at.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Static } from 'typebox'
import type { Remark } from '../../../../contract/station-life.ts'
import type { Context } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { accountNames, settingValue } from '../../access/index.ts'
import { describePlaces } from '../../places/index.ts'
import { stationInReach } from '../network/station-store.ts'
import { remarkDue } from './rules.ts'

type View = Static<typeof Remark>

export type RemarkRow = {
  id: number; station_id: number; station: string; place: number; partner_id: number; kind: View['kind']; amenity: View['amenity']; note: string; state: View['state']; made_at: Temporal.Instant
  answer: string; closure: View['closure']; decided_by: number | null; decided_at: Temporal.Instant | null; revision: number; same: number
}

type Asking = Pick<Context, 'tx' | 'scope' | 'city' | 'today' | 'services'>

/** Conditions are on `r`, the remark, and `s`, its station; always within reach. */
export async function readRemarks(call: Asking, condition: RawBuilder<SqlBool>, order: RawBuilder<unknown>, limit: number): Promise<RemarkRow[]> {
  const { rows } = await sql<RemarkRow>`
    select r.id, r.station_id, s.name as station, s.place, s.partner_id, r.kind, r.amenity, r.note, r.state, r.made_at, r.answer, r.closure, r.decided_by, r.decided_at, r.revision,
      case when r.state = 'open' then (select count(*)::int from remark o where o.station_id = r.station_id and o.kind = r.kind and o.amenity is not distinct from r.amenity and o.state = 'open' and o.id <> r.id) else 0 end as same
    from remark r join station s on s.id = r.station_id where ${stationInReach(call)} and ${condition} order by ${order} limit ${limit}`.execute(call.tx)
  return rows
}

/** @throws Problem not-found, also for one out of reach */
export async function getRemark(call: Asking, id: number): Promise<RemarkRow> {
  const [row] = await readRemarks(call, sql<SqlBool>`r.id = ${id}`, sql`r.id`, 1)
  if (!row) throw notFound()
  return row
}

export async function remarkViews(call: Asking, rows: readonly RemarkRow[]) {
  const days = await settingValue(call, 'station.remark-days')
  const places = await describePlaces(call.tx, rows.map((row) => row.place))
  const names = await accountNames(call.tx, rows.map((row) => row.decided_by))
  return rows.map((row) => ({
    id: row.id, station: { id: row.station_id, name: row.station }, place: row.place, place_name: places.get(row.place)?.name ?? '', kind: row.kind, amenity: row.amenity, note: row.note, state: row.state, made_at: row.made_at, due_at: remarkDue(row.made_at, days),
    same: row.same, answer: row.answer, closure: row.closure, decided_by: names.get(row.decided_by ?? 0)?.name ?? '', decided_at: row.decided_at, revision: row.revision,
  }))
}
