// GET, POST /filters, DELETE /filters/{id}: filters of a list that somebody keeps for themself. Row security shows each account its own.

import type { Call, Reply } from '../../../platform/http/call.ts'
import { json } from '../../../platform/database/json.ts'
import { notFound, ruleProblem } from '../../../platform/http/problem.ts'
import { words } from '../words.ts'

export async function listFilters(call: Call<'GET /filters'>): Promise<Reply<'GET /filters'>> {
  const rows = await call.tx.selectFrom('saved_filter').select(['id', 'name', 'query']).where('account_id', '=', call.actor.account).where('list', '=', call.query.list).orderBy('id').execute()
  return { items: rows.map((row) => ({ id: row.id, name: row.name, query: asRecord(row.query) })) }
}

/** A name that is taken is saved over. What was searched for is left out: it may be somebody's name, and outlive them here. */
export async function saveFilter(call: Call<'POST /filters'>): Promise<Reply<'POST /filters'>> {
  const { list } = call.body
  const { search: _, ...query } = call.body.query
  const name = call.body.name.trim()
  const mine = call.tx.selectFrom('saved_filter').where('account_id', '=', call.actor.account).where('list', '=', list)
  const { count } = await mine.select(({ fn }) => fn.countAll<number>().as('count')).where('name', '<>', name).executeTakeFirstOrThrow()
  if (count >= MOST) throw ruleProblem(words(call.language, `每个列表最多存 ${MOST} 个筛选`, `At most ${MOST} filters are kept for a list`))
  await call.tx.deleteFrom('saved_filter').where('account_id', '=', call.actor.account).where('list', '=', list).where('name', '=', name).execute()
  const { id } = await call.tx.insertInto('saved_filter').values({ account_id: call.actor.account, list, name, query: json(query) as never, created_at: call.now }).returning('id').executeTakeFirstOrThrow()
  return { id, name, query }
}

export async function forgetFilter(call: Call<'DELETE /filters/{id}'>): Promise<void> {
  const gone = await call.tx.deleteFrom('saved_filter').where('id', '=', call.params.id).where('account_id', '=', call.actor.account).returning('id').executeTakeFirst()
  if (!gone) throw notFound()
}

const MOST = 20

function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
