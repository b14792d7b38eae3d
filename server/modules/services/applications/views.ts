// One application, as the worker reads it and as the desk does.

import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { ApplicationDetail, ApplicationDocument, HistoryEntry, MyApplication } from '../../../../contract/applications.ts'
import type { ServiceContent } from '../../../../contract/services.ts'
import { reachesPlace } from '../../../platform/database/reach.ts'
import type { Context } from '../../../platform/http/call.ts'
import { currentConsents } from '../../access/index.ts'
import { attachmentsOf } from '../../attachments/index.ts'
import { knownCalendar } from '../../calendar/index.ts'
import { describePlaces } from '../../places/index.ts'
import { partnerNames } from '../../stations/index.ts'
import { readAnswers, titleOf } from '../forms/read-answers.ts'
import { said } from '../words.ts'
import { rowViews } from './list-applications.ts'
import { APPLICATION } from './papers.ts'
import { dayOf, deskMay, promisedOn, stoppedDays, workerMay } from './rules.ts'
import { getOwn, getReached, openAnswers, stopsOf, type ApplicationRecord } from './store.ts'

export async function answerOwn(call: Context, id: number): Promise<Static<typeof MyApplication>> {
  const application = await getOwn(call, id)
  call.answer.etag(application.revision)
  return { ...(await myRow(call, application)), ...(await details(call, application, { masked: false })), may: workerMay(application) }
}

/** @param application found in reach, or to be found */
export async function answerDesk(call: Context, id: number): Promise<Static<typeof ApplicationDetail>> {
  const application = await getReached(call, id)
  call.answer.etag(application.revision)
  const [row] = await rowViews(call, [application])
  if (!row) throw new Error('One row gives one view')
  return { ...row, ...(await details(call, application, { masked: true })), may: [...deskDeeds(call, application), ...(holds(call, application) ? ['open' as const] : [])] }
}

/** What the caller may do with it now. */
export function deskDeeds(call: Pick<Context, 'scope'>, application: Pick<ApplicationRecord, 'state' | 'offered_to' | 'provider_id' | 'place'>): ReturnType<typeof deskMay> {
  const { partners } = call.scope
  return deskMay(
    { state: application.state, offered: application.offered_to !== null },
    { holds: application.provider_id !== null && partners.includes(application.provider_id), isOfferedTo: application.offered_to !== null && partners.includes(application.offered_to), office: reachesPlace(call as Context, application.place) },
  )
}

/** Papers are for whoever does it, and for the office; not for a provider that was only offered it. */
export function holds(call: Pick<Context, 'scope'>, { provider_id: provider, place }: Pick<ApplicationRecord, 'provider_id' | 'place'>): boolean {
  return (provider !== null && call.scope.partners.includes(provider)) || reachesPlace(call as Context, place)
}

export async function myRow(call: Context, application: ApplicationRecord): Promise<Omit<Static<typeof MyApplication>, keyof Awaited<ReturnType<typeof details>> | 'may'>> {
  const { content, state, step } = application
  const names = await partnerNames(call.tx, [application.provider_id])
  const due = state === 'asked' ? promisedOn(dayOf(application.submitted_at), application.promised_days, await stopsOf(call, application.id), call.today, await knownCalendar(call)) : application.due_on
  return {
    id: application.id, service: { id: application.service_id, title: said(call.language, content.title), icon: content.icon }, provider: application.provider_id === null ? null : { id: application.provider_id, name: names.get(application.provider_id) ?? '' },
    state, step, step_title: step === null ? null : stepTitle(call, content, step), steps: content.steps.length, submitted_at: application.submitted_at.toString(), due_on: due.toString(), stopped: state === 'asked', on_behalf: application.on_behalf, closed_at: application.closed_at?.toString() ?? null, revision: application.revision,
  }
}

