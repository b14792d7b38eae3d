// GET /voucher-batches/{id}/vouchers, and cancelling one

import { sql } from 'kysely'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { inReach } from '../../../platform/database/reach.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { notFound, Problem } from '../../../platform/http/problem.ts'
import { tellBatch } from './batch-events.ts'
import { getOwnBatch } from './change-batch.ts'
import { stateOn, type VoucherState } from './rules.ts'
import { voucherStateWords } from './voucher-words.ts'

type VoucherRow = { id: number; batch_id: number; code_tail: string; state: VoucherState; origin: 'claimed' | 'application' | 'staff'; issued_on: Temporal.PlainDate; valid_until: Temporal.PlainDate }

// The column that says whose it is, is not read. Nor is where and when it was redeemed: an office that gave it to somebody
// would learn where they were.
const columns = sql`v.id, v.batch_id, v.code_tail, v.state, v.origin, v.issued_on, v.valid_until`

export async function listVouchers(call: Call<'GET /voucher-batches/{id}/vouchers'>): Promise<Reply<'GET /voucher-batches/{id}/vouchers'>> {
  const { state, limit = 50, after } = call.query
  const batch = await getOwnBatch(call, call.params.id, { lock: false })
  const conditions = [sql`v.batch_id = ${batch.id}`]
  if (state === 'expired') conditions.push(sql`(v.state = 'expired' or (v.state = 'valid' and v.valid_until < ${call.today}))`)
  else if (state !== undefined) conditions.push(sql`v.state = ${state} and (v.state <> 'valid' or v.valid_until >= ${call.today})`)
  if (after !== undefined) conditions.push(sql`v.id < ${decodeCursor(after, ['number'])[0]}::int8`)
  const { rows } = await sql<VoucherRow>`select ${columns} from voucher v where ${sql.join(conditions, sql` and `)} order by v.id desc limit ${limit + 1}`.execute(call.tx)
  const { items, next } = cutPage(rows, limit, (row) => [row.id])
  return { items: items.map((row) => voucherView(call, row)), next }
}

export async function cancelVoucher(call: Call<'POST /vouchers/{id}/cancellation'>): Promise<Reply<'POST /vouchers/{id}/cancellation'>> {
  const found = await call.tx.selectFrom('voucher as v').select(['v.id', 'v.batch_id']).where('v.id', '=', call.params.id).where(inReach(call, { place: 'v.place' })).executeTakeFirst()
  if (!found) throw notFound()
  // The batch's row comes before its vouchers, here and wherever both are written.
  const batch = await getOwnBatch(call, found.batch_id)
  const done = await call.tx.updateTable('voucher').set({ state: 'cancelled', ended_on: call.today, reason: call.body.reason.trim() }).where('id', '=', found.id).where('state', '=', 'valid').where('valid_until', '>=', call.today).returning('id').executeTakeFirst()
  const { rows } = await sql<VoucherRow>`select ${columns} from voucher v where v.id = ${found.id}`.execute(call.tx)
  if (!rows[0]) throw notFound()
  const view = voucherView(call, rows[0])
  if (!done) throw new Problem('wrong-state', { state: voucherStateWords(call.language, view.state) })
  await sql`update voucher_batch set issued = issued - 1, cancelled = cancelled + 1 where id = ${batch.id}`.execute(call.tx)
  await tellBatch(call, batch)
  await call.emit({ kind: 'voucher.cancelled', place: batch.place, subject: batch.id, data: { count: 1 } })
  return view
}

function voucherView(call: Pick<Context, 'today'>, { code_tail, ...row }: VoucherRow) {
  const state = stateOn(row, call.today)
  return { ...row, state, code_tail: state === 'valid' ? code_tail : null }
}
