// The report of a campaign, made from counts alone.

import type { Static } from 'typebox'
import type { CampaignReport } from '../../../../contract/campaigns.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { settingValue } from '../../access/index.ts'
import { knownCodes } from '../../registry/index.ts'
import { stationLabels } from '../../stations/index.ts'
import { said, words } from '../words.ts'
import { timeZone } from '../vouchers/rules.ts'
import { goodsOf } from './campaign-parts.ts'
import { campaignRows, givenBy, voucherSums, type CampaignRow } from './campaign-store.ts'
import { campaignStateWords } from './campaign-words.ts'
import { byCount, everyDay, hideSmall, WALK_IN } from './rules.ts'

export type Report = Omit<Static<typeof CampaignReport>, 'campaign'> & { campaign: Awaited<ReturnType<typeof campaignRows>>[number] }
type Cell = { key: string; name: string; count: number }

/** @throws Problem wrong-state before its end: figures that still move would give single people away by their difference */
export async function reportOf(call: Context, campaign: CampaignRow): Promise<Report> {
  if (!campaign.ended_at) throw new Problem('wrong-state', { state: campaignStateWords(call.language, campaign.state) })
  const { id } = campaign
  const [row] = await campaignRows(call, [campaign])
  if (!row) throw new Error('One row gives one view')
  const vouchers = (await voucherSums(call, [id]))(id)
  const smallest = await settingValue(call, 'statistics.small-cell')
  const cells = await cellsOf(call, id)
  const given = givenBy(campaign, vouchers)
  const goods = ((await goodsOf(call, [id])).get(id) ?? []).map(({ name, handed, unit_cost_fen }) => ({ name, handed, unit_cost_fen, fen: handed * unit_cost_fen }))
  const total = goods.reduce((sum, one) => sum + one.fen, 0) + vouchers.redeemed_fen + campaign.other_costs.reduce((sum, one) => sum + one.fen, 0)
  return {
    campaign: row, written: campaign.state === 'reported', summary: campaign.summary, smallest,
    totals: { given, target: campaign.target, signed_up: campaign.signed_up, handed_out: campaign.handed_out, walk_ins: campaign.walk_ins, vouchers_issued: vouchers.issued, vouchers_redeemed: vouchers.redeemed },
    by_station: byCount(hideSmall(cells.station, smallest)), by_day: hideSmall(everyDay(cells.day, campaign.starts_on, lastDay(campaign.ends_on, campaign.ended_at)), smallest), by_trade: byCount(hideSmall(cells.trade, smallest)),
    costs: { goods, vouchers_fen: vouchers.redeemed_fen, others: campaign.other_costs, total_fen: total, per_given_fen: given === 0 ? null : Math.round(total / given) },
  }
}

/** Ended early, its last day was earlier than planned. */
function lastDay(planned: Temporal.PlainDate, endedAt: Temporal.Instant): Temporal.PlainDate {
  const ended = endedAt.toZonedDateTimeISO(timeZone).toPlainDate()
  return Temporal.PlainDate.compare(ended, planned) < 0 ? ended : planned
}

async function cellsOf(call: Context, campaign: number): Promise<Record<'station' | 'day' | 'trade', Cell[]>> {
  // A partner reads the report of a campaign it handed out for; the counts are its office's.
  const rows = await beyondScope(call, () => call.tx.selectFrom('campaign_count').select(['cut', 'key', 'people']).where('campaign_id', '=', campaign).orderBy('key').execute())
  const of = (cut: string) => rows.filter((row) => row.cut === cut)
  const stations = await stationLabels(call.tx, of('station').map((row) => Number(row.key)))
  const { trades } = await knownCodes(call, { trades: of('trade').map((row) => row.key), companies: [], brands: [] })
  const tradeName = (key: string) => {
    if (key === WALK_IN) return words(call.language, '现场领取（没问行业）', 'walked in (not asked)')
    const trade = trades.get(key)
    return trade ? said(call.language, trade) : words(call.language, '行业未登记', 'no trade on record')
  }
  const cell = (name: (key: string) => string) => ({ key, people }: { key: string; people: number }): Cell => ({ key, name: name(key), count: people })
  return { station: of('station').map(cell((key) => stations.get(Number(key))?.name ?? key)), day: of('day').map(cell((key) => key)), trade: of('trade').map(cell(tradeName)) }
}
