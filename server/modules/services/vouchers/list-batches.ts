// GET /voucher-batches

import { sql } from 'kysely'
import { likeInfix } from '../../../platform/database/search.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { batchColumns, batchInReach, batchViews, getBatch, type BatchRow } from './batch-store.ts'

export async function listBatches(call: Call<'GET /voucher-batches'>): Promise<Reply<'GET /voucher-batches'>> {
  const { campaign, service, state, search, limit = 50, after } = call.query
  const conditions = [batchInReach(call)]
  if (campaign !== undefined) conditions.push(sql`b.campaign_id = ${campaign}`)
  if (service !== undefined) conditions.push(sql`b.service_id = ${service}`)
  if (state !== undefined) conditions.push(sql`b.state = ${state}`)
  if (search !== undefined) conditions.push(sql`b.title ilike ${likeInfix(search.trim())}`)
  if (after !== undefined) conditions.push(sql`b.id < ${decodeCursor(after, ['number'])[0]}::int8`)
  const { rows } = await sql<BatchRow>`select ${batchColumns} from voucher_batch b where ${sql.join(conditions, sql` and `)} order by b.id desc limit ${limit + 1}`.execute(call.tx)
  const { items, next } = cutPage(rows, limit, (row) => [row.id])
  return { items: await batchViews(call, items), next }
}

export async function readBatch(call: Call<'GET /voucher-batches/{id}'>): Promise<Reply<'GET /voucher-batches/{id}'>> {
  const batch = await getBatch(call, call.params.id)
  call.answer.etag(batch.revision)
  return answerBatch(call, batch)
}

export async function answerBatch(call: Parameters<typeof batchViews>[0], batch: BatchRow) {
  const [view] = await batchViews(call, [batch])
  if (!view) throw new Error('One row gives one view')
  return view
}
