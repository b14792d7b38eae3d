// Goods of a station, given out under a care campaign of module services.

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'
import type { Context } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { stationLabels } from '../labels.ts'
import { stationChanged } from '../station-topic.ts'
import { tellWhenLow } from './tell-low.ts'

export type GoodLabel = { id: number; name: string; unit: string; retired: boolean }

/** Names of goods are no secret. */
export async function goodLabels(tx: Tx, goods: readonly number[]): Promise<Map<number, GoodLabel>> {
  if (goods.length === 0) return new Map()
  const rows = await tx.selectFrom('good').select(['id', 'name', 'unit', 'retired_on']).where('id', 'in', [...new Set(goods)]).execute()
  return new Map(rows.map(({ retired_on, ...row }) => [row.id, { ...row, retired: retired_on !== null }]))
}

/** What is there, under the row security of `tx`; pairs that never had any are left out. */
export async function stockAt(tx: Tx, stations: readonly number[], goods: readonly number[]): Promise<{ station: number; good: number; quantity: number }[]> {
  if (stations.length === 0 || goods.length === 0) return []
  return tx.selectFrom('stock').select(['station_id as station', 'good_id as good', 'quantity']).where('station_id', 'in', [...stations]).where('good_id', 'in', [...goods]).orderBy('station_id').orderBy('good_id').execute()
}

/**
 * Takes `people` of each of the goods out of a station's stock (negative: a miscount comes back), with a move for each.
 * The station is in the caller's reach. Rows are taken in the order of the goods, so that no two wait for each other.
 * @returns the goods of which these were the last
 * @throws Problem stock-used-up, naming what there is too little of
 */
export async function handOutGoods(call: Context, given: { station: number; goods: readonly number[]; people: number; campaign: number }): Promise<number[]> {
  const station = (await stationLabels(call.tx, [given.station])).get(given.station)
  const names = await goodLabels(call.tx, given.goods)
  const usedUp: number[] = []
  for (const good of [...given.goods].sort((a, b) => a - b)) {
    const { rows } = await sql<{ quantity: number; low_at: number | null }>`
      update stock set quantity = quantity - ${given.people}, moved_at = ${call.now}, revision = revision + 1
      where station_id = ${given.station} and good_id = ${good} and quantity >= ${given.people} returning quantity, low_at`.execute(call.tx)
    const label = names.get(good) ?? { name: '', unit: '' }
    const [left] = rows
    if (!left) throw new Problem('stock-used-up', { what: label.name })
    const after = left.quantity
    await call.tx.insertInto('stock_move').values({ station_id: given.station, good_id: good, kind: given.people > 0 ? 'hand-out' : 'adjust', quantity: -given.people, after, campaign_id: given.campaign, made_by: call.actor.account, made_at: call.now }).execute()
    if (after === 0 && given.people > 0) usedUp.push(good)
    if (station) await tellWhenLow(call, station, { good: label, before: after + given.people, after, lowAt: left.low_at })
  }
  if (given.goods.length > 0) await stationChanged(call, given.station, 'stock')
  return usedUp
}
