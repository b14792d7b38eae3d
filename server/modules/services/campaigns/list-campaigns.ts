// GET /campaigns and one of them, as those see it who plan it or hand out for it

import { sql } from 'kysely'
import { inPlace } from '../../../platform/database/reach.ts'
import { likeInfix } from '../../../platform/database/search.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { settingValue } from '../../access/index.ts'
import { ruleWords } from '../eligibility/describe-rule.ts'
import { aboutMany, asksAge } from '../eligibility/rules.ts'
import { batchesOf, campaignStock, goodsOf, stationsOf, stationView } from './campaign-parts.ts'
import { campaignColumns, campaignInReach, campaignRows, getCampaign, plansCampaign, type CampaignRow } from './campaign-store.ts'
import { timeZone } from '../vouchers/rules.ts'

export async function listCampaigns(call: Call<'GET /campaigns'>): Promise<Reply<'GET /campaigns'>> {
  const { state, season, place, station, search, limit = 50, after } = call.query
  const conditions = [campaignInReach(call), inPlace('c.place', place)]
  if (state !== undefined) conditions.push(sql`c.state = ${state}`)
  if (season !== undefined) conditions.push(sql`c.season = ${season}`)
  if (station !== undefined) conditions.push(sql`exists (select 1 from campaign_station s where s.campaign_id = c.id and s.station_id = ${station})`)
  if (search !== undefined) conditions.push(sql`c.name ilike ${likeInfix(search.trim())}`)
  if (after !== undefined) conditions.push(sql`c.id < ${decodeCursor(after, ['number'])[0]}::int8`)
  const { rows } = await sql<CampaignRow>`select ${campaignColumns} from campaign c where ${sql.join(conditions, sql` and `)} order by c.id desc limit ${limit + 1}`.execute(call.tx)
  const { items, next } = cutPage(rows, limit, (row) => [row.id])
  return { items: await campaignRows(call, items), next }
}

export async function readCampaign(call: Call<'GET /campaigns/{id}'>): Promise<Reply<'GET /campaigns/{id}'>> {
  const campaign = await getCampaign(call, call.params.id)
  call.answer.etag(campaign.revision)
  return campaignView(call, campaign)
}

export async function readCampaignStock(call: Call<'GET /campaigns/{id}/stock'>): Promise<Reply<'GET /campaigns/{id}/stock'>> {
  const campaign = await getCampaign(call, call.params.id)
  return { items: await campaignStock(call, campaign.id, call.query.station) }
}

export async function campaignView(call: Context, campaign: CampaignRow) {
  const { id } = campaign
  const [row] = await campaignRows(call, [campaign])
  if (!row) throw new Error('One row gives one view')
  const stock = await campaignStock(call, id)
  const left = (good: number) => stock.filter((one) => one.good_id === good).reduce((sum, one) => sum + one.left, 0)
  const goods = (await goodsOf(call, [id])).get(id) ?? []
  const days = await settingValue(call, 'campaign.forget-days')
  const endedOn = campaign.ended_at?.toZonedDateTimeISO(timeZone).toPlainDate()
  const plans = plansCampaign(call, campaign)
  return {
    ...row, purpose: campaign.purpose, per_worker: campaign.per_worker, rule: campaign.rule, rule_words: await ruleWords(call, campaign.rule), stations: ((await stationsOf(call, [id])).get(id) ?? []).map(stationView),
    goods: goods.map((good) => ({ ...good, left: left(good.good_id) })),
    batches: await batchesOf(call, [id]),
    notified: asksAge(campaign.rule) ? aboutMany(campaign.notified, Infinity, await settingValue(call, 'statistics.small-cell')) : campaign.notified, forgotten_on: campaign.forgotten_on, forget_due_on: endedOn && !campaign.forgotten_on ? endedOn.add({ days }) : null, may: { write: plans && !campaign.ended_at, hand_out: campaign.state === 'running' },
  }
}
