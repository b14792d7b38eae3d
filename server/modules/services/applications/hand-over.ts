// An offer from one provider to another: taken, declined, or taken back.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { allPartners } from '../../stations/index.ts'
import { requireState } from './answer.ts'
import { begin, emit, moveTo } from './deeds.ts'
import { appendStep } from './history.ts'
import { lockReached } from './store.ts'
import { answerDesk, holds } from './views.ts'

export async function decideHandOver(call: Call<'POST /applications/{id}/hand-over/decision'>): Promise<Reply<'POST /applications/{id}/hand-over/decision'>> {
  const application = await begin(call, call.params.id, 'decide-hand-over')
  const { accept, words } = call.body
  const to = application.offered_to
  if (to === null) throw notFound()
  if (accept) {
    await moveTo(call, application, to, words)
    return answerDesk(call, application.id)
  }
  // Shown as it stands before it leaves the reach of whoever declines.
  await appendStep(call, application.id, { kind: 'offer-declined', provider: to, words })
  await emit(call, 'application.offer-declined', application, { partner: to })
  const answer = await answerDesk(call, application.id)
  await beyondScope(call, () => sql`update application set offered_to = null, revision = revision + 1 where id = ${application.id}`.execute(call.tx))
  return { ...answer, offered_to: null, may: [], revision: answer.revision + 1 }
}

export async function takeOfferBack(call: Call<'DELETE /applications/{id}/hand-over'>): Promise<Reply<'DELETE /applications/{id}/hand-over'>> {
  const application = await lockReached(call, call.params.id)
  call.requireMatch(application.revision)
  requireState(call, { state: application.state, offered_to: null }, application.offered_to !== null && holds(call, application))
  await sql`update application set offered_to = null, revision = revision + 1 where id = ${application.id}`.execute(call.tx)
  await appendStep(call, application.id, { kind: 'offer-taken-back', provider: application.offered_to })
  await emit(call, 'application.offer-taken-back', application, { partner: application.offered_to })
  return answerDesk(call, application.id)
}

export async function listProviders(call: Call<'GET /application-providers'>): Promise<Reply<'GET /application-providers'>> {
  return { items: await allPartners(call.tx) }
}
