// What a worker remarked, for themself.

import { sql, type RawBuilder } from 'kysely'
import type { Static } from 'typebox'
import type { MyRemark } from '../../../../contract/station-life.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { selvesOf } from '../../registry/index.ts'

type View = Static<typeof MyRemark>
type Row = { id: number; station_id: number; station: string; kind: View['kind']; amenity: View['amenity']; note: string; state: View['state']; made_at: Temporal.Instant; answer: string; decided_at: Temporal.Instant | null }

export async function listMyRemarks(call: Call<'GET /me/remarks'>): Promise<Reply<'GET /me/remarks'>> {
  const { limit = 50, after } = call.query
  const [before] = after === undefined ? [] : decodeCursor(after, ['number'])
  const rows = await myRemarks(call, await selvesOf(call, call.actor.worker), before === undefined ? sql`true` : sql`r.id < ${before}`, limit + 1)
  const { items, next } = cutPage(rows, limit, (row) => [row.id])
  return { items: items.map(myRemarkView), next }
}

/** Newest first. @param workers the records of one person: an older one's remarks are out of reach of the one that stays */
export async function myRemarks(call: Pick<Context, 'tx' | 'scope'>, workers: readonly number[], condition: RawBuilder<unknown>, limit: number): Promise<Row[]> {
  return beyondScope(call, async () => {
    const { rows } = await sql<Row>`
      select r.id, r.station_id, s.name as station, r.kind, r.amenity, r.note, r.state, r.made_at, r.answer, r.decided_at
      from remark_author a join remark r on r.id = a.remark_id join station s on s.id = r.station_id
      where a.worker_id = any(${[...workers]}::int8[]) and ${condition} order by r.id desc limit ${limit}`.execute(call.tx)
    return rows
  })
}

/** Who answered is the station: a keeper need not give their name. */
export function myRemarkView(row: Row) {
  return { id: row.id, station: { id: row.station_id, name: row.station }, kind: row.kind, amenity: row.amenity, note: row.note, state: row.state, made_at: row.made_at, answer: row.answer, answered_by: row.state === 'answered' ? row.station : '', decided_at: row.decided_at }
}
