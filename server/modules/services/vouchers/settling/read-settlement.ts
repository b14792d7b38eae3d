// GET /settlements and one of them

import { sql } from 'kysely'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../../platform/http/cursor.ts'
import { notFound } from '../../../../platform/http/problem.ts'
import { partnerPlaces, stationLabels } from '../../../stations/index.ts'
import { batchTitles, isTheirs } from '../redeeming/redemption-views.ts'
import { monthStart, monthText, settlementState } from '../rules.ts'
import { readSettlements, settlementLines, settlementViews, totalOf, type LineRow, type SettlementRow } from './settlement-store.ts'

export async function listSettlements(call: Call<'GET /settlements'>): Promise<Reply<'GET /settlements'>> {
  const { month, partner, state } = call.query
  const rows = (await readSettlements(call, { ...(month === undefined ? {} : { month: monthStart(month) }), ...(partner === undefined ? {} : { partner }) }))
    .filter((row) => state === undefined || settlementState(row.month, row.id !== null, call.today) === state)
  return { items: await settlementViews(call, rows), totals: { redeemed: rows.reduce((sum, row) => sum + row.redeemed, 0), total_fen: rows.reduce((sum, row) => sum + totalOf(row), 0) } }
}

export async function readSettlement(call: Call<'GET /settlements/{partner}/{month}'>): Promise<Reply<'GET /settlements/{partner}/{month}'>> {
  const { limit = 50, after } = call.query
  const settlement = await getSettlement(call, call.params.partner, monthStart(call.params.month))
  const lines = settlementLines(settlement)
  const from = after === undefined ? undefined : decodeCursor(after, ['string', 'number'])
  const { rows } = await sql<LineRow>`select l.* from (${lines}) l where ${from ? sql`(l.kind, l.id) > (${from[0]}, ${from[1]}::int8)` : sql`true`} order by l.kind, l.id limit ${limit + 1}`.execute(call.tx)
  const { items, next } = cutPage(rows, limit, (row) => [row.kind, row.id])
  const [view] = await settlementViews(call, [settlement])
  if (!view) throw new Error('One row gives one view')
  return { ...view, batches: await batchSums(call, settlement), lines: { items: await lineViews(call, items, settlement), next } }
}

/**
 * A month in which nothing was redeemed is a settlement of nothing.
 * @throws Problem not-found for a partner that is not there or not in reach
 */
export async function getSettlement(call: Context, partner: number, month: Temporal.PlainDate): Promise<SettlementRow> {
  if (!(await partnerPlaces(call.tx, [partner])).has(partner)) throw notFound()
  const [row] = await readSettlements(call, { partner, month })
  return row ?? { id: null, partner_id: partner, month, redeemed: 0, redeemed_fen: 0, taken_back: 0, taken_back_fen: 0, closed_by: null, closed_at: null }
}

export async function batchSums(call: Context, settlement: SettlementRow): Promise<{ title: string; count: number; amount_fen: number }[]> {
  const { rows } = await sql<{ batch_id: number; count: number; amount_fen: number }>`
    select l.batch_id, (count(*) filter (where l.kind = 'redeemed') - count(*) filter (where l.kind = 'taken-back'))::int as count, sum(l.amount_fen)::int8 as amount_fen
    from (${settlementLines(settlement)}) l group by l.batch_id order by l.batch_id`.execute(call.tx)
  const titles = await batchTitles(call, rows.map((row) => row.batch_id))
  return rows.map((row) => ({ title: titles.get(row.batch_id) ?? '', count: row.count, amount_fen: row.amount_fen }))
}

export async function lineViews(call: Context, rows: readonly LineRow[], settlement: Pick<SettlementRow, 'partner_id' | 'month'>) {
  const titles = await batchTitles(call, rows.map((row) => row.batch_id))
  const stations = await stationLabels(call.tx, rows.flatMap((row) => row.station_id ?? []))
  return rows.map((row) => ({
    id: row.id, kind: row.kind, title: titles.get(row.batch_id) ?? '', code_tail: isTheirs(call, { partner_id: settlement.partner_id, station_id: row.station_id }) ? row.code_tail : null, at: row.at, station: row.station_id === null ? null : (stations.get(row.station_id)?.name ?? null), amount_fen: row.amount_fen,
    from_month: row.own_month.equals(settlement.month) ? null : monthText(row.own_month),
  }))
}
