// What the desk does with an application. Each deed on a locked row: whoever comes second sees what the first has done.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import { reachesPlace } from '../../../platform/database/reach.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { invalidField, Problem } from '../../../platform/http/problem.ts'
import { partnerNames } from '../../stations/index.ts'
import { issueForApplication } from '../vouchers/give-voucher.ts'
import { said, words } from '../words.ts'
import { requireState, takeAnswer } from './answer.ts'
import { appendStep } from './history.ts'
import { givePlaceBack } from './quota.ts'
import type { DeskDeed } from './rules.ts'
import { lockReached, type ApplicationRecord } from './store.ts'
import { tellOfficeArrived, tellWorker, type About } from './tell.ts'
import { answerDesk, deskDeeds } from './views.ts'

export async function goToStep(call: Call<'POST /applications/{id}/steps'>): Promise<Reply<'POST /applications/{id}/steps'>> {
  await step(call, await begin(call, call.params.id, 'step'), call.body)
  return answerDesk(call, call.params.id)
}

export async function ask(call: Call<'POST /applications/{id}/questions'>): Promise<Reply<'POST /applications/{id}/questions'>> {
  const application = await begin(call, call.params.id, 'ask')
  const { words: asked, fields = [], documents = [] } = call.body
  const { content } = application
  fields.forEach((key, i) => {
    if (!Object.hasOwn(content.form.properties, key)) throw invalidField(`fields.${i}`, words(call.language, '表单里没有这一项', 'The form has no such field'))
  })
  documents.forEach((code, i) => {
    if (!content.documents.some((one) => one.code === code)) throw invalidField(`documents.${i}`, words(call.language, '这项服务不要这份材料', 'The service asks for no such document'))
  })
  await sql`
    update application set state = 'asked', asked_words = ${asked.trim()}, asked_fields = ${fields}::text[], asked_documents = ${documents}::text[], revision = revision + 1 where id = ${application.id}`.execute(call.tx)
  // Asked again on the day of the answer: one stop that goes on.
  await sql`insert into application_stop (application_id, from_on) values (${application.id}, ${call.today}) on conflict (application_id, from_on) do update set until_on = null`.execute(call.tx)
  await appendStep(call, application.id, { kind: 'asked', words: asked })
  await emit(call, 'application.asked', application, { fields, documents })
  await tellWorker(call, 'application.asked', about(application))
  return answerDesk(call, application.id)
}

export async function enterAnswer(call: Call<'POST /applications/{id}/answers'>): Promise<Reply<'POST /applications/{id}/answers'>> {
  const application = await begin(call, call.params.id, 'answer')
  await takeAnswer(call, application, call.body)
  return answerDesk(call, application.id)
}

export async function approveOne(call: Call<'POST /applications/{id}/approval'>): Promise<Reply<'POST /applications/{id}/approval'>> {
  await approve(call, await begin(call, call.params.id, 'approve'), call.body)
  return answerDesk(call, call.params.id)
}

export async function refuseOne(call: Call<'POST /applications/{id}/refusal'>): Promise<Reply<'POST /applications/{id}/refusal'>> {
  await refuse(call, await begin(call, call.params.id, 'refuse'), call.body)
  return answerDesk(call, call.params.id)
}

export async function handOverOne(call: Call<'POST /applications/{id}/hand-over'>): Promise<Reply<'POST /applications/{id}/hand-over'>> {
  await handOver(call, await begin(call, call.params.id, 'hand-over'), call.body)
  return answerDesk(call, call.params.id)
}

/**
 * Finds, locks, and sees whether the deed may be done now. If-Match counts for single deeds; of many nobody sees revisions.
 * @throws Problem not-found, changed-meanwhile, wrong-state
 */
export async function begin(call: Context, id: number, deed: DeskDeed, { matched = true } = {}): Promise<ApplicationRecord> {
  const application = await lockReached(call, id)
  if (matched) call.requireMatch(application.revision)
  requireState(call, application, deskDeeds(call, application).includes(deed))
  return application
}

