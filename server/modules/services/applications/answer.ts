// What was asked is answered: by the worker, or entered by whoever they brought it to. The clock goes on.

import { sql } from 'kysely'
import type { Answers } from '../../../../contract/services.ts'
import type { Context } from '../../../platform/http/call.ts'
import { Problem, ruleProblem } from '../../../platform/http/problem.ts'
import { readCalendar } from '../../calendar/index.ts'
import { checkAnswers } from '../forms/check-answers.ts'
import { words } from '../words.ts'
import { appendStep } from './history.ts'
import { addPapers, checkDocuments, papersOf, type Given } from './papers.ts'
import { dayOf, promisedOn } from './rules.ts'
import { openAnswers, sealAnswers, stopsOf, type ApplicationRecord } from './store.ts'
import { tellAnswered } from './tell.ts'
import { applicationStateWords, offeredWords } from './words.ts'

export type AnswerBody = { words?: string; answers?: Answers; documents?: Given[] }

/** @throws Problem wrong-state */
export function requireState(call: Pick<Context, 'language'>, { state, offered_to: offered }: Pick<ApplicationRecord, 'state' | 'offered_to'>, allowed: boolean): void {
  if (!allowed) throw new Problem('wrong-state', { state: offered === null ? applicationStateWords(call.language, state) : offeredWords(call.language) })
}

/** On a locked application that is asked. */
export async function takeAnswer(call: Context, application: ApplicationRecord, { words: said = '', answers = {}, documents = [] }: AnswerBody): Promise<void> {
  const { id, content } = application
  if (said.trim() === '' && Object.keys(answers).length === 0 && documents.length === 0) throw ruleProblem(words(call.language, '请补充内容后再提交', 'Say or add something'))
  const given = checkAnswers(content.form, answers, call.language, { partial: true })
  checkDocuments(call, content, documents, { partial: true })
  await addPapers(call, id, papersOf(content, given, documents), { worker: application.worker_id })
  await sql`update application_stop set until_on = ${call.today} where application_id = ${id} and until_on is null`.execute(call.tx)
  const dueOn = promisedOn(dayOf(application.submitted_at), application.promised_days, await stopsOf(call, id), call.today, await readCalendar(call.tx))
  const merged = sealAnswers(call, { ...openAnswers(call, application), ...given })
  await sql`
    update application set state = ${application.step === null ? 'submitted' : 'in-progress'}, answers = ${merged}, due_on = ${dueOn}, asked_words = null, asked_fields = '{}', asked_documents = '{}', revision = revision + 1
    where id = ${id}`.execute(call.tx)
  await appendStep(call, id, { kind: 'answered', words: said, dueOn })
  await call.emit({ kind: 'application.answered', place: application.place, worker: application.worker_id, subject: id, data: { service: application.service_id, fields: Object.keys(given), documents: documents.length } })
  if (call.actor.kind === 'worker') await tellAnswered(call, { id, worker: application.worker_id, place: application.place, provider: application.provider_id, content })
}
