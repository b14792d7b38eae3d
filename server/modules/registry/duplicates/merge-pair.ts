// POST /duplicates/{id}/merge: two records become one worker. Nothing is lost: what they were is kept, sealed, to take it back.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Tx } from '../../../platform/database/connection.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { invalidField, Problem } from '../../../platform/http/problem.ts'
import { recordsChanged } from '../../access/index.ts'
import { refreshStanding } from '../facts/refresh-standing.ts'
import { words } from '../words.ts'
import { refreshWorkers } from '../workers/refresh-workers.ts'
import { followMerge } from './merge-followers.ts'
import { answerPair, lockPair } from './pair-store.ts'
import { takeSnapshot, type Snapshot } from './snapshot.ts'
import { stateWords } from './words.ts'

/** What a merge changed, sealed in worker_merge.before. `folded`: open spells of both at one outlet, now one. */
export type MergeRecord = { before: Snapshot; after: Snapshot; folded: { survivor: number; folded: number }[]; repointed: number[] }

export async function mergePair(call: Call<'POST /duplicates/{id}/merge'>): Promise<Reply<'POST /duplicates/{id}/merge'>> {
  const pair = await lockPair(call, call.params.id)
  const { keep } = call.body
  if (pair.state !== 'open') throw new Problem('wrong-state', { state: stateWords(call.language, pair.state) })
  if (keep !== pair.worker_a && keep !== pair.worker_b) throw invalidField('keep', words(call.language, '请在这两条登记里选一条保留', 'Keep one of the two'))
  const gone = keep === pair.worker_a ? pair.worker_b : pair.worker_a
  // Both records, whole, wherever in the city their engagements are: half a person is not merged.
  await beyondScope(call, async () => {
    await lockWorkers(call, [keep, gone])
    const before = await takeSnapshot(call.tx, [keep, gone])
    await call.tx.updateTable('duplicate_pair').set({ state: 'merged', decided_by: call.actor.account, decided_at: call.now }).where('id', '=', pair.id).execute()
    const { folded, repointed } = await makeOne(call.tx, keep, gone)
    const record: MergeRecord = { before, after: await takeSnapshot(call.tx, [keep, gone]), folded, repointed }
    await call.tx.insertInto('worker_merge').values({ kept: keep, merged: gone, place: pair.place, before: call.services.keyring.seal(JSON.stringify(record)), merged_by: call.actor.account, merged_at: call.now }).execute()
  })
  await recordsChanged(call, [keep, gone])
  await followMerge(call, keep)
  for (const worker of [keep, gone]) await call.emit({ kind: 'duplicate.merged', place: pair.place, worker, subject: pair.id, data: { kept: keep, merged: gone } })
  return answerPair(call, pair.id)
}

async function lockWorkers(call: Context, ids: readonly number[]): Promise<void> {
  const rows = await call.tx.selectFrom('worker').select(['id', 'state']).where('id', 'in', [...ids]).orderBy('id').forUpdate().execute()
  const other = rows.find((row) => row.state !== 'present' && row.state !== 'away')
  if (other || rows.length < ids.length) throw new Problem('wrong-state', { state: words(call.language, '其中一条登记已合并或已注销', 'one of them was merged or has left') })
}

async function makeOne(tx: Tx, keep: number, gone: number): Promise<Pick<MergeRecord, 'folded' | 'repointed'>> {
  // Whoever was merged into the one that goes, points at the one that stays: chains have one link.
  const repointed = await tx.updateTable('worker').set({ merged_into: keep }).where('merged_into', '=', gone).returning('id').execute()
  const folded = await foldDoubleSpells(tx, keep, gone)
  await sql`update engagement set worker_id = ${keep}, revision = revision + 1 where worker_id = ${gone}`.execute(tx)
  await handOverIdentity(tx, keep, gone)
  await carryPairsOver(tx, keep, gone)
  const engagements = await tx.selectFrom('engagement').select('id').where('worker_id', '=', keep).where('until_on', 'is', null).execute()
  await refreshStanding(tx, engagements.map((row) => row.id))
  await refreshWorkers(tx, [keep])
  return { folded, repointed: repointed.map((row) => row.id) }
}

/**
 * Both are at one outlet now: one spell goes on, from the earlier first day, with the newer word of each source. The
 * other ends on its first day, `merge`, and is shown no more.
 */