export async function step(call: Context, application: ApplicationRecord, { step: to, words: told }: { step: number; words?: string }): Promise<ApplicationRecord> {
  const { content } = application
  if (to >= content.steps.length) throw invalidField('step', words(call.language, '没有这一步', 'There is no such step'))
  if (application.step === to) throw new Problem('wrong-state', { state: said(call.language, content.steps[to]?.title ?? { zh: '', en: '' }) })
  await sql`update application set state = 'in-progress', step = ${to}, revision = revision + 1 where id = ${application.id}`.execute(call.tx)
  await appendStep(call, application.id, { kind: 'stepped', step: to, words: told })
  await emit(call, 'application.stepped', application, { step: to })
  await tellWorker(call, 'application.step', about(application), { step: content.steps[to]?.title ?? { zh: '', en: '' } })
  return application
}

export async function approve(call: Context, application: ApplicationRecord, { words: told = '' }: { words?: string }): Promise<ApplicationRecord> {
  await sql`update application set state = 'approved', result_words = ${told.trim()}, closed_at = ${call.now}, revision = revision + 1 where id = ${application.id}`.execute(call.tx)
  await appendStep(call, application.id, { kind: 'approved', words: told })
  await emit(call, 'application.approved', application)
  // What the service gives besides; a batch that is used up does not undo the approval.
  await issueForApplication(call, { application: application.id, service: application.service_id, worker: application.worker_id })
  await tellWorker(call, 'application.approved', about(application))
  return application
}

export async function refuse(call: Context, application: ApplicationRecord, { reason, words: told = '' }: { reason: string; words?: string }): Promise<ApplicationRecord> {
  const known = await call.tx.selectFrom('refusal_reason').select('code').where('code', '=', reason).where('retired_at', 'is', null).executeTakeFirst()
  if (!known) throw invalidField('reason', words(call.language, '理由不在列表里', 'The list has no such reason'))
  await sql`update application_stop set until_on = ${call.today} where application_id = ${application.id} and until_on is null`.execute(call.tx)
  await sql`
    update application set state = 'refused', refusal_code = ${reason}, result_words = ${told.trim()}, closed_at = ${call.now}, quota_month = null, asked_words = null, asked_fields = '{}', asked_documents = '{}', revision = revision + 1
    where id = ${application.id}`.execute(call.tx)
  await givePlaceBack(call, application.service_id, application.quota_month)
  await appendStep(call, application.id, { kind: 'refused', reason, words: told })
  await emit(call, 'application.refused', application, { reason })
  await tellWorker(call, 'application.refused', about(application))
  return application
}

/** An office says who does it; a provider offers it, and goes on holding it until the other has taken it. */
export async function handOver(call: Context, application: ApplicationRecord, { provider_id: to, words: told }: { provider_id: number; words?: string }): Promise<ApplicationRecord> {
  if (!(await partnerNames(call.tx, [to])).has(to)) throw invalidField('provider_id', words(call.language, '没有这个单位', 'There is no such provider'))
  if (to === application.provider_id) throw invalidField('provider_id', words(call.language, '现在就是这个单位在办', 'It is with this provider already'))
  if (!reachesPlace(call, application.place)) {
    await sql`update application set offered_to = ${to}, revision = revision + 1 where id = ${application.id}`.execute(call.tx)
    await appendStep(call, application.id, { kind: 'offered', provider: to, words: told })
    await emit(call, 'application.offered', application, { partner: to })
    return application
  }
  return moveTo(call, application, to, told)
}

/** The new provider may be out of the reach of whoever hands it over, and the history goes along. */
export async function moveTo(call: Context, application: ApplicationRecord, to: number, told: string | undefined): Promise<ApplicationRecord> {
  await beyondScope(call, async () => {
    await sql`update application set provider_id = ${to}, offered_to = null, revision = revision + 1 where id = ${application.id}`.execute(call.tx)
    await appendStep(call, application.id, { kind: 'handed-over', provider: to, words: told })
  })
  await emit(call, 'application.handed-over', application, { from: application.provider_id, to })
  const moved = { ...application, provider_id: to, offered_to: null }
  await tellWorker(call, 'application.handed-over', about(moved), { partner: to })
  await tellOfficeArrived(call, about(moved), application.due_on)
  return moved
}

export async function emit(call: Context, kind: string, application: ApplicationRecord, data: Record<string, unknown> = {}): Promise<void> {
  await call.emit({ kind, place: application.place, worker: application.worker_id, subject: application.id, data: { service: application.service_id, ...data } })
}

export function about(application: ApplicationRecord): About {
  return { id: application.id, worker: application.worker_id, place: application.place, provider: application.provider_id, content: application.content }
}
