// Rows of a roster, masked, with what other sources say beside every change.

import type { Call, Reply } from '../../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../../platform/http/cursor.ts'
import { getRoster, type RosterRecord } from '../reach.ts'
import { showRows } from './row-view.ts'
import { readRows } from './row-source.ts'

export async function listRows(call: Call<'GET /rosters/{id}/rows'>): Promise<Reply<'GET /rosters/{id}/rows'>> {
  const { kind, outlet, after, limit = 50 } = call.query
  const roster = await getRoster(call.tx, call, call.params.id)
  const cursor = after === undefined ? undefined : decodeCursor(after, ['number', 'number'])
  const rows = await readRows(call.tx, roster, { kind, outlet, limit: limit + 1, ...(cursor ? { after: [Number(cursor[0]), Number(cursor[1])] as const } : {}) })
  const { items, next } = cutPage(rows, limit, (row) => (row.kind === 'left' ? [1, row.engagement_id ?? 0] : [0, row.row_no ?? 0]))
  return { items: await showRows(call, roster, items), next, ...totalOf(call, roster) }
}

/** How many there are of one kind is known from the comparison. */
function totalOf({ query }: Call<'GET /rosters/{id}/rows'>, roster: RosterRecord): { total?: number } {
  return query.kind === undefined || query.outlet !== undefined ? {} : { total: roster[query.kind] }
}