async function foldDoubleSpells(tx: Tx, keep: number, gone: number): Promise<MergeRecord['folded']> {
  const { rows } = await sql<{ survivor: number; folded: number }>`
    select s.id as survivor, f.id as folded from engagement s join engagement f on f.outlet_id = s.outlet_id
    where s.worker_id = ${keep} and f.worker_id = ${gone} and s.until_on is null and f.until_on is null order by s.id`.execute(tx)
  for (const { survivor, folded } of rows) {
    await sql`
      update engagement s set since = least(s.since, f.since), standing = case when 'confirmed' in (s.standing, f.standing) then 'confirmed' else s.standing end, revision = s.revision + 1
      from engagement f where s.id = ${survivor} and f.id = ${folded}`.execute(tx)
    await sql`
      insert into statement as s (engagement_id, source, stated_on, stated_by, roster_id, name, phone_hash, phone_tail, phone, outlet_id, kind, agency_name, post, hired_on, present)
      select ${survivor}, source, stated_on, stated_by, roster_id, name, phone_hash, phone_tail, phone, outlet_id, kind, agency_name, post, hired_on, present from statement where engagement_id = ${folded}
      on conflict (engagement_id, source) do update set
        stated_on = excluded.stated_on, stated_by = excluded.stated_by, roster_id = excluded.roster_id, name = coalesce(excluded.name, s.name),
        phone_hash = coalesce(excluded.phone_hash, s.phone_hash), phone_tail = case when excluded.phone_hash is null then s.phone_tail else excluded.phone_tail end, phone = case when excluded.phone_hash is null then s.phone else excluded.phone end,
        outlet_id = coalesce(excluded.outlet_id, s.outlet_id), kind = coalesce(excluded.kind, s.kind), agency_name = coalesce(excluded.agency_name, s.agency_name), post = coalesce(excluded.post, s.post),
        hired_on = coalesce(excluded.hired_on, s.hired_on), present = coalesce(excluded.present, s.present)
      where excluded.stated_on > s.stated_on`.execute(tx)
    await sql`update engagement set until_on = since, ended_by = 'merge', elsewhere = false where id = ${folded}`.execute(tx)
  }
  return rows
}

/** The one that stays takes what it lacks. A document number of its own it keeps; by the other's it is still found, through merged_into. */
async function handOverIdentity(tx: Tx, keep: number, gone: number): Promise<void> {
  const people = await tx.selectFrom('worker').select(['id', 'name', 'pinyin', 'initials', 'id_kind', 'id_hash', 'id_tail', 'id_number', 'phone_hash', 'phone_tail', 'phone']).where('id', 'in', [keep, gone]).execute()
  const [kept, other] = [people.find((one) => one.id === keep), people.find((one) => one.id === gone)]
  if (!kept || !other) throw new Error('Both were locked a moment ago')
  const takesId = kept.id_hash === null && other.id_hash !== null
  await tx
    .updateTable('worker')
    .set((column) => ({ state: 'merged', merged_into: keep, revision: column('revision', '+', 1), ...(takesId ? { id_kind: null, id_hash: null, id_tail: null, id_number: null } : {}) }))
    .where('id', '=', gone)
    .execute()
  await tx
    .updateTable('worker')
    .set((column) => ({
      revision: column('revision', '+', 1),
      ...(takesId ? { id_kind: other.id_kind, id_hash: other.id_hash, id_tail: other.id_tail, id_number: other.id_number } : {}),
      ...(kept.phone_hash === null ? { phone_hash: other.phone_hash, phone_tail: other.phone_tail, phone: other.phone } : {}),
      ...(kept.name === null ? { name: other.name, pinyin: other.pinyin, initials: other.initials } : {}),
    }))
    .where('id', '=', keep)
    .execute()
}

/** Open pairs of the one that goes are looked for anew; those that were dismissed stay dismissed for the one that stays. */
async function carryPairsOver(tx: Tx, keep: number, gone: number): Promise<void> {
  await sql`
    insert into duplicate_pair (worker_a, worker_b, reasons, state, place, found_at, decided_by, decided_at)
    select least(${keep}, d.other), greatest(${keep}, d.other), d.reasons, 'dismissed', d.place, d.found_at, d.decided_by, d.decided_at
    from (select *, case when worker_a = ${gone} then worker_b else worker_a end as other from duplicate_pair where ${gone} in (worker_a, worker_b) and state = 'dismissed') d
    where d.other <> ${keep}
    on conflict (worker_a, worker_b) do update set state = 'dismissed', decided_by = excluded.decided_by, decided_at = excluded.decided_at where duplicate_pair.state = 'open'`.execute(tx)
  await sql`delete from duplicate_pair where ${gone} in (worker_a, worker_b) and state = 'open'`.execute(tx)
}
