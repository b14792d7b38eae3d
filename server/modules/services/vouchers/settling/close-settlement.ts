// POST /settlements/{partner}/{month}/closing: from here on the month stays as it is

import { sql } from 'kysely'
import { beyondScope } from '../../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { notFound, Problem, ruleProblem } from '../../../../platform/http/problem.ts'
import { partnerPlaces } from '../../../stations/index.ts'
import { words } from '../../words.ts'
import { monthStart, monthText, settlementState } from '../rules.ts'
import { openItems, readSettlements, settlementViews, totalOf } from './settlement-store.ts'

export async function closeSettlement(call: Call<'POST /settlements/{partner}/{month}/closing'>): Promise<Reply<'POST /settlements/{partner}/{month}/closing'>> {
  const { partner } = call.params
  const month = monthStart(call.params.month)
  const place = (await partnerPlaces(call.tx, [partner])).get(partner)?.place
  if (place === undefined) throw notFound()
  if (settlementState(month, false, call.today) === 'running') throw new Problem('wrong-state', { state: words(call.language, '这个月还没过完', 'the month is not over') })
  // Two who close for one partner come one after the other.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${call.city.schema} settlement ${partner}`}, 0))`.execute(call.tx)
  // A partner that has moved left redemptions in other places: all of them are settled with it.
  const id = await beyondScope(call, async () => {
    await refuseOutOfOrder(call, partner, month)
    return freeze(call, partner, place, month)
  })
  const [row] = await readSettlements(call, { partner, month })
  if (!row) throw new Error('It was made a moment ago')
  if (call.body.total_fen !== undefined && call.body.total_fen !== totalOf(row)) throw new Problem('changed-meanwhile')
  await call.emit({ kind: 'voucher-settlement.closed', place, subject: id, data: { partner, month: monthText(month), redeemed: row.redeemed, total_fen: totalOf(row) } })
  const [view] = await settlementViews(call, [row])
  if (!view) throw new Error('One row gives one view')
  return view
}

async function refuseOutOfOrder(call: Context, partner: number, month: Temporal.PlainDate): Promise<void> {
  const last = await call.tx.selectFrom('voucher_settlement').select('month').where('partner_id', '=', partner).orderBy('month', 'desc').limit(1).executeTakeFirst()
  const order = last ? Temporal.PlainDate.compare(month, last.month) : 1
  if (order === 0) throw new Problem('wrong-state', { state: words(call.language, '已结', 'closed') })
  if (order < 0) throw ruleProblem(words(call.language, `${monthText(last?.month ?? month)} 已结，更早的月份不能再结`, `${monthText(last?.month ?? month)} is closed; nothing before it can be`))
  const { rows } = await sql<{ month: Temporal.PlainDate }>`select t.month from (${openItems(sql`r.partner_id = ${partner}`)}) t where t.month < ${month} order by t.month limit 1`.execute(call.tx)
  if (rows[0]) throw ruleProblem(words(call.language, `请先结 ${monthText(rows[0].month)}`, `close ${monthText(rows[0].month)} first`))
}

async function freeze(call: Context, partner: number, place: number, month: Temporal.PlainDate): Promise<number> {
  const nothing = { redeemed: 0, redeemed_fen: 0, taken_back: 0, taken_back_fen: 0 }
  const { id } = await call.tx.insertInto('voucher_settlement').values({ partner_id: partner, place, month, ...nothing, closed_by: call.actor.account, closed_at: call.now }).returning('id').executeTakeFirstOrThrow()
  const counted = await call.tx.updateTable('voucher_redemption').set({ settlement_id: id }).where('partner_id', '=', partner).where('month', '<=', month).where('settlement_id', 'is', null).where('undone_at', 'is', null).returning('value_fen').execute()
  const nextMonth = month.add({ months: 1 }).toZonedDateTime('Asia/Shanghai').toInstant()
  const back = await call.tx
    .updateTable('voucher_redemption').set({ taken_back_in: id })
    .where('partner_id', '=', partner).where('settlement_id', 'is not', null).where('settlement_id', '<>', id).where('taken_back_in', 'is', null).where('undone_at', '<', nextMonth)
    .returning('value_fen').execute()
  const sum = (rows: readonly { value_fen: number }[]) => rows.reduce((total, row) => total + row.value_fen, 0)
  await call.tx.updateTable('voucher_settlement').set({ redeemed: counted.length, redeemed_fen: sum(counted), taken_back: back.length, taken_back_fen: sum(back) }).where('id', '=', id).execute()
  return id
}
