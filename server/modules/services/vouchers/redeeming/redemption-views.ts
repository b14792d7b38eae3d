// Redemptions as tills and offices read them.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { beyondScope } from '../../../../platform/database/beyond.ts'
import { inReach } from '../../../../platform/database/reach.ts'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../../platform/http/cursor.ts'
import { notFound } from '../../../../platform/http/problem.ts'
import { accountNames, settingValue } from '../../../access/index.ts'
import { partnerLabels, stationLabels } from '../../../stations/index.ts'
import { monthStart, monthText } from '../rules.ts'

export type RedemptionRow = {
  id: number
  voucher_id: number
  batch_id: number
  value_fen: number
  code_tail: string
  partner_id: number
  partner_place: number
  station_id: number | null
  redeemed_at: Temporal.Instant
  redeemed_by: number
  undone_at: Temporal.Instant | null
  undo_reason: string
  settlement_id: number | null
}

// Without the title: a batch is in the reach of its office, and its name is looked up by itself.
const columns = sql`r.id, r.voucher_id, r.batch_id, r.value_fen, r.code_tail, r.partner_id, r.partner_place, r.station_id, r.redeemed_at, r.redeemed_by, r.undone_at, r.undo_reason, r.settlement_id`

/** By the partner, the station, the partner's place, or the place of the office that pays. */
export function redemptionInReach(call: Pick<Context, 'scope' | 'city'>): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${inReach(call, { place: 'r.partner_place', partner: 'r.partner_id', station: 'r.station_id' })} or ${inReach(call, { place: 'r.batch_place' })})`
}

export async function listRedemptions(call: Call<'GET /vouchers/redemptions'>): Promise<Reply<'GET /vouchers/redemptions'>> {
  const { partner, month, limit = 50, after } = call.query
  const conditions = [redemptionInReach(call)]
  if (partner !== undefined) conditions.push(sql`r.partner_id = ${partner}`)
  if (month !== undefined) conditions.push(sql`r.month = ${monthStart(month)}`)
  if (after !== undefined) conditions.push(sql`r.id < ${decodeCursor(after, ['number'])[0]}::int8`)
  const { rows } = await sql<RedemptionRow>`select ${columns} from voucher_redemption r where ${sql.join(conditions, sql` and `)} order by r.id desc limit ${limit + 1}`.execute(call.tx)
  const { items, next } = cutPage(rows, limit, (row) => [row.id])
  return { items: await redemptionViews(call, items), next }
}

/** @throws Problem not-found for one that is not there or not in reach */
export async function getRedemption(call: Pick<Context, 'tx' | 'scope' | 'city'>, id: number): Promise<RedemptionRow> {
  const { rows } = await sql<RedemptionRow>`select ${columns} from voucher_redemption r where r.id = ${id} and ${redemptionInReach(call)}`.execute(call.tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}

export async function answerRedemption(call: Context, id: number) {
  const [view] = await redemptionViews(call, [await getRedemption(call, id)])
  if (!view) throw new Error('One row gives one view')
  return view
}

async function redemptionViews(call: Context, rows: readonly RedemptionRow[]) {
  const partners = await partnerLabels(call.tx, rows.map((row) => row.partner_id))
  const stations = await stationLabels(call.tx, rows.flatMap((row) => row.station_id ?? []))
  const staff = await accountNames(call.tx, rows.map((row) => row.redeemed_by))
  const titles = await batchTitles(call, rows.map((row) => row.batch_id))
  const months = await settledMonths(call, rows.flatMap((row) => row.settlement_id ?? []))
  const minutes = await settingValue(call, 'voucher.undo-minutes')
  return rows.map((row) => {
    const until = row.redeemed_at.add({ minutes })
    const station = row.station_id === null ? undefined : stations.get(row.station_id)
    return {
      id: row.id, title: titles.get(row.batch_id) ?? '', value_fen: row.value_fen, code_tail: isTheirs(call, row) ? row.code_tail : null, partner: partners.get(row.partner_id) ?? { id: row.partner_id, short_name: '' }, station: station ? { id: station.id, name: station.name } : null,
      redeemed_at: row.redeemed_at, redeemed_by: staff.get(row.redeemed_by)?.name ?? '', undo_until: row.undone_at === null && Temporal.Instant.compare(call.now, until) <= 0 ? until : null,
      undone_at: row.undone_at, undo_reason: row.undone_at === null ? null : row.undo_reason, settled_month: row.settlement_id === null ? null : (months.get(row.settlement_id) ?? null),
    }
  })
}

/** Whether the caller is of the partner that redeemed it, or keeps the station where it did: they saw the code. */
export function isTheirs({ scope }: Pick<Context, 'scope'>, { partner_id, station_id }: Pick<RedemptionRow, 'partner_id' | 'station_id'>): boolean {
  return scope.partners.includes(partner_id) || (station_id !== null && scope.stations.includes(station_id))
}

/** Of batches whose redemptions or vouchers the caller has in hand. */
export async function batchTitles(call: Pick<Context, 'tx' | 'scope'>, batches: readonly number[]): Promise<Map<number, string>> {
  const rows = await beyondScope(call, () => call.tx.selectFrom('voucher_batch').select(['id', 'title']).where('id', 'in', [0, ...new Set(batches)]).execute())
  return new Map(rows.map((row) => [row.id, row.title]))
}

async function settledMonths(call: Pick<Context, 'tx' | 'scope'>, settlements: readonly number[]): Promise<Map<number, string>> {
  const rows = settlements.length === 0 ? [] : await beyondScope(call, () => call.tx.selectFrom('voucher_settlement').select(['id', 'month']).where('id', 'in', [...new Set(settlements)]).execute())
  return new Map(rows.map((row) => [row.id, monthText(row.month)]))
}
