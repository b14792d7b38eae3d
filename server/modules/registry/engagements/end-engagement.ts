// POST /engagements/{id}/end, and every other way a single spell ends.

import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { invalidField, Problem } from '../../../platform/http/problem.ts'
import { words } from '../words.ts'
import { refreshWorkers } from '../workers/refresh-workers.ts'
import { answerEngagement, getEngagement, lockEngagement, type EngagementRecord } from './engagement-store.ts'
import { endDay } from './rules.ts'

export async function endEngagement(call: Call<'POST /engagements/{id}/end'>): Promise<Reply<'POST /engagements/{id}/end'>> {
  await lockEngagement(call.tx, call.params.id)
  const engagement = await getEngagement(call, call.params.id)
  await endSpell(call, engagement, { until: call.body.until, by: 'check' })
  return answerEngagement(call, engagement.id)
}

/**
 * @param engagement read under its lock, so that two cannot end it
 * @throws Problem wrong-state when it ended before; invalid-request for a last day outside the spell or in the future
 */
export async function endSpell(call: Context, engagement: EngagementRecord, { until: asked, by }: { until: string | undefined; by: 'check' | 'worker' }): Promise<void> {
  if (engagement.until_on) throw new Problem('wrong-state', { state: words(call.language, '已结束', 'ended') })
  const until = endDay({ since: engagement.since, asked: asked === undefined ? undefined : Temporal.PlainDate.from(asked), today: call.today })
  if (!until) throw invalidField('until', words(call.language, `最后一天应在 ${engagement.since.toString()} 与今天之间`, `The last day lies between ${engagement.since.toString()} and today`))
  await call.tx.updateTable('engagement').set({ until_on: until, ended_by: by, elsewhere: false, revision: engagement.revision + 1 }).where('id', '=', engagement.id).execute()
  // Where they are now follows from their other jobs, which may be out of reach.
  await beyondScope(call, () => refreshWorkers(call.tx, [engagement.worker_id]))
  await call.emit({ kind: 'engagement.ended', place: engagement.place, worker: engagement.worker_id, subject: engagement.id, data: { by } })
}
