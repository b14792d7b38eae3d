// GET /outlets/{id}/checks: earlier visits, newest first.

import type { Call, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { accountNames } from '../../access/index.ts'
import { getOutletRow } from '../outlets/outlet-store.ts'

export async function listChecks(call: Call<'GET /outlets/{id}/checks'>): Promise<Reply<'GET /outlets/{id}/checks'>> {
  const { limit = 50, after } = call.query
  const outlet = await getOutletRow(call, call.params.id)
  const from = after === undefined ? undefined : Number(decodeCursor(after, ['number'])[0])
  const rows = await call.tx
    .selectFrom('outlet_check')
    .select(['id', 'checked_at', 'checked_by', 'seen', 'missing', 'unlisted', 'note'])
    .where('outlet_id', '=', outlet.id)
    .$if(from !== undefined, (query) => query.where('id', '<', from ?? 0))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const { items, next } = cutPage(rows, limit, (row) => [row.id])
  const names = await accountNames(call.tx, items.map((row) => row.checked_by))
  return { items: items.map((row) => ({ id: row.id, checked_at: row.checked_at, checked_by: names.get(row.checked_by)?.name ?? '', seen: row.seen, missing: row.missing, unlisted: row.unlisted, note: row.note })), next }
}
