// Word that goods run out, to whoever keeps the station; that may be somebody else than who hands out.

import type { Context } from '../../../platform/http/call.ts'
import { nearestHolders } from '../../access/index.ts'
import { notify } from '../../notices/index.ts'
import { isLow } from './rules.ts'

type Station = { id: number; name: string; place: number; partner_id: number }
type Change = { good: { name: string; unit: string }; before: number; after: number; lowAt: number | null }

/** Once, when it falls below. */
export async function tellWhenLow(call: Context, station: Station, { good, before, after, lowAt }: Change): Promise<void> {
  if (!isLow({ quantity: after, low_at: lowAt }) || isLow({ quantity: before, low_at: lowAt })) return
  const accounts = await nearestHolders(call, 'station.keep', { station: station.id, partner: station.partner_id, place: station.place })
  await notify(call, { kind: 'stock.low', subject: station.id, values: { station: station.name, good: good.name, left: `${after}${good.unit}` } }, { accounts, groupsOf: station.place })
}
