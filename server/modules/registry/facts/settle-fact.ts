// POST /engagements/{id}/settlements, DELETE /engagements/{id}/settlements/{field}: a person decides which source stands.

import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { notFound, ruleProblem } from '../../../platform/http/problem.ts'
import { getEngagement, lockEngagement, type EngagementRecord } from '../engagements/engagement-store.ts'
import { words } from '../words.ts'
import { refreshWorkers } from '../workers/refresh-workers.ts'
import { answerWorker } from '../workers/worker-detail.ts'
import { refreshStanding } from './refresh-standing.ts'
import type { FactField } from './rules.ts'

export async function settleFact(call: Call<'POST /engagements/{id}/settlements'>): Promise<Reply<'POST /engagements/{id}/settlements'>> {
  const { field, source, note } = call.body
  const engagement = await getEngagement(call, call.params.id)
  await lockEngagement(call.tx, engagement.id)
  const column = ({ phone: 'phone_hash', outlet: 'outlet_id' } as const)[field as 'phone'] ?? field
  const stated = await call.tx.selectFrom('statement').select('source').where('engagement_id', '=', engagement.id).where('source', '=', source).where(column, 'is not', null).executeTakeFirst()
  if (!stated) throw ruleProblem(words(call.language, '这个来源没有说过这一项，不能按它定', 'That source says nothing of this, so it cannot be settled by it'))
  const settled = { source, settled_by: call.actor.account, settled_at: call.now, note: note?.trim() ?? '' }
  await call.tx.insertInto('settlement').values({ engagement_id: engagement.id, field, ...settled }).onConflict((conflict) => conflict.columns(['engagement_id', 'field']).doUpdateSet(settled)).execute()
  return decided(call, engagement, { kind: 'fact.settled', field, source })
}

export async function unsettleFact(call: Call<'DELETE /engagements/{id}/settlements/{field}'>): Promise<Reply<'DELETE /engagements/{id}/settlements/{field}'>> {
  const { id, field } = call.params
  const engagement = await getEngagement(call, id)
  await lockEngagement(call.tx, engagement.id)
  const gone = await call.tx.deleteFrom('settlement').where('engagement_id', '=', engagement.id).where('field', '=', field).returning('source').executeTakeFirst()
  if (!gone) throw notFound()
  return decided(call, engagement, { kind: 'fact.unsettled', field, source: gone.source })
}

async function decided(call: Context, engagement: EngagementRecord, { kind, field, source }: { kind: string; field: FactField; source: string }): Promise<Reply<'POST /engagements/{id}/settlements'>> {
  // A person's name and phone follow from all their engagements, also those out of reach.
  await beyondScope(call, async () => {
    await refreshStanding(call.tx, [engagement.id])
    if (field === 'outlet') await refreshWorkers(call.tx, [engagement.worker_id])
  })
  await call.emit({ kind, place: engagement.place, worker: engagement.worker_id, subject: engagement.id, data: { field, source } })
  return answerWorker(call, engagement.worker_id)
}
