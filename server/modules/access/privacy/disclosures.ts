// Who read a clear phone or ID number of whom, and what for. Only ever appended to, and shown to the worker.

import { sql } from 'kysely'
import type { disclosureFields, disclosurePurposes } from '../../../../contract/access.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { workerDirectory } from '../directory.ts'

export type Disclosed = {
  worker: number
  field: (typeof disclosureFields)[number]
  purpose: (typeof disclosurePurposes)[number]
  /** In the reader's own words: the worker reads it. */
  matter: string
  /** The worker's, for those who audit it. */
  place: number | null
  /** When the reader stands for an employer. */
  company?: number | undefined
}

/** In the transaction that gives the clear value away: without this row there is no reading. */
export async function recordDisclosure(context: Context, { worker, field, purpose, matter, place, company }: Disclosed): Promise<void> {
  const { actor } = context
  const reader = [actor.name, actor.title].filter(Boolean).join(' · ')
  const { id } = await beyondScope(context, () => // the row belongs to the worker and to those who audit; it comes back with its id
    context.tx
      .insertInto('disclosure')
      .values({ worker_id: worker, account_id: actor.account, reader, company_id: company ?? null, field, purpose, matter: matter.trim(), at: context.now, place })
      .returning('id')
      .executeTakeFirstOrThrow(),
  )
  await context.emit({ kind: 'disclosure.made', place, worker, subject: id, data: { field, purpose } })
}

export async function listMyDisclosures(call: Call<'GET /me/disclosures'>): Promise<Reply<'GET /me/disclosures'>> {
  return disclosuresOf(call, call.actor.worker, call.query)
}

/** Newest first. For the worker themself, and for whoever reaches the worker: reading is no secret of those who read. */
export async function disclosuresOf(call: Context, worker: number, { limit = 50, after }: { limit?: number; after?: string }): Promise<Reply<'GET /me/disclosures'>> {
  const before = after ? decodeCursor(after, ['number'])[0] : null
  // Also under the ids of records that were merged into this one.
  const { rows } = await beyondScope(call, async () => sql<Row>`
    select id, at, reader, company_id is not null as employer, field, purpose, matter from disclosure
    where worker_id = any(${await workerDirectory().selves(call.tx, worker)}::bigint[]) and (${before}::bigint is null or id < ${before}::bigint)
    order by id desc limit ${limit + 1}`.execute(call.tx))
  return cutPage(rows, limit, ({ id }) => [id])
}

type Row = Reply<'GET /me/disclosures'>['items'][number] & { id: number }
