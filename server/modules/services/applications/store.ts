// Applications found in reach: the worker's own, an office's, a provider's.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Answers, ServiceContent } from '../../../../contract/services.ts'
import type { consentWays } from '../../../../contract/applications.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import { inReach } from '../../../platform/database/reach.ts'
import type { Context } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { selvesOf } from '../../registry/index.ts'
import type { ApplicationState, Stop } from './rules.ts'

export type ApplicationRecord = {
  id: number
  service_id: number
  version: number
  worker_id: number
  place: number
  provider_id: number | null
  offered_to: number | null
  state: ApplicationState
  step: number | null
  answers: Buffer | null
  eligibility: 'yes' | 'no' | 'unknown' | 'not-asked'
  submitted_at: Temporal.Instant
  on_behalf: boolean
  consent_way: 'in-the-app' | (typeof consentWays)[number]
  consent_note: string
  consent_by: string
  promised_days: number
  due_on: Temporal.PlainDate
  asked_words: string | null
  asked_fields: string[]
  asked_documents: string[]
  refusal_code: string | null
  result_words: string
  closed_at: Temporal.Instant | null
  stars: number | null
  rating_words: string
  rated_at: Temporal.Instant | null
  quota_month: Temporal.PlainDate | null
  revision: number
  content: ServiceContent
}

const columns = sql`a.id, a.service_id, a.version, a.worker_id, a.place, a.provider_id, a.offered_to, a.state, a.step, a.answers, a.eligibility, a.submitted_at, a.on_behalf, a.consent_way, a.consent_note, a.consent_by, a.promised_days, a.due_on,
  a.asked_words, a.asked_fields, a.asked_documents, a.refusal_code, a.result_words, a.closed_at, a.stars, a.rating_words, a.rated_at, a.quota_month, a.revision, v.content`
const tables = sql`application a join service_version v on v.service_id = a.service_id and v.version = a.version`

/** What offices and providers reach: by place, by the provider that has it, and by the one it is offered to. */
export function reached(call: Pick<Context, 'scope' | 'city'>): RawBuilder<SqlBool> {
  const { partners } = call.scope
  const offered = partners.length === 0 ? sql`false` : sql`a.offered_to = any(${[...partners]}::int8[])`
  return sql<SqlBool>`(${inReach(call, { place: 'a.place', partner: 'a.provider_id' })} or ${offered})`
}

/** @throws Problem not-found */
export async function getReached(call: Context, id: number): Promise<ApplicationRecord> {
  const { rows } = await sql<ApplicationRecord>`select ${columns} from ${tables} where a.id = ${id} and ${reached(call)}`.execute(call.tx)
  return only(rows)
}

/** To be changed: whoever comes second waits, and then sees what the first has done. @throws Problem not-found */
export async function lockReached(call: Context, id: number): Promise<ApplicationRecord> {
  const { rows } = await sql<ApplicationRecord>`select ${columns} from ${tables} where a.id = ${id} and ${reached(call)} for update of a`.execute(call.tx)
  return only(rows)
}

/** The worker's own, also under records that were merged into theirs. @throws Problem not-found */
export async function getOwn(call: Context, id: number): Promise<ApplicationRecord> {
  await standAsOwner(call, id)
  const { rows } = await sql<ApplicationRecord>`select ${columns} from ${tables} where a.id = ${id} and a.worker_id = (select current_setting('waystation.worker')::int8)`.execute(call.tx)
  return only(rows)
}

/** @throws Problem not-found */
export async function lockOwn(call: Context, id: number): Promise<ApplicationRecord> {
  await standAsOwner(call, id)
  const { rows } = await sql<ApplicationRecord>`select ${columns} from ${tables} where a.id = ${id} and a.worker_id = (select current_setting('waystation.worker')::int8) for update of a`.execute(call.tx)
  return only(rows)
}

/**
 * An application may have been made under a record that was merged into the worker's since. It stays with that record, so
 * that taking the merge back needs nothing here; for the rest of this transaction the worker stands as that self of theirs.
 */
async function standAsOwner(call: Context, id: number): Promise<void> {
  const selves = await selvesOf(call, call.actor.worker)
  const { rows } = await beyondScope(call, () => sql<{ worker: number }>`select worker_id as worker from application where id = ${id} and worker_id = any(${selves}::int8[])`.execute(call.tx))
  const [own] = rows
  if (!own) throw notFound()
  if (own.worker !== call.actor.worker) await sql.raw(`set local waystation.worker=${own.worker}`).execute(call.tx)
}

export async function stopsOf(call: Pick<Context, 'tx'>, id: number): Promise<Stop[]> {
  return call.tx.selectFrom('application_stop').select(['from_on as from', 'until_on as until']).where('application_id', '=', id).orderBy('from_on').execute()
}

/** Of several, by id: for lists. */
export async function stopsOfAll(call: Pick<Context, 'tx'>, ids: readonly number[]): Promise<Map<number, Stop[]>> {
  const found = new Map<number, Stop[]>()
  if (ids.length === 0) return found
  const rows = await call.tx.selectFrom('application_stop').select(['application_id', 'from_on as from', 'until_on as until']).where('application_id', 'in', [...ids]).orderBy('from_on').execute()
  for (const { application_id: id, ...stop } of rows) found.set(id, [...(found.get(id) ?? []), stop])
  return found
}

/** Empty once the papers are no longer kept. */
export function openAnswers(call: Pick<Context, 'services'>, { answers }: Pick<ApplicationRecord, 'answers'>): Answers {
  return answers ? (JSON.parse(call.services.keyring.open(answers)) as Answers) : {}
}

export function sealAnswers(call: Pick<Context, 'services'>, answers: Answers): Buffer {
  return call.services.keyring.seal(JSON.stringify(answers))
}

function only(rows: readonly ApplicationRecord[]): ApplicationRecord {
  const [row] = rows
  if (!row) throw notFound()
  return row
}
