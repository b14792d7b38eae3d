// What belongs to a campaign: stations that hand out, goods, batches of vouchers.

import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context } from '../../../platform/http/call.ts'
import { goodLabels, stationLabels, stockAt, type StationLabel } from '../../stations/index.ts'

type Reading = Pick<Context, 'tx' | 'scope'>

/** By campaign, in the order they were added. */
export async function stationsOf(call: Reading, campaigns: readonly number[]): Promise<Map<number, StationLabel[]>> {
  const rows = campaigns.length === 0 ? [] : await call.tx.selectFrom('campaign_station').select(['campaign_id', 'station_id']).where('campaign_id', 'in', [...campaigns]).orderBy('station_id').execute()
  const labels = await stationLabels(call.tx, rows.map((row) => row.station_id))
  const found = new Map<number, StationLabel[]>(campaigns.map((id) => [id, []]))
  for (const row of rows) {
    const label = labels.get(row.station_id)
    if (label) found.get(row.campaign_id)?.push(label)
  }
  return found
}

export function stationView({ id, name, address, position }: StationLabel) {
  return { id, name, address, position }
}

export type CampaignGood = { campaign_id: number; good_id: number; name: string; unit: string; unit_cost_fen: number; planned: number; handed: number }

export async function goodsOf(call: Reading, campaigns: readonly number[]): Promise<Map<number, CampaignGood[]>> {
  const rows = campaigns.length === 0 ? [] : await call.tx.selectFrom('campaign_good').select(['campaign_id', 'good_id', 'unit_cost_fen', 'planned', 'handed']).where('campaign_id', 'in', [...campaigns]).orderBy('position').execute()
  const labels = await goodLabels(call.tx, rows.map((row) => row.good_id))
  const found = new Map<number, CampaignGood[]>(campaigns.map((id) => [id, []]))
  for (const row of rows) found.get(row.campaign_id)?.push({ ...row, name: labels.get(row.good_id)?.name ?? '', unit: labels.get(row.good_id)?.unit ?? '' })
  return found
}

/** Of each good at each station of the campaign, also where there is none. */
export async function campaignStock(call: Reading, campaign: number, only?: number) {
  const stations = (await stationsOf(call, [campaign])).get(campaign)?.filter((one) => only === undefined || one.id === only) ?? []
  const goods = (await goodsOf(call, [campaign])).get(campaign) ?? []
  // The stock at a campaign's stations is the campaign's to know, though a station may be of another place.
  const stock = await beyondScope(call, () => stockAt(call.tx, stations.map((one) => one.id), goods.map((one) => one.good_id)))
  return stations.flatMap((station) => goods.map((good) => ({
    good_id: good.good_id, name: good.name, unit: good.unit, station: { id: station.id, name: station.name }, left: stock.find((one) => one.station === station.id && one.good === good.good_id)?.quantity ?? 0,
  })))
}

/** Batches under campaigns, for whoever knows the campaign. */
export async function batchesOf(call: Reading, campaigns: readonly number[]) {
  if (campaigns.length === 0) return []
  return beyondScope(call, () => call.tx.selectFrom('voucher_batch').select(['id', 'campaign_id', 'title', 'value_fen', 'quota', 'issued', 'redeemed', 'state']).where('campaign_id', 'in', [...campaigns]).orderBy('id').execute())
}
