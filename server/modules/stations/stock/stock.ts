import { sql, type SqlBool } from 'kysely'
import { inPlace } from '../../../platform/database/reach.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { accountNames } from '../../access/index.ts'
import { describePlaces } from '../../places/index.ts'
import { keptStation } from '../station-in-reach.ts'
import { stationChanged } from '../station-topic.ts'
import { moveStock } from './move-stock.ts'
import { stockLine, stockRows } from './stock-lines.ts'

export async function readStock(call: Call<'GET /stations/{id}/stock'>): Promise<Reply<'GET /stations/{id}/stock'>> {
  const station = await keptStation(call, call.params.id)
  return { items: (await stockRows(call, sql<SqlBool>`k.station_id = ${station.id}`)).map(stockLine) }
}

/** Of all stations in reach, by station. */
export async function listStock(call: Call<'GET /stock'>): Promise<Reply<'GET /stock'>> {
  const { station, place, good, low, limit = 50, after } = call.query
  const at = after === undefined ? [] : decodeCursor(after, ['string', 'number', 'string', 'number'])
  const rows = await stockRows(
    call,
    sql<SqlBool>`${inPlace('s.place', place)} and (${station ?? null}::int8 is null or k.station_id = ${station ?? null}) and (${good ?? null}::int8 is null or k.good_id = ${good ?? null})
      and (not ${low ?? false}::boolean or k.quantity <= k.low_at) and (${at.length === 0} or (s.name, k.station_id, g.name, k.good_id) > (${at[0] ?? ''}, ${at[1] ?? 0}::int8, ${at[2] ?? ''}, ${at[3] ?? 0}::int8))`,
    limit + 1,
  )
  const { items, next } = cutPage(rows, limit, (row) => [row.station, row.station_id, row.good, row.good_id])
  const places = await describePlaces(call.tx, items.map((row) => row.place))
  return { items: items.map((row) => ({ station: { id: row.station_id, name: row.station }, place_name: places.get(row.place)?.name ?? '', ...stockLine(row) })), next }
}

export async function setLowAt(call: Call<'PUT /stations/{id}/stock/{good}'>): Promise<Reply<'PUT /stations/{id}/stock/{good}'>> {
  const station = await keptStation(call, call.params.id)
  const good = await call.tx.selectFrom('good').select('id').where('id', '=', call.params.good).executeTakeFirst()
  if (!good) throw notFound()
  await sql`insert into stock (station_id, good_id) values (${station.id}, ${good.id}) on conflict do nothing`.execute(call.tx)
  const before = await call.tx.selectFrom('stock').select('revision').where('station_id', '=', station.id).where('good_id', '=', good.id).forUpdate().executeTakeFirstOrThrow()
  call.requireMatch(before.revision)
  await call.tx.updateTable('stock').set({ low_at: call.body.low_at, revision: before.revision + 1 }).where('station_id', '=', station.id).where('good_id', '=', good.id).execute()
  await stationChanged(call, station.id, 'stock')
  return lineOf(call, station.id, good.id)
}

export async function addMove(call: Call<'POST /stations/{id}/stock-moves'>): Promise<Reply<'POST /stations/{id}/stock-moves'>> {
  const station = await keptStation(call, call.params.id)
  const { id } = await moveStock(call, station, call.body)
  const [move] = await moveViews(call, await moveRows(call, station.id, sql<SqlBool>`m.id = ${id}`, 1))
  if (!move) throw new Error('It was made a moment ago')
  return { move, line: await lineOf(call, station.id, call.body.good) }
}

export async function listMoves(call: Call<'GET /stations/{id}/stock-moves'>): Promise<Reply<'GET /stations/{id}/stock-moves'>> {
  const station = await keptStation(call, call.params.id)
  const { good, limit = 50, after } = call.query
  const [before] = after === undefined ? [] : decodeCursor(after, ['number'])
  const rows = await moveRows(call, station.id, sql<SqlBool>`(${good ?? null}::int8 is null or m.good_id = ${good ?? null}) and (${before ?? null}::int8 is null or m.id < ${before ?? null})`, limit + 1)
  const { items, next } = cutPage(rows, limit, (row) => [row.id])
  return { items: await moveViews(call, items), next }
}

async function lineOf(call: Context, station: number, good: number) {
  // The last of a retired kind has just gone out: that is told, too.
  const [row] = await stockRows(call, sql<SqlBool>`k.station_id = ${station} and k.good_id = ${good}`, 1, true)
  if (!row) throw notFound()
  return stockLine(row)
}

type MoveRow = { id: number; good_id: number; good: string; unit: string; kind: 'receive' | 'hand-out' | 'adjust'; quantity: number; after: number; campaign_id: number | null; note: string; made_by: number; made_at: Temporal.Instant }

async function moveRows(call: Context, station: number, condition: ReturnType<typeof sql<SqlBool>>, limit: number): Promise<MoveRow[]> {
  const { rows } = await sql<MoveRow>`
    select m.id, m.good_id, g.name as good, g.unit, m.kind, m.quantity, m.after, m.campaign_id, m.note, m.made_by, m.made_at
    from stock_move m join good g on g.id = m.good_id where m.station_id = ${station} and ${condition} order by m.id desc limit ${limit}`.execute(call.tx)
  return rows
}

async function moveViews(call: Context, rows: readonly MoveRow[]) {
  const names = await accountNames(call.tx, rows.map((row) => row.made_by))
  return rows.map((row) => ({ id: row.id, good: { id: row.good_id, name: row.good, unit: row.unit }, kind: row.kind, quantity: row.quantity, after: row.after, campaign: row.campaign_id, note: row.note, made_by: names.get(row.made_by)?.name ?? '', made_at: row.made_at }))
}
