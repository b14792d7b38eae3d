// POST /me/applications, and POST /applications for a worker who has given their word.

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { invalidField, notFound, Problem } from '../../../platform/http/problem.ts'
import { consentsFor, currentConsents, hasConsent, recordConsent } from '../../access/index.ts'
import { knownWorkers, placeOfWorker } from '../../registry/index.ts'
import { getPublished } from '../catalogue/store.ts'
import { words } from '../words.ts'
import { findDraft } from './drafts.ts'
import { whoActs } from './history.ts'
import { submit, type Submission } from './submit.ts'
import { answerOwn } from './views.ts'

const PURPOSE = 'service-on-my-behalf'

export async function applyMyself(call: Call<'POST /me/applications'>): Promise<Reply<'POST /me/applications'>> {
  const { service_id: id, version, answers, documents = [], consent_version: agreed, insist = false } = call.body
  const service = await getPublished(call, id)
  if (service.version !== version) throw new Problem('changed-meanwhile')
  const worker = call.actor.worker
  const workPlace = (await knownWorkers(call, [worker])).get(worker)?.place ?? null
  const consent = { id: await agreement(call, agreed), way: 'in-the-app' as const, note: '', by: '' }
  const draft = await findDraft(call, id)
  const made = await submit(call, { service, worker, workPlace, answers, documents, draft: draft?.id, insist, consent })
  return answerOwn(call, made.id)
}

/** The worker's word that it may be done on their behalf: the one that stands, or one they give now, to the text they saw. */
async function agreement(call: Context, agreed: string | undefined): Promise<number> {
  const { worker } = call.actor
  const standing = (await currentConsents(call, worker)).get(PURPOSE)
  if (standing && (await hasConsent(call, worker, PURPOSE))) return standing.id
  const [text] = await consentsFor(call, worker, [PURPOSE])
  if (agreed === undefined || agreed !== text?.version) throw new Problem('consent-needed', { purpose: text?.title ?? '', consent: PURPOSE })
  return recordConsent(call, worker, PURPOSE)
}

export async function applyForWorker(call: Call<'POST /applications'>): Promise<Reply<'POST /applications'>> {
  const { worker_id: worker, service_id: id, answers, documents = [], insist = false } = call.body
  const place = await placeOfWorker(call, worker)
  if (place === undefined) throw notFound()
  const service = await getPublished(call, id)
  const consent = await givenWord(call, worker)
  const made = await submit(call, { service, worker, workPlace: place, answers, documents, draft: undefined, insist, consent })
  return { id: made.id, state: 'submitted', due_on: made.dueOn }
}

/**
 * A colleague's word is not enough: the worker agreed in the app, or gave their word, and how is written down and shown to
 * them. What the worker took back themself only they can give again.
 */
async function givenWord(call: Context & { body: Call<'POST /applications'>['body'] }, worker: number): Promise<Submission['consent']> {
  const { way } = call.body.consent
  const note = call.body.consent.note.trim()
  const [text] = await consentsFor(call, worker, [PURPOSE])
  const standing = (await currentConsents(call, worker)).get(PURPOSE)
  const holds = await hasConsent(call, worker, PURPOSE)
  const needed = new Problem('consent-needed', { purpose: text?.title ?? '', consent: PURPOSE })
  if (way === 'on-record') {
    if (!holds || !standing) throw needed
    return { id: standing.id, way, note, by: whoActs(call) }
  }
  if (standing && !standing.granted && !standing.byStaff) throw needed
  if (note === '') throw invalidField('consent.note', words(call.language, '请写明本人怎么同意的，本人会看到', 'Say how the worker agreed; they will read it'))
  return { id: holds && standing ? standing.id : await recordConsent(call, worker, PURPOSE), way, note, by: whoActs(call) }
}
