// Steps of a campaign: planned, begun, ended; and telling people of it

import { sql } from 'kysely'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem, ruleProblem } from '../../../platform/http/problem.ts'
import { words } from '../words.ts'
import { goodsOf, stationsOf } from './campaign-parts.ts'
import { getCampaign, getOwnCampaign, type CampaignRow } from './campaign-store.ts'
import { campaignStateWords } from './campaign-words.ts'
import { campaignView } from './list-campaigns.ts'
import { mayStep, stateByDay } from './rules.ts'
import { tellCounts } from './tally.ts'
import { tellJoined } from './tell-joined.ts'
import { TELL_JOB } from './tell-target-group.ts'

export async function stepCampaign(call: Call<'POST /campaigns/{id}/state'>): Promise<Reply<'POST /campaigns/{id}/state'>> {
  const campaign = await getOwnCampaign(call, call.params.id)
  const { to } = call.body
  if (!mayStep(campaign.state, to, campaign.announced_at !== null)) throw new Problem('wrong-state', { state: campaignStateWords(call.language, campaign.state) })
  if (to === 'planned') await refuseUnfinished(call, campaign)
  if (to === 'running' && stateByDay(campaign, call.today) !== 'running') throw ruleProblem(words(call.language, `活动 ${campaign.starts_on} 才开始，请先改日期`, `it begins on ${campaign.starts_on}; change the date first`))
  await call.tx.updateTable('campaign').set((row) => ({ state: to, ...(to === 'ended' ? { ended_at: call.now } : {}), revision: row('revision', '+', 1) })).where('id', '=', campaign.id).execute()
  if (to === 'ended') await call.tx.deleteFrom('campaign_pass').where('campaign_id', '=', campaign.id).execute()
  if (to === 'ended' && Temporal.PlainDate.compare(call.today, campaign.ends_on) < 0) await tellJoined(call, 'campaign.called-off', campaign)
  await tellCounts(call, campaign.id)
  await call.emit({ kind: `campaign.${to}`, place: campaign.place, subject: campaign.id })
  return campaignView(call, await getCampaign(call, campaign.id))
}

export async function announceCampaign(call: Call<'POST /campaigns/{id}/announcement'>): Promise<Reply<'POST /campaigns/{id}/announcement'>> {
  const campaign = await getOwnCampaign(call, call.params.id)
  if (campaign.announced_at || (campaign.state !== 'planned' && campaign.state !== 'running')) throw new Problem('wrong-state', { state: campaign.announced_at ? words(call.language, '已公布', 'announced') : campaignStateWords(call.language, campaign.state) })
  await call.tx.updateTable('campaign').set((row) => ({ announced_at: call.now, revision: row('revision', '+', 1) })).where('id', '=', campaign.id).execute()
  await call.services.jobs.send(call.tx, TELL_JOB, { city: call.city.code, campaign: campaign.id }, { key: `${call.city.code} ${campaign.id}` })
  await call.emit({ kind: 'campaign.announced', place: campaign.place, subject: campaign.id })
  return campaignView(call, await getCampaign(call, campaign.id))
}

/** A plan says what is given, and where goods are given. */
async function refuseUnfinished(call: Context, campaign: CampaignRow): Promise<void> {
  const goods = (await goodsOf(call, [campaign.id])).get(campaign.id) ?? []
  const stations = (await stationsOf(call, [campaign.id])).get(campaign.id) ?? []
  if (goods.length > 0 && stations.length === 0) throw ruleProblem(words(call.language, '有物资要发，请先选发放的驿站', 'there are goods to hand out: choose the stations first'))
  if (goods.length === 0 && stations.length === 0) {
    const { rows } = await sql`select 1 from voucher_batch where campaign_id = ${campaign.id} and state = 'open' limit 1`.execute(call.tx)
    if (rows.length === 0) throw ruleProblem(words(call.language, '请先填写发什么：物资和驿站，或一批券', 'say first what is given: goods with stations, or vouchers'))
  }
}
