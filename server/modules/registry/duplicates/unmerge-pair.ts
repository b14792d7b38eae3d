// DELETE /duplicates/{id}/merge: one worker becomes two records again, as they were.

import { isDeepStrictEqual } from 'node:util'
import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Tx } from '../../../platform/database/connection.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { recordsChanged } from '../../access/index.ts'
import { refreshStanding } from '../facts/refresh-standing.ts'
import { words } from '../words.ts'
import { refreshWorkers } from '../workers/refresh-workers.ts'
import type { MergeRecord } from './merge-pair.ts'
import { answerPair, lockPair } from './pair-store.ts'
import { restoreRows, restoreSaid } from './restore-rows.ts'
import { takeSnapshot, type Row, type Snapshot } from './snapshot.ts'
import { stateWords } from './words.ts'

/**
 * Rows that nobody touched since get back exactly what they held. What happened since to an engagement of one of the two
 * stays with it. Only what cannot be told apart any more refuses: see `whatBuildsOn`.
 */
export async function unmergePair(call: Call<'DELETE /duplicates/{id}/merge'>): Promise<Reply<'DELETE /duplicates/{id}/merge'>> {
  const pair = await lockPair(call, call.params.id)
  if (pair.state !== 'merged' || pair.merge_id === null) throw new Problem('wrong-state', { state: stateWords(call.language, pair.state) })
  const merge = await call.tx.selectFrom('worker_merge').select(['id', 'kept', 'merged', 'before']).where('id', '=', pair.merge_id).executeTakeFirstOrThrow()
  const { kept, merged } = merge
  // Both records, whole, wherever in the city their engagements are.
  await beyondScope(call, async () => {
    await call.tx.selectFrom('worker').select('id').where('id', 'in', [kept, merged]).orderBy('id').forUpdate().execute()
    if (merge.before.length === 0) throw builtUpon(call, '本人已注销，资料已清除', 'the person has left and the record is gone')
    const record = JSON.parse(call.services.keyring.open(merge.before)) as MergeRecord
    const now = await takeSnapshot(call.tx, [kept, merged])
    await refuseWhatBuildsOn(call, merge, record, now)
    await makeTwo(call.tx, { kept, merged }, record, now)
    // What it held is of no more use, and names a person.
    await call.tx.updateTable('worker_merge').set({ undone_by: call.actor.account, undone_at: call.now, before: Buffer.alloc(0) }).where('id', '=', merge.id).execute()
  })
  await recordsChanged(call, [kept, merged])
  for (const worker of [kept, merged]) await call.emit({ kind: 'duplicate.unmerged', place: pair.place, worker, subject: pair.id, data: { kept, merged } })
  return answerPair(call, pair.id)
}

/** @throws Problem built-upon */
async function refuseWhatBuildsOn(call: Context, merge: { id: number; kept: number; merged: number }, { after, folded }: MergeRecord, now: Snapshot): Promise<void> {
  const { rows } = await sql<{ id: number }>`select id from worker_merge where id > ${merge.id} and undone_at is null and ${merge.kept} in (kept, merged)`.execute(call.tx)
  if (rows.length > 0) throw builtUpon(call, '之后又合并过一次，请先撤销后一次', 'a later merge comes first')
  const known = new Set(after.engagements.map((one) => one.id))
  if (now.engagements.some((one) => !known.has(one.id))) throw builtUpon(call, '合并后有了新的从业记录，分不清是谁的', 'there are new engagements, and nobody can tell whose')
  if (now.engagements.length < known.size) throw builtUpon(call, '合并后有从业记录被撤掉', 'an engagement is no longer there')
  for (const one of folded.flatMap(({ survivor, folded: other }) => [survivor, other])) {
    const same = isDeepStrictEqual(byId(now.engagements, one), byId(after.engagements, one)) && isDeepStrictEqual(saidOf(now, one), saidOf(after, one))
    if (!same) throw builtUpon(call, '两段合成一段的从业后来改过，拆不开了', 'two spells became one, and that one has changed')
  }
  const ids = (snapshot: Snapshot) => snapshot.workers.map((one) => [one.id, one['id_hash'], one['merged_into']])
  if (!isDeepStrictEqual(ids(now), ids(after))) throw builtUpon(call, '证件号后来改过', 'the document number has changed')
}

function builtUpon(call: Context, zh: string, en: string): Problem {
  return new Problem('built-upon', { why: words(call.language, zh, en) })
}

async function makeTwo(tx: Tx, { kept, merged }: { kept: number; merged: number }, { before, after, folded, repointed }: MergeRecord, now: Snapshot): Promise<void> {
  const untouched = (rows: (snapshot: Snapshot) => Row[], id: number) => isDeepStrictEqual(byId(rows(now), id), byId(rows(after), id))
  const engagements = before.engagements.filter((one) => untouched((s) => s.engagements, one.id))
  await restoreRows(tx, 'engagement', engagements)
  for (const { survivor } of folded) await restoreSaid(tx, before.said.find((one) => one.engagement_id === survivor))
  const later = before.engagements.filter((one) => !engagements.includes(one))
  const goBack = later.filter((one) => one['worker_id'] === merged).map((one) => one.id)
  await sql`update engagement set worker_id = ${merged}, revision = revision + 1 where id = any(${goBack}::int8[])`.execute(tx)

  const keptUntouched = untouched((s) => s.workers, kept)
  const keptBefore = byId(before.workers, kept)
  // The one that stays first: it may hold the document number that the other gets back, and no two may.
  if (keptUntouched && keptBefore) await restoreRows(tx, 'worker', [keptBefore])
  else if (keptBefore) await restoreRows(tx, 'worker', [keptBefore], ['id_kind', 'id_hash', 'id_tail', 'id_number'])
  const mergedBefore = byId(before.workers, merged)
  if (mergedBefore) await restoreRows(tx, 'worker', [mergedBefore])
  await tx.updateTable('worker').set({ merged_into: merged }).where('id', 'in', [0, ...repointed]).execute()
  await restorePairs(tx, before, after, now)
  if (keptUntouched && later.length === 0) return
  await refreshStanding(tx, now.engagements.filter((one) => one['until_on'] === null).map((one) => one.id))
  await refreshWorkers(tx, [kept, merged])
}

/** Pairs that were decided since stay decided. */
async function restorePairs(tx: Tx, before: Snapshot, after: Snapshot, now: Snapshot): Promise<void> {
  const added = after.pairs.filter((one) => !byId(before.pairs, one.id) && isDeepStrictEqual(byId(now.pairs, one.id), one))
  await tx.deleteFrom('duplicate_pair').where('id', 'in', [0, ...added.map((one) => one.id)]).execute()
  await restoreRows(tx, 'duplicate_pair', before.pairs.filter((one) => byId(now.pairs, one.id) && isDeepStrictEqual(byId(now.pairs, one.id), byId(after.pairs, one.id))))
  const gone = before.pairs.filter((one) => !byId(now.pairs, one.id))
  if (gone.length === 0) return
  await sql`insert into duplicate_pair overriding system value select * from jsonb_populate_recordset(null::duplicate_pair, ${JSON.stringify(gone)}::jsonb) on conflict do nothing`.execute(tx)
}

function byId(rows: readonly Row[], id: number): Row | undefined {
  return rows.find((one) => one.id === id)
}

function saidOf(snapshot: Snapshot, engagement: number): unknown {
  return snapshot.said.find((one) => one.engagement_id === engagement)
}
