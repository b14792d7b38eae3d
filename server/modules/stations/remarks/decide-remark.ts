// The keeper answers, and whoever spoke is told; or closes it, where there is nothing to answer.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem, invalidField } from '../../../platform/http/problem.ts'
import { words } from '../../../platform/words.ts'
import { notify } from '../../notices/index.ts'
import { stationChanged } from '../station-topic.ts'
import { one } from './list-remarks.ts'
import { getRemark, remarkViews, type RemarkRow } from './remark-store.ts'

export async function answerRemark(call: Call<'POST /remarks/{id}/answer'>): Promise<Reply<'POST /remarks/{id}/answer'>> {
  const text = call.body.text.trim()
  if (text === '') throw invalidField('text', words(call.language, '请写回复', 'Please write an answer'))
  const remark = await openRemark(call, call.params.id)
  const { rows } = await sql<{ id: number }>`
    update remark set state = 'answered', answer = ${text}, decided_by = ${call.actor.account}, decided_at = ${call.now}, revision = revision + 1
    where state = 'open' and (id = ${remark.id} or (${call.body.same ?? false} and station_id = ${remark.station_id} and kind = ${remark.kind} and amenity is not distinct from ${remark.amenity}::text)) returning id`.execute(call.tx)
  await decided(call, remark, 'remark.answered', rows.map((row) => row.id))
  for (const { id } of rows) await tellAuthor(call, remark, id)
  return one(await remarkViews(call, [await getRemark(call, remark.id)]))
}

export async function closeRemark(call: Call<'POST /remarks/{id}/closure'>): Promise<Reply<'POST /remarks/{id}/closure'>> {
  const remark = await openRemark(call, call.params.id)
  const { rows } = await sql<{ id: number }>`
    update remark set state = 'closed', closure = ${call.body.reason}, decided_by = ${call.actor.account}, decided_at = ${call.now}, revision = revision + 1
    where state = 'open' and id = ${remark.id} returning id`.execute(call.tx)
  await decided(call, remark, 'remark.closed', rows.map((row) => row.id))
  return one(await remarkViews(call, [await getRemark(call, remark.id)]))
}

async function openRemark(call: Context, id: number): Promise<RemarkRow> {
  const remark = await getRemark(call, id)
  call.requireMatch(remark.revision)
  if (remark.state !== 'open') throw new Problem('wrong-state', { state: remark.state === 'answered' ? words(call.language, '已回复', 'answered') : words(call.language, '已关闭', 'closed') })
  return remark
}

/** @throws Problem wrong-state when a colleague was quicker */
async function decided(call: Context, remark: RemarkRow, kind: 'remark.answered' | 'remark.closed', ids: readonly number[]): Promise<void> {
  if (!ids.includes(remark.id)) throw new Problem('wrong-state', { state: words(call.language, '同事刚处理了', 'a colleague has just dealt with it') })
  for (const id of ids) await call.emit({ kind, place: remark.place, subject: id, data: { station: remark.station_id } })
  await stationChanged(call, remark.station_id, 'remarks')
}

async function tellAuthor(call: Context, remark: RemarkRow, id: number): Promise<void> {
  // The keeper does not reach who it was, and does not learn it: only the notice goes there.
  const author = await beyondScope(call, async () => (await call.tx.selectFrom('remark_author').select('worker_id').where('remark_id', '=', id).executeTakeFirst())?.worker_id)
  if (author !== undefined) await notify(call, { kind: 'remark.answered', subject: id, values: { station: remark.station } }, { workers: [author] })
}
