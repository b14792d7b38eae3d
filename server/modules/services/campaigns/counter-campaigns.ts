// What a station's counter shows of campaigns that hand out there.

import { sql, type SqlBool } from 'kysely'
import type { Static } from 'typebox'
import type { CounterCampaign } from '../../../../contract/station-life.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context, Given } from '../../../platform/http/call.ts'
import { campaignStock } from './campaign-parts.ts'
import { campaignColumns, givenBy, voucherSums, type CampaignRow } from './campaign-store.ts'
import { takesWalkIns } from './rules.ts'
import { tillsOf } from '../vouchers/redeeming/find-voucher.ts'

/** Those that run. The station is in the caller's reach, and row security shows only what is. */
export async function readCounterCampaigns(call: Context, station: number): Promise<readonly Given<Static<typeof CounterCampaign>>[]> {
  const takesPart = sql<SqlBool>`exists (select 1 from campaign_station s where s.campaign_id = c.id and s.station_id = ${station})`
  const { rows } = await sql<CampaignRow>`select ${campaignColumns} from campaign c where c.state = 'running' and ${takesPart} order by c.ends_on, c.id`.execute(call.tx)
  const vouchers = await voucherSums(call, rows.map((row) => row.id))
  const shown: Given<Static<typeof CounterCampaign>>[] = []
  for (const row of rows) {
    const stock = await campaignStock(call, row.id, station)
    shown.push({ id: row.id, name: row.name, until: row.ends_on, walk_in: takesWalkIns(row.joining), goods: stock.map(({ good_id, name, unit, left }) => ({ good: good_id, name, unit, left })), vouchers: await redeemedHere(call, row.id), handed_out: givenBy(row, vouchers(row.id)), target: row.target })
  }
  return shown
}

async function redeemedHere(call: Context, campaign: number): Promise<boolean> {
  const partners = (await tillsOf(call)).map((one) => one.partner)
  // A keeper redeems for the owner of the station, but does not reach the batch.
  const { rows } = await beyondScope(call, () => sql`
    select 1 from voucher_batch b join voucher_batch_partner p on p.batch_id = b.id where b.campaign_id = ${campaign} and b.state <> 'cancelled' and p.partner_id = any(${partners}::int8[]) limit 1`.execute(call.tx))
  return rows.length > 0
}
