// GET and PUT /campaigns/{id}/report

import { json } from '../../../platform/database/json.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { getCampaign, getOwnCampaign } from './campaign-store.ts'
import { campaignStateWords } from './campaign-words.ts'
import { reportOf } from './report-store.ts'

export async function readReport(call: Call<'GET /campaigns/{id}/report'>): Promise<Reply<'GET /campaigns/{id}/report'>> {
  return reportOf(call, await getCampaign(call, call.params.id))
}

export async function writeReport(call: Call<'PUT /campaigns/{id}/report'>): Promise<Reply<'PUT /campaigns/{id}/report'>> {
  const campaign = await getOwnCampaign(call, call.params.id)
  if (!campaign.ended_at) throw new Problem('wrong-state', { state: campaignStateWords(call.language, campaign.state) })
  const others = (call.body.others ?? []).map(({ label, fen }) => ({ label: label.trim(), fen }))
  await call.tx.updateTable('campaign').set((row) => ({ state: 'reported', summary: call.body.summary.trim(), other_costs: json(others) as never, revision: row('revision', '+', 1) })).where('id', '=', campaign.id).execute()
  await call.emit({ kind: 'campaign.reported', place: campaign.place, subject: campaign.id })
  return reportOf(call, await getCampaign(call, campaign.id))
}
