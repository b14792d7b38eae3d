// What a month of a partner comes to: closed ones as they were frozen, others as their redemptions stand now.
//
// A redemption counts in its month, and one that is undone is gone; but a closed month does not change. What comes to
// light after the last closing counts in the next month: late redemptions, and those undone after they were counted.

import { sql, type RawBuilder } from 'kysely'
import { inReach } from '../../../../platform/database/reach.ts'
import type { Context } from '../../../../platform/http/call.ts'
import { accountNames } from '../../../access/index.ts'
import { partnerLabels } from '../../../stations/index.ts'
import { monthText, settlementState } from '../rules.ts'

export type SettlementRow = {
  id: number | null
  partner_id: number
  month: Temporal.PlainDate
  redeemed: number
  redeemed_fen: number
  taken_back: number
  taken_back_fen: number
  closed_by: number | null
  closed_at: Temporal.Instant | null
}

type Asking = Pick<Context, 'tx' | 'scope' | 'city'>

/**
 * What no settlement counts yet: (id, partner_id, month it will count in, kind, amount_fen, …).
 * @param of a condition on voucher_redemption r
 */
export function openItems(of: RawBuilder<unknown>): RawBuilder<unknown> {
  const next = sql`coalesce((select (max(s.month) + interval '1 month')::date from voucher_settlement s where s.partner_id = r.partner_id), r.month)`
  return sql`
    select r.id, r.partner_id, greatest(r.month, ${next}) as month, 'redeemed' as kind, r.value_fen as amount_fen, r.month as own_month, r.redeemed_at as at, r.batch_id, r.station_id, r.code_tail
    from voucher_redemption r where r.settlement_id is null and r.undone_at is null and ${of}
    union all
    select r.id, r.partner_id, greatest(date_trunc('month', r.undone_at at time zone 'Asia/Shanghai')::date, ${next}), 'taken-back', -r.value_fen, r.month, r.undone_at, r.batch_id, r.station_id, r.code_tail
    from voucher_redemption r where r.settlement_id is not null and r.undone_at is not null and r.taken_back_in is null and ${of}`
}

/** By the partner itself, or the partner's place: a settlement is about all that a partner redeemed. */
export async function readSettlements(call: Asking, only: { month?: Temporal.PlainDate; partner?: number }): Promise<SettlementRow[]> {
  const byPartner = only.partner === undefined ? sql`true` : sql`r.partner_id = ${only.partner}`
  const byMonth = only.month === undefined ? sql`true` : sql`t.month = ${only.month}`
  const { rows } = await sql<SettlementRow>`
    select null::int8 as id, t.partner_id, t.month, count(*) filter (where t.kind = 'redeemed')::int as redeemed, coalesce(sum(t.amount_fen) filter (where t.kind = 'redeemed'), 0)::int8 as redeemed_fen,
      count(*) filter (where t.kind = 'taken-back')::int as taken_back, coalesce(-sum(t.amount_fen) filter (where t.kind = 'taken-back'), 0)::int8 as taken_back_fen, null::int8 as closed_by, null::timestamptz as closed_at
    from (${openItems(sql`${inReach(call, { place: 'r.partner_place', partner: 'r.partner_id' })} and ${byPartner}`)}) t where ${byMonth} group by t.partner_id, t.month
    union all
    select t.id, t.partner_id, t.month, t.redeemed, t.redeemed_fen, t.taken_back, t.taken_back_fen, t.closed_by, t.closed_at
    from voucher_settlement t where ${inReach(call, { place: 't.place', partner: 't.partner_id' })} and ${byMonth} and ${only.partner === undefined ? sql`true` : sql`t.partner_id = ${only.partner}`}
    order by month desc, partner_id`.execute(call.tx)
  return rows
}

export function totalOf(row: Pick<SettlementRow, 'redeemed_fen' | 'taken_back_fen'>): number {
  return row.redeemed_fen - row.taken_back_fen
}

export async function settlementViews(call: Pick<Context, 'tx' | 'today'>, rows: readonly SettlementRow[]) {
  const partners = await partnerLabels(call.tx, rows.map((row) => row.partner_id))
  const staff = await accountNames(call.tx, rows.map((row) => row.closed_by))
  return rows.map((row) => ({
    partner: partners.get(row.partner_id) ?? { id: row.partner_id, short_name: '' }, month: monthText(row.month), state: settlementState(row.month, row.id !== null, call.today),
    redeemed: row.redeemed, redeemed_fen: row.redeemed_fen, taken_back: row.taken_back, taken_back_fen: row.taken_back_fen, total_fen: totalOf(row), closed_at: row.closed_at, closed_by: row.closed_by === null ? null : (staff.get(row.closed_by)?.name ?? ''),
  }))
}

export type LineRow = { id: number; kind: 'redeemed' | 'taken-back'; amount_fen: number; own_month: Temporal.PlainDate; at: Temporal.Instant; batch_id: number; station_id: number | null; code_tail: string }

/** The lines of a settlement, redeemed first; frozen ones by the settlement that counts them. */
export function settlementLines(settlement: SettlementRow): RawBuilder<LineRow> {
  if (settlement.id === null) {
    return sql<LineRow>`select t.id, t.kind, t.amount_fen, t.own_month, t.at, t.batch_id, t.station_id, t.code_tail from (${openItems(sql`r.partner_id = ${settlement.partner_id}`)}) t where t.month = ${settlement.month}`
  }
  return sql<LineRow>`
    select r.id, 'redeemed' as kind, r.value_fen as amount_fen, r.month as own_month, r.redeemed_at as at, r.batch_id, r.station_id, r.code_tail from voucher_redemption r where r.settlement_id = ${settlement.id}
    union all
    select r.id, 'taken-back', -r.value_fen, r.month, r.undone_at, r.batch_id, r.station_id, r.code_tail from voucher_redemption r where r.taken_back_in = ${settlement.id}`
}
