// Word to those who signed up for a campaign: it has changed, or it is off. And to its office: something is used up.

import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context } from '../../../platform/http/call.ts'
import { nearestHolders, workersStandFor } from '../../access/index.ts'
import { notify } from '../../notices/index.ts'
import { goodLabels, stationLabels } from '../../stations/index.ts'
import type { CampaignRow } from './campaign-store.ts'

/** What somebody who means to come has to know of. */
export type Shown = { days: string; stations: string }

export async function shownOf(call: Pick<Context, 'tx'>, campaign: CampaignRow): Promise<Shown> {
  const rows = await call.tx.selectFrom('campaign_station').select('station_id').where('campaign_id', '=', campaign.id).orderBy('station_id').execute()
  return { days: `${campaign.starts_on.toString()} ${campaign.ends_on.toString()}`, stations: rows.map((row) => row.station_id).join() }
}

/** @param kind changed: days or stations are others; called-off: it ends before its last day */
export async function tellJoined(call: Context, kind: 'campaign.changed' | 'campaign.called-off', campaign: CampaignRow): Promise<void> {
  if (!campaign.announced_at) return
  const workers = await beyondScope(call, async () => {
    const rows = await call.tx.selectFrom('campaign_worker').select('worker_id').where('campaign_id', '=', campaign.id).where('signed_up', '=', true).where('received', '=', 0).execute()
    const ids = rows.map((row) => row.worker_id)
    // Records of one worker that were merged are told once.
    const stands = ids.length === 0 ? new Map<number, number>() : await workersStandFor(call, ids)
    return ids.map((id) => stands.get(id) ?? id)
  })
  if (workers.length > 0) await notify(call, { kind, subject: campaign.id, values: { name: campaign.name } }, { workers })
}

/** @param goods of which none is left at the station */
export async function tellUsedUp(call: Context, campaign: CampaignRow, station: number, goods: readonly number[]): Promise<void> {
  if (goods.length === 0) return
  const accounts = await nearestHolders(call, 'campaign.write', { place: campaign.place })
  const [names, stations] = [await goodLabels(call.tx, goods), await stationLabels(call.tx, [station])]
  for (const good of goods) {
    await notify(call, { kind: 'campaign.stock-out', subject: campaign.id, values: { name: campaign.name, station: stations.get(station)?.name ?? '', good: names.get(good)?.name ?? '' } }, { accounts, groupsOf: campaign.place })
  }
}
