// One worker: who they are (masked), where they work and worked, and what each source says of it.

import { sql, type SqlBool } from 'kysely'
import type { Static } from 'typebox'
import type { WorkerDetail } from '../../../../contract/registry.ts'
import type { Call, Context, Given, Reply } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { usesPocket } from '../../access/index.ts'
import { engagementInReach, engagementViews, notFolded, readEngagements } from '../engagements/engagement-store.ts'
import { factViews } from '../facts/fact-views.ts'
import { inReach, type Reach } from '../../../platform/database/reach.ts'
import { maskedId, maskedPhone } from './identifiers.ts'

export async function getWorker(call: Call<'GET /workers/{id}'>): Promise<Reply<'GET /workers/{id}'>> {
  return answerWorker(call, call.params.id)
}

export type WorkerRecord = {
  id: number
  name: string | null
  phone: Buffer | null
  id_number: Buffer | null
  id_kind: string | null
  trade: string | null
  place: number | null
  state: 'present' | 'away' | 'merged' | 'left'
  merged_into: number | null
  revision: number
}

/** In reach are those who work or worked there. @throws Problem not-found */
export async function getWorkerRecord(call: Pick<Context, 'tx'> & Reach, id: number): Promise<WorkerRecord> {
  const { rows } = await sql<WorkerRecord>`
    select w.id, w.name, w.phone, w.id_number, w.id_kind, w.trade, w.place, w.state, w.merged_into, w.revision
    from worker w
    where w.id = ${id} and (${inReach(call, { place: 'w.place' })} or exists (select 1 from engagement e where e.worker_id = w.id and ${inReach(call, { place: 'e.place' })}))`.execute(call.tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}

/** The worker as they stand, with their revision as ETag. Spells elsewhere in the city are seen by those who reach them. */
export async function answerWorker(call: Context, id: number): Promise<Given<Static<typeof WorkerDetail>>> {
  const worker = await getWorkerRecord(call, id)
  const engagements = await readEngagements(call.tx, sql<SqlBool>`e.worker_id = ${id} and ${notFolded} and ${engagementInReach(call)}`, { order: sql`(e.until_on is null) desc, e.since desc, e.id desc` })
  const duplicates = await sql<{ n: number }>`select count(*)::int as n from duplicate_pair d where ${id} in (d.worker_a, d.worker_b) and d.state = 'open'`.execute(call.tx)
  call.answer.etag(worker.revision)
  return {
    id: worker.id, name: worker.name ?? '', phone_masked: maskedPhone(call.services.keyring, worker.phone), id_masked: maskedId(call.services.keyring, worker.id_number), id_kind: worker.id_kind,
    trade: worker.trade, state: worker.state, merged_into: worker.merged_into,
    engagements: await engagementViews(call.tx, engagements), facts: await factViews(call, engagements.map((one) => one.id)),
    duplicates: duplicates.rows[0]?.n ?? 0, account: await usesPocket(call, id), revision: worker.revision,
  }
}
