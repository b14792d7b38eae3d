// Pairs as they are listed and decided.

import { sql, type SqlBool } from 'kysely'
import type { Static } from 'typebox'
import type { DuplicateView } from '../../../../contract/registry.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context, Given } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { engagementViews, notFolded, readEngagements } from '../engagements/engagement-store.ts'
import { inReach } from '../../../platform/database/reach.ts'
import { maskedId, maskedPhone } from '../workers/identifiers.ts'

export type Pair = { id: number; worker_a: number; worker_b: number; reasons: string[]; state: 'open' | 'merged' | 'dismissed'; place: number | null; found_at: Temporal.Instant; merge_id: number | null }

export type PairFilter = { state?: string; worker?: number; before?: number; limit: number }

/** A pair belongs to the desk of its first person's place. Newest first. */
export async function readPairs(call: Context, { state, worker, before, limit }: PairFilter): Promise<Pair[]> {
  const { rows } = await sql<Pair>`
    select ${columns} from duplicate_pair d
    where ${inReach(call, { place: 'd.place' })}
      ${state === undefined ? sql`` : sql`and d.state = ${state}`}
      ${worker === undefined ? sql`` : sql`and ${worker} in (d.worker_a, d.worker_b)`}
      ${before === undefined ? sql`` : sql`and d.id < ${before}`}
    order by d.id desc limit ${limit}`.execute(call.tx)
  return rows
}

/** Read under its lock: two officers decide one after the other. @throws Problem not-found */
export async function lockPair(call: Context, id: number): Promise<Pair> {
  await call.tx.selectFrom('duplicate_pair').select('id').where('id', '=', id).forNoKeyUpdate().execute()
  const { rows } = await sql<Pair>`select ${columns} from duplicate_pair d where d.id = ${id} and ${inReach(call, { place: 'd.place' })}`.execute(call.tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}

const columns = sql`d.id, d.worker_a, d.worker_b, d.reasons, d.state, d.place, d.found_at,
  (select m.id from worker_merge m where least(m.kept, m.merged) = d.worker_a and greatest(m.kept, m.merged) = d.worker_b and m.undone_at is null order by m.id desc limit 1) as merge_id`

export async function pairViews(call: Context, pairs: readonly Pair[]): Promise<Given<Static<typeof DuplicateView>>[]> {
  const ids = [...new Set(pairs.flatMap((pair) => [pair.worker_a, pair.worker_b]))]
  // The other person of a pair may stand in another township; to tell them apart one has to see both, masked as ever.
  return beyondScope(call, async () => {
    const people = await call.tx.selectFrom('worker').select(['id', 'name', 'phone', 'id_number']).where('id', 'in', [0, ...ids]).execute()
    const engagements = await readEngagements(call.tx, sql<SqlBool>`e.worker_id = any(${ids}::int8[]) and ${notFolded}`)
    const views = Map.groupBy(await engagementViews(call.tx, engagements), (view) => view.worker_id)
    const shown = new Map(people.map((person) => [
      person.id,
      { id: person.id, name: person.name ?? '', phone_masked: maskedPhone(call.services.keyring, person.phone), id_masked: maskedId(call.services.keyring, person.id_number), engagements: views.get(person.id) ?? [] },
    ]))
    return pairs.map((pair) => ({ id: pair.id, reasons: pair.reasons, state: pair.state, found_at: pair.found_at, people: [pair.worker_a, pair.worker_b].flatMap((id) => shown.get(id) ?? []), merge_id: pair.merge_id }))
  })
}

export async function answerPair(call: Context, id: number): Promise<Given<Static<typeof DuplicateView>>> {
  const [view] = await pairViews(call, [await lockPair(call, id)])
  if (!view) throw notFound()
  return view
}
