// From a filled-in form to an application: the same checks for the worker and for whoever applies for them.

import { sql } from 'kysely'
import type { Answers } from '../../../../contract/services.ts'
import type { Context } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { readCalendar } from '../../calendar/index.ts'
import { isOfferedAt, type getPublished } from '../catalogue/store.ts'
import { eligibilityOf } from '../eligibility/judge-worker.ts'
import { checkAnswers } from '../forms/check-answers.ts'
import { words } from '../words.ts'
import { findOpen, forgetDraft } from './drafts.ts'
import { appendStep } from './history.ts'
import { addPapers, checkDocuments, papersOf, type Given } from './papers.ts'
import { takePlace } from './quota.ts'
import { promisedOn } from './rules.ts'
import { sealAnswers, type ApplicationRecord } from './store.ts'
import { tellOfficeArrived, tellWorker } from './tell.ts'

export type Submission = {
  service: Awaited<ReturnType<typeof getPublished>>
  worker: number
  /** Where they work, as far as it is known. */
  workPlace: number | null
  answers: Answers
  documents: readonly Given[]
  draft: number | undefined
  insist: boolean
  consent: { id: number; way: ApplicationRecord['consent_way']; note: string; by: string }
}

/**
 * @throws Problem already-applied, not-meant, quota-used, invalid-request
 * @returns id and promised day
 */
export async function submit(call: Context, { service, worker, workPlace, answers, documents, draft, insist, consent }: Submission): Promise<{ id: number; dueOn: Temporal.PlainDate }> {
  const content = service.published
  const open = await findOpen(call, worker, service.id)
  if (open !== null) throw new Problem('already-applied', { id: open })
  const { verdict, reasons } = await eligibilityOf(call, worker, content.eligibility)
  const elsewhere = !isOfferedAt(service, workPlace)
  if (!insist && (verdict === 'no' || elsewhere)) {
    // Which part is not met says something of the worker; with an application goes the answer alone (consent-texts.ts).
    const parts = call.actor.kind === 'worker' || verdict !== 'no' ? reasons : [words(call.language, '具体哪一条，本人在应用里看得到', 'which, the worker can see in the app')]
    const why = [...(elsewhere ? [words(call.language, '这项服务不在您干活的地方办', 'It is not offered where you work')] : []), ...parts]
    throw new Problem('not-meant', { why: why.join(words(call.language, '；', '; ')) })
  }
  const checked = checkAnswers(content.form, answers, call.language)
  checkDocuments(call, content, documents)
  const dueOn = promisedOn(call.today, content.promised_days, [], call.today, await readCalendar(call.tx))
  const month = await takePlace(call, service.id, content.monthly_quota)
  const place = workPlace ?? service.place
  const { rows } = await sql<{ id: number }>`
    insert into application (service_id, version, worker_id, place, provider_id, state, answers, eligibility, submitted_at, submitted_by, on_behalf, consent_id, consent_way, consent_note, consent_by, promised_days, due_on, quota_month)
    values (${service.id}, ${service.version}, ${worker}, ${place}, ${content.provider_id}, 'submitted', ${sealAnswers(call, checked)}, ${elsewhere ? 'no' : verdict}, ${call.now}, ${call.actor.account}, ${call.actor.kind !== 'worker'}, ${consent.id}, ${consent.way}, ${consent.note}, ${consent.by}, ${content.promised_days}, ${dueOn}, ${month})
    on conflict (worker_id, service_id) where closed_at is null do nothing
    returning id`.execute(call.tx)
  const [made] = rows
  if (!made) throw new Problem('already-applied', { id: (await findOpen(call, worker, service.id)) ?? 0 })
  await appendStep(call, made.id, { kind: 'submitted', dueOn })
  await addPapers(call, made.id, papersOf(content, checked, documents), { worker, draft })
  if (draft !== undefined) await forgetDraft(call, draft)
  await call.emit({ kind: 'application.submitted', place, worker, subject: made.id, data: { service: service.id, version: service.version, on_behalf: call.actor.kind !== 'worker' } })
  const about = { id: made.id, worker, place, provider: content.provider_id, content }
  await tellWorker(call, 'application.submitted', about, { due: dueOn })
  await tellOfficeArrived(call, about, dueOn)
  return { id: made.id, dueOn }
}
