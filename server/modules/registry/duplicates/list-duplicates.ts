// GET /duplicates, POST /duplicates/{id}/dismissal

import type { Call, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { answerPair, lockPair, pairViews, readPairs } from './pair-store.ts'
import { stateWords } from './words.ts'

export async function listDuplicates(call: Call<'GET /duplicates'>): Promise<Reply<'GET /duplicates'>> {
  const { state = 'open', worker, limit = 50, after } = call.query
  const before = after === undefined ? undefined : Number(decodeCursor(after, ['number'])[0])
  const rows = await readPairs(call, { state, limit: limit + 1, ...(worker === undefined ? {} : { worker }), ...(before === undefined ? {} : { before }) })
  const { items, next } = cutPage(rows, limit, (row) => [row.id])
  return { items: await pairViews(call, items), next }
}

/** They are two people, and are not suggested again. */
export async function dismissPair(call: Call<'POST /duplicates/{id}/dismissal'>): Promise<Reply<'POST /duplicates/{id}/dismissal'>> {
  const pair = await lockPair(call, call.params.id)
  if (pair.state !== 'open') throw new Problem('wrong-state', { state: stateWords(call.language, pair.state) })
  await call.tx.updateTable('duplicate_pair').set({ state: 'dismissed', decided_by: call.actor.account, decided_at: call.now }).where('id', '=', pair.id).execute()
  await call.emit({ kind: 'duplicate.dismissed', place: pair.place, subject: pair.id, data: { workers: [pair.worker_a, pair.worker_b] } })
  return answerPair(call, pair.id)
}
