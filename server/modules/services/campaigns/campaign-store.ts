// Campaigns as lists and details show them.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Static } from 'typebox'
import type { CampaignRow as CampaignRowSchema } from '../../../../contract/campaigns.ts'
import type { EligibilityRule } from '../../../../contract/services.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import { inReach, reachesPlace, type Reach } from '../../../platform/database/reach.ts'
import type { Context } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { describePlaces } from '../../places/index.ts'
import { progressOf, type CampaignJoining, type CampaignState } from './rules.ts'

export type CampaignRow = {
  id: number
  name: string
  season: Static<typeof CampaignRowSchema>['season']
  purpose: string
  place: number
  state: CampaignState
  announced_at: Temporal.Instant | null
  starts_on: Temporal.PlainDate
  ends_on: Temporal.PlainDate
  joining: CampaignJoining
  capacity: number | null
  target: number | null
  per_worker: number
  rule: EligibilityRule
  signed_up: number
  handed_out: number
  walk_ins: number
  notified: number
  summary: string
  other_costs: { label: string; fen: number }[]
  ended_at: Temporal.Instant | null
  forgotten_on: Temporal.PlainDate | null
  revision: number
}

export const campaignColumns = sql`c.id, c.name, c.season, c.purpose, c.place, c.state, c.announced_at, c.starts_on, c.ends_on, c.joining, c.capacity, c.target, c.per_worker, c.rule, c.signed_up, c.handed_out, c.walk_ins, c.notified, c.summary, c.other_costs, c.ended_at, c.forgotten_on, c.revision`

/** By the office's place; from the plan on also by a station that hands out, or by the partner who owns one. */
export function campaignInReach(reach: Reach): RawBuilder<SqlBool> {
  const { stations, partners } = reach.scope
  const byPlace = inReach(reach, { place: 'c.place' })
  if (stations.length === 0 && partners.length === 0) return byPlace
  return sql<SqlBool>`(${byPlace} or (c.state <> 'draft' and exists (select 1 from campaign_station s where s.campaign_id = c.id and (s.station_id = any(${[...stations]}::int8[]) or s.partner_id = any(${[...partners]}::int8[])))))`
}

/** @throws Problem not-found for a campaign that is not there or not in reach */
export async function getCampaign(call: Pick<Context, 'tx' | 'scope' | 'city'>, id: number): Promise<CampaignRow> {
  const { rows } = await sql<CampaignRow>`select ${campaignColumns} from campaign c where c.id = ${id} and ${campaignInReach(call)}`.execute(call.tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}

/** Locked, and by place: whoever hands out for a campaign does not plan it. */
export async function getOwnCampaign(call: Pick<Context, 'tx' | 'scope' | 'city'>, id: number): Promise<CampaignRow> {
  const { rows } = await sql<CampaignRow>`select ${campaignColumns} from campaign c where c.id = ${id} and ${inReach(call, { place: 'c.place' })} for update`.execute(call.tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}

export function plansCampaign(call: Pick<Context, 'scope'>, campaign: { place: number }): boolean {
  return reachesPlace(call as Reach, campaign.place)
}

export type VoucherSums = { issued: number; redeemed: number; redeemed_fen: number }
const noVouchers: VoucherSums = { issued: 0, redeemed: 0, redeemed_fen: 0 }

/** How many vouchers of a campaign are out: a figure that everybody may know who knows the campaign. */
export async function voucherSums(call: Pick<Context, 'tx' | 'scope'>, campaigns: readonly number[]): Promise<(campaign: number) => VoucherSums> {
  const { rows } = await beyondScope(call, () => sql<VoucherSums & { campaign_id: number }>`
    select b.campaign_id, sum(b.issued)::int as issued, sum(b.redeemed)::int as redeemed, sum(b.redeemed::int8 * b.value_fen)::int8 as redeemed_fen
    from voucher_batch b where b.campaign_id = any(${[...campaigns]}::int8[]) group by b.campaign_id`.execute(call.tx))
  const sums = new Map(rows.map((row) => [row.campaign_id, row]))
  return (campaign) => sums.get(campaign) ?? noVouchers
}

export function givenBy(campaign: Pick<CampaignRow, 'handed_out' | 'walk_ins'>, vouchers: VoucherSums): number {
  return campaign.handed_out + campaign.walk_ins + vouchers.issued
}

export async function campaignRows(call: Pick<Context, 'tx' | 'scope'>, rows: readonly CampaignRow[]) {
  const places = await describePlaces(call.tx, rows.map((row) => row.place))
  const vouchers = await voucherSums(call, rows.map((row) => row.id))
  return rows.map((row) => ({
    id: row.id, name: row.name, season: row.season, place: row.place, place_name: places.get(row.place)?.name ?? '', state: row.state, announced_at: row.announced_at, starts_on: row.starts_on, ends_on: row.ends_on, joining: row.joining, capacity: row.capacity,
    signed_up: row.signed_up, handed_out: row.handed_out, walk_ins: row.walk_ins, vouchers: vouchers(row.id).issued, progress: progressOf(givenBy(row, vouchers(row.id)), row.target), revision: row.revision,
  }))
}
