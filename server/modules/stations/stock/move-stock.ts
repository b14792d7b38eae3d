// Goods come, go, and are counted. Each is written down once and never changed; what is there is their sum.

import { sql } from 'kysely'
import type { StockMoveKind } from '../../../../contract/station-life.ts'
import type { Context } from '../../../platform/http/call.ts'
import { invalidField, Problem, ruleProblem } from '../../../platform/http/problem.ts'
import { words } from '../../../platform/words.ts'
import type { StationHere } from '../station-in-reach.ts'
import { stationChanged } from '../station-topic.ts'
import { isLow, stockDelta } from './rules.ts'
import { tellWhenLow } from './tell-low.ts'

export type NewMove = { good: number; kind: StockMoveKind; quantity: number; note?: string; campaign?: number }
export type Moved = { id: number; quantity: number; after: number; low: boolean }

/**
 * One move, in the caller's transaction. Two who hand out the last one: the second waits for the first, and is refused.
 * @param station found in the caller's reach
 * @throws Problem stock-short, rule, invalid-request
 */
export async function moveStock(call: Context, station: Pick<StationHere, 'id' | 'name' | 'place' | 'partner_id'>, move: NewMove): Promise<Moved> {
  const good = await call.tx.selectFrom('good').select(['id', 'name', 'unit', 'retired_on']).where('id', '=', move.good).executeTakeFirst()
  if (!good) throw invalidField('good', words(call.language, '没有这种物资', 'There are no such goods'))
  if (move.quantity === 0 && move.kind !== 'adjust') throw invalidField('quantity', words(call.language, '至少 1', 'At least 1'))
  if (good.retired_on && move.kind === 'receive') throw ruleProblem(words(call.language, `${good.name}已停用，不再入库`, `${good.name} is no longer kept`))
  await sql`insert into stock (station_id, good_id) values (${station.id}, ${good.id}) on conflict do nothing`.execute(call.tx)
  const before = await call.tx.selectFrom('stock').select(['quantity', 'low_at']).where('station_id', '=', station.id).where('good_id', '=', good.id).forUpdate().executeTakeFirstOrThrow()
  const delta = stockDelta(move.kind, move.quantity, before.quantity)
  const after = before.quantity + delta
  if (after < 0) throw new Problem('stock-short', { left: before.quantity, unit: good.unit })
  if (after > MOST) throw invalidField('quantity', words(call.language, '数量太大', 'Too many'))
  await call.tx.updateTable('stock').set((column) => ({ quantity: after, moved_at: call.now, revision: column('revision', '+', 1) })).where('station_id', '=', station.id).where('good_id', '=', good.id).execute()
  const { id } = await call.tx
    .insertInto('stock_move')
    .values({ station_id: station.id, good_id: good.id, kind: move.kind, quantity: delta, after, campaign_id: move.campaign ?? null, note: move.note?.trim() ?? '', made_by: call.actor.account, made_at: call.now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await call.emit({ kind: 'stock.moved', place: station.place, subject: station.id, data: { move: id, good: good.id, kind: move.kind, quantity: delta, after } })
  await stationChanged(call, station.id, 'stock')
  await tellWhenLow(call, station, { good, before: before.quantity, after, lowAt: before.low_at })
  return { id, quantity: delta, after, low: isLow({ quantity: after, low_at: before.low_at }) }
}

const MOST = 1_000_000
