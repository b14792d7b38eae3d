// PATCH /voucher-batches/{id} and cancelling it

import { sql } from 'kysely'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { invalidField, notFound, Problem, ruleProblem } from '../../../platform/http/problem.ts'
import { reachesPlace } from '../../../platform/database/reach.ts'
import { asksAge } from '../eligibility/rules.ts'
import { words } from '../words.ts'
import { tellBatch } from './batch-events.ts'
import { getBatch, type BatchRow } from './batch-store.ts'
import { checkBatch, writePartners } from './check-batch.ts'
import { answerBatch } from './list-batches.ts'
import { batchStateWords } from './voucher-words.ts'

export async function changeBatch(call: Call<'PATCH /voucher-batches/{id}'>): Promise<Reply<'PATCH /voucher-batches/{id}'>> {
  const batch = await getOwnBatch(call, call.params.id)
  call.requireMatch(batch.revision)
  const { body } = call
  if (batch.state === 'cancelled') throw new Problem('wrong-state', { state: batchStateWords(call.language, batch.state) })
  const dates = { valid_from: body.valid_from === undefined ? batch.valid_from : Temporal.PlainDate.from(body.valid_from), valid_until: body.valid_until === undefined ? batch.valid_until : Temporal.PlainDate.from(body.valid_until) }
  await checkBatch(call, { ...dates, rule: body.rule, partner_ids: body.partner_ids })
  if (body.value_fen !== undefined && body.value_fen !== batch.value_fen && batch.issued + batch.cancelled > 0) throw ruleProblem(words(call.language, '已经发出的券，面值不能改', 'the value stays once a voucher is issued'))
  if (body.rule !== undefined && asksAge(batch.rule) && !asksAge(body.rule) && batch.issued + batch.cancelled > 0) throw ruleProblem(words(call.language, '已经按年龄发过，年龄条件不能去掉', 'it has gone by age; that condition stays'))
  if (body.quota !== undefined && body.quota < batch.issued) throw invalidField('quota', words(call.language, `已发出 ${batch.issued} 张，不能更少`, `${batch.issued} are issued; it cannot be less`))
  await call.tx
    .updateTable('voucher_batch')
    .set({
      ...dates,
      ...(body.title === undefined ? {} : { title: body.title.trim() }), ...(body.terms === undefined ? {} : { terms: body.terms.trim() }), ...(body.value_fen === undefined ? {} : { value_fen: body.value_fen }), ...(body.quota === undefined ? {} : { quota: body.quota }),
      ...(body.valid_days === undefined ? {} : { valid_days: body.valid_days }), ...(body.per_worker === undefined ? {} : { per_worker: body.per_worker }), ...(body.claimable === undefined ? {} : { claimable: body.claimable }),
      ...(body.rule === undefined ? {} : { rule: sql`${JSON.stringify(body.rule)}::text::json` }), ...(body.state === undefined ? {} : { state: body.state }), revision: batch.revision + 1,
    })
    .where('id', '=', batch.id)
    .execute()
  if (body.partner_ids) await writePartners(call, batch.id, body.partner_ids)
  await tellBatch(call, batch)
  await call.emit({ kind: 'voucher-batch.changed', place: batch.place, subject: batch.id, data: { fields: Object.keys(body) } })
  return answerBatch(call, await getBatch(call, batch.id))
}

/** What is not redeemed loses its value at once; what is redeemed stays as it is, and is settled. */
export async function cancelBatch(call: Call<'POST /voucher-batches/{id}/cancellation'>): Promise<Reply<'POST /voucher-batches/{id}/cancellation'>> {
  const batch = await getOwnBatch(call, call.params.id)
  if (batch.state === 'cancelled') throw new Problem('wrong-state', { state: batchStateWords(call.language, batch.state) })
  // What ran out before today has run out, whether or not the night's job has marked it.
  const expired = await call.tx.updateTable('voucher').set({ state: 'expired', ended_on: call.today }).where('batch_id', '=', batch.id).where('state', '=', 'valid').where('valid_until', '<', call.today).returning('id').execute()
  const cancelled = await call.tx.updateTable('voucher').set({ state: 'cancelled', ended_on: call.today }).where('batch_id', '=', batch.id).where('state', '=', 'valid').returning('id').execute()
  await sql`
    update voucher_batch set state = 'cancelled', reason = ${call.body.reason.trim()}, expired = expired + ${expired.length}, issued = issued - ${cancelled.length}, cancelled = cancelled + ${cancelled.length}, revision = revision + 1
    where id = ${batch.id}`.execute(call.tx)
  await tellBatch(call, batch)
  await call.emit({ kind: 'voucher-batch.cancelled', place: batch.place, subject: batch.id, data: { vouchers: cancelled.length } })
  return answerBatch(call, await getBatch(call, batch.id))
}

/** By place: a partner that redeems a batch does not manage it. Locked unless said otherwise. */
export async function getOwnBatch(call: Context, id: number, { lock = true } = {}): Promise<BatchRow> {
  const batch = await getBatch(call, id, { lock })
  if (!reachesPlace(call, batch.place)) throw notFound()
  return batch
}
