// /me/services/{id}: whether I am meant, what I would agree to, and what I have filled in so far.

import { sql } from 'kysely'
import type { Answers } from '../../../../contract/services.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { invalidField } from '../../../platform/http/problem.ts'
import { consentsFor } from '../../access/index.ts'
import { attachmentsOf, bindAttachments, releaseAttachments } from '../../attachments/index.ts'
import { selvesOf } from '../../registry/index.ts'
import { getPublished } from '../catalogue/store.ts'
import { eligibilityOf } from '../eligibility/judge-worker.ts'
import { words } from '../words.ts'
import { DRAFT, papersOf, type Given } from './papers.ts'

export type Draft = { id: number; version: number; saved_at: Temporal.Instant; answers: Answers; documents: Given[] }

export async function readMyService(call: Call<'GET /me/services/{id}'>): Promise<Reply<'GET /me/services/{id}'>> {
  const service = await getPublished(call, call.params.id)
  const draft = await findDraft(call, service.id)
  const consents = await consentsFor(call, call.actor.worker, ['service-on-my-behalf', 'service-eligibility'])
  return {
    service_id: service.id, eligibility: await eligibilityOf(call, call.actor.worker, service.published.eligibility), open_application: await findOpen(call, call.actor.worker, service.id),
    consents: consents.map(({ purpose, version, title, text, granted, outdated }) => ({ purpose: purpose as 'service-on-my-behalf', version, title, text, granted: granted && !outdated })),
    draft: draft ? { answers: draft.answers, documents: draft.documents, saved_at: draft.saved_at, outdated: draft.version !== service.version } : null,
  }
}

/** Kept as it is, unchecked; files in it are kept as long as the draft names them. */
export async function saveMyDraft(call: Call<'PUT /me/services/{id}/draft'>): Promise<Reply<'PUT /me/services/{id}/draft'>> {
  const service = await getPublished(call, call.params.id)
  const { answers, documents = [] } = call.body
  const content = call.services.keyring.seal(JSON.stringify({ answers, documents }))
  if (content.length > MOST_BYTES) throw invalidField('answers', words(call.language, '内容太长', 'This is too much'))
  const { rows } = await sql<{ id: number }>`
    insert into application_draft as d (worker_id, service_id, version, content, saved_at) values (${call.actor.worker}, ${service.id}, ${service.version}, ${content}, ${call.now})
    on conflict (worker_id, service_id) do update set version = excluded.version, content = excluded.content, saved_at = excluded.saved_at
    returning id`.execute(call.tx)
  const id = rows[0]?.id ?? 0
  const named = [...new Set(papersOf(service.published, answers, documents).map((one) => one.attachment))]
  const bound = (await attachmentsOf(call, DRAFT, [id])).get(id)?.map((one) => one.id) ?? []
  await bindAttachments(call, named.filter((one) => !bound.includes(one)), { kind: DRAFT, ref: id, worker: call.actor.worker, field: 'documents' })
  const dropped = bound.filter((one) => !named.includes(one))
  if (dropped.length > 0) await releaseAttachments(call, DRAFT, [id], dropped)
  return { saved_at: call.now }
}

export async function dropMyDraft(call: Call<'DELETE /me/services/{id}/draft'>): Promise<void> {
  const draft = await findDraft(call, call.params.id)
  if (draft) await forgetDraft(call, draft.id)
}

/** With whatever is still bound to it. */
export async function forgetDraft(call: Context, id: number): Promise<void> {
  await releaseAttachments(call, DRAFT, [id])
  await call.tx.deleteFrom('application_draft').where('id', '=', id).execute()
}

export async function findDraft(call: Context, service: number): Promise<Draft | undefined> {
  const row = await call.tx.selectFrom('application_draft').select(['id', 'version', 'content', 'saved_at']).where('worker_id', '=', call.actor.worker).where('service_id', '=', service).executeTakeFirst()
  if (!row) return undefined
  const { answers, documents } = JSON.parse(call.services.keyring.open(row.content)) as { answers: Answers; documents: Given[] }
  return { id: row.id, version: row.version, saved_at: row.saved_at, answers, documents }
}

/** An application that is under way, of the worker or of a record merged into theirs. */
export async function findOpen(call: Pick<Context, 'tx' | 'scope'>, worker: number, service: number): Promise<number | null> {
  const selves = await selvesOf(call, worker)
  const { rows } = await beyondScope(call, () => sql<{ id: number }>`select id from application where worker_id = any(${selves}::int8[]) and service_id = ${service} and closed_at is null limit 1`.execute(call.tx))
  return rows[0]?.id ?? null
}

const MOST_BYTES = 200 * 1024