async function details(call: Context, application: ApplicationRecord, { masked }: { masked: boolean }) {
  const { content, id } = application
  const history = await readHistory(call, application)
  const stops = await stopsOf(call, id)
  const reason = application.refusal_code === null ? undefined : await call.tx.selectFrom('refusal_reason').select(['zh', 'en']).where('code', '=', application.refusal_code).executeTakeFirst()
  const asked = history.findLast((one) => one.entry.kind === 'asked')?.entry
  const consent = (await currentConsents(call, application.worker_id)).get('service-on-my-behalf')
  const stands = consent?.granted === true
  // What the worker wrote and sent is for whoever does the errand, as long as the worker agrees.
  const open = !masked || (stands && holds(call, application))
  return {
    version: application.version, place: application.place, place_name: (await describePlaces(call.tx, [application.place])).get(application.place)?.fullName ?? '',
    step_titles: content.steps.map((step, index) => ({ code: step.code, title: said(call.language, step.title), note: said(call.language, step.note), entered_at: history.findLast((one) => one.entry.kind === 'stepped' && one.index === index)?.entry.at ?? null })),
    promised_days: application.promised_days, stopped_days: stoppedDays(stops, call.today, await knownCalendar(call)),
    answers: open ? readAnswers(content.form, openAnswers(call, application), call.language, { masked }) : [], documents: open ? await readDocuments(call, application) : [], history: history.map(({ entry }) => (open || entry.who !== '' ? entry : { ...entry, words: '' })),
    asked: application.state === 'asked' && asked
      ? {
          at: asked.at, words: application.asked_words ?? '',
          fields: application.asked_fields.map((key) => ({ key, title: fieldTitle(call, content, key) })), documents: application.asked_documents.map((code) => ({ code, title: documentTitle(call, content, code) })),
        }
      : null,
    refusal: application.refusal_code === null ? null : { code: application.refusal_code, reason: reason ? said(call.language, reason) : '', words: application.result_words }, result_words: application.result_words,
    rating: application.stars === null || application.rated_at === null ? null : { stars: application.stars, words: application.rating_words, at: application.rated_at.toString() },
    consent: { way: application.consent_way, note: application.consent_note, by: application.consent_by, stands },
  }
}

async function readHistory(call: Context, { id, content }: ApplicationRecord): Promise<{ index: number | null; entry: Static<typeof HistoryEntry> }[]> {
  const rows = await call.tx.selectFrom('application_step').select(['id', 'kind', 'at', 'who', 'step', 'provider_id', 'reason', 'words', 'due_on']).where('application_id', '=', id).orderBy('id').execute()
  const names = await partnerNames(call.tx, rows.map((row) => row.provider_id))
  const { rows: reasons } = await sql<{ code: string; zh: string; en: string }>`select code, zh, en from refusal_reason where code = any(${rows.flatMap((row) => row.reason ?? [])}::text[])`.execute(call.tx)
  const reasonWords = new Map(reasons.map((row) => [row.code, said(call.language, row)]))
  return rows.map((row) => ({
    index: row.step,
    entry: {
      id: row.id, at: row.at.toString(), kind: row.kind as Static<typeof HistoryEntry>['kind'], step: row.step === null ? null : stepTitle(call, content, row.step), who: row.who, provider: row.provider_id === null ? null : (names.get(row.provider_id) ?? ''),
      reason: row.reason === null ? null : (reasonWords.get(row.reason) ?? ''), words: row.words, due_on: row.due_on?.toString() ?? null,
    },
  }))
}

async function readDocuments(call: Context, { id, content }: ApplicationRecord): Promise<Static<typeof ApplicationDocument>[]> {
  const rows = await call.tx.selectFrom('application_document').select(['id', 'code', 'attachment_id', 'identity', 'added_at', 'replaced_at']).where('application_id', '=', id).orderBy('id').execute()
  const files = new Map((await attachmentsOf(call, APPLICATION, [id])).get(id)?.map((one) => [one.id, one]))
  return rows.flatMap((row) => {
    const file = files.get(row.attachment_id)
    if (!file) return []
    const title = Object.hasOwn(content.form.properties, row.code) ? fieldTitle(call, content, row.code) : documentTitle(call, content, row.code)
    return [{ id: row.id, code: row.code, title, name: file.name, type: file.type, bytes: file.bytes, identity: row.identity, added_at: row.added_at.toString(), replaced: row.replaced_at !== null }]
  })
}

export function stepTitle({ language }: Pick<Context, 'language'>, content: ServiceContent, step: number): string {
  const found = content.steps[step]
  return found ? said(language, found.title) : ''
}

function fieldTitle({ language }: Pick<Context, 'language'>, content: ServiceContent, key: string): string {
  const field = content.form.properties[key]
  return field ? titleOf(field, language) : key
}

function documentTitle({ language }: Pick<Context, 'language'>, content: ServiceContent, code: string): string {
  const document = content.documents.find((one) => one.code === code)
  return document ? said(language, document.title) : code
}
