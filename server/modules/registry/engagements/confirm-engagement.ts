// POST /engagements/{id}/confirmation: the company, or somebody of the office, says whether it is so.

import type { Call, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { reachesPlace } from '../../../platform/database/reach.ts'
import { words } from '../words.ts'
import { endSpell } from './end-engagement.ts'
import { answerEngagement, getEngagement, lockEngagement } from './engagement-store.ts'
import { answered } from './rules.ts'

export async function confirmEngagement(call: Call<'POST /engagements/{id}/confirmation'>): Promise<Reply<'POST /engagements/{id}/confirmation'>> {
  await lockEngagement(call.tx, call.params.id)
  const engagement = await getEngagement(call, call.params.id)
  const by = reachesPlace(call, engagement.place) ? 'office' : 'employer'
  const outcome = engagement.until_on ? undefined : answered(engagement.standing, { confirmed: call.body.confirmed, by })
  if (!outcome) throw new Problem('wrong-state', { state: engagement.until_on ? words(call.language, '已结束', 'ended') : standingWords(call.language, engagement.standing) })
  const revision = engagement.revision + 1
  await call.tx.updateTable('engagement').set({ standing: outcome.standing, revision }).where('id', '=', engagement.id).execute()
  // An office that confirms answers what the last check found; without this the next word of anybody would dispute it again.
  if (outcome.standing === 'confirmed') await call.tx.updateTable('statement').set({ present: null }).where('engagement_id', '=', engagement.id).where('source', '=', 'spot').where('present', '=', false).execute()
  await call.emit({ kind: outcome.standing === 'confirmed' ? 'engagement.confirmed' : 'engagement.disputed', place: engagement.place, worker: engagement.worker_id, subject: engagement.id, data: { by } })
  if (outcome.ends) await endSpell(call, { ...engagement, revision }, { until: undefined, by: 'check' })
  return answerEngagement(call, engagement.id)
}

function standingWords(language: 'zh-CN' | 'en', standing: string): string {
  return standing === 'confirmed' ? words(language, '已确认', 'confirmed') : words(language, '有争议，由社区或街道核实', 'disputed; the office checks it')
}
