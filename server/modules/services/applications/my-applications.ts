// /me/applications: what I applied for, what I answer, take back and rate.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { selvesOf } from '../../registry/index.ts'
import { takeAnswer, requireState } from './answer.ts'
import { appendStep } from './history.ts'
import { givePlaceBack } from './quota.ts'
import { rowViews, type ListedApplication } from './list-applications.ts'
import { workerMay } from './rules.ts'
import { lockOwn } from './store.ts'
import { answerOwn } from './views.ts'
import { applicationStateWords } from './words.ts'

export async function listMine(call: Call<'GET /me/applications'>): Promise<Reply<'GET /me/applications'>> {
  const { limit = 50, after, open } = call.query
  const before = after === undefined ? null : decodeCursor(after, ['number'])[0]
  const selves = await selvesOf(call, call.actor.worker)
  const { rows } = await beyondScope(call, () => sql<ListedApplication>`
    select a.id, a.service_id, a.worker_id, a.place, a.provider_id, a.offered_to, a.state, a.step, a.eligibility, a.submitted_at, a.on_behalf, a.promised_days, a.due_on, a.closed_at, a.stars, a.revision,
      json_build_object('title', v.content->'title', 'icon', v.content->'icon', 'steps', v.content->'steps') as content
    from application a join service_version v on v.service_id = a.service_id and v.version = a.version
    where a.worker_id = any(${selves}::int8[]) and (${before}::int8 is null or a.id < ${before}::int8) and (${open ?? null}::bool is null or (a.closed_at is null) = ${open ?? null}::bool)
    order by a.id desc limit ${limit + 1}`.execute(call.tx))
  const { items, next } = cutPage(rows, limit, (row) => [row.id])
  return { items: await rowViews(call, items), next }
}

export async function getMine(call: Call<'GET /me/applications/{id}'>): Promise<Reply<'GET /me/applications/{id}'>> {
  return answerOwn(call, call.params.id)
}

export async function answerMine(call: Call<'POST /me/applications/{id}/answers'>): Promise<Reply<'POST /me/applications/{id}/answers'>> {
  const application = await lockOwn(call, call.params.id)
  requireState(call, application, workerMay(application).includes('answer'))
  await takeAnswer(call, application, call.body)
  return answerOwn(call, application.id)
}

export async function withdraw(call: Call<'POST /me/applications/{id}/withdrawal'>): Promise<Reply<'POST /me/applications/{id}/withdrawal'>> {
  const application = await lockOwn(call, call.params.id)
  requireState(call, application, workerMay(application).includes('withdraw'))
  await sql`update application_stop set until_on = ${call.today} where application_id = ${application.id} and until_on is null`.execute(call.tx)
  await sql`update application set state = 'withdrawn', closed_at = ${call.now}, offered_to = null, quota_month = null, asked_words = null, asked_fields = '{}', asked_documents = '{}', revision = revision + 1 where id = ${application.id}`.execute(call.tx)
  await givePlaceBack(call, application.service_id, application.quota_month)
  await appendStep(call, application.id, { kind: 'withdrawn', words: call.body.words })
  await call.emit({ kind: 'application.withdrawn', place: application.place, worker: application.worker_id, subject: application.id, data: { service: application.service_id } })
  return answerOwn(call, application.id)
}

export async function rate(call: Call<'POST /me/applications/{id}/rating'>): Promise<Reply<'POST /me/applications/{id}/rating'>> {
  const application = await lockOwn(call, call.params.id)
  if (!workerMay(application).includes('rate')) throw new Problem('wrong-state', { state: applicationStateWords(call.language, application.state) })
  const { stars, words = '' } = call.body
  await sql`update application set stars = ${stars}, rating_words = ${words.trim()}, rated_at = ${call.now}, revision = revision + 1 where id = ${application.id}`.execute(call.tx)
  await appendStep(call, application.id, { kind: 'rated' })
  await call.emit({ kind: 'application.rated', place: application.place, worker: application.worker_id, subject: application.id, data: { service: application.service_id, stars } })
  return answerOwn(call, application.id)
}
