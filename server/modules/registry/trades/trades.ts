// GET /trades, PUT /trades/{code}: the classification, whose boundaries the field disputes.

import type { Call, Reply } from '../../../platform/http/call.ts'

const columns = ['code', 'name', 'name_en', 'occupation', 'note', 'retired_on', 'revision'] as const

export async function listTrades(call: Call<'GET /trades'>): Promise<Reply<'GET /trades'>> {
  return { items: await call.tx.selectFrom('trade').select(columns).orderBy('position').orderBy('code').execute() }
}

/** Adds it, or changes it. A retired one stays with what it was given to, and is offered no more. */
export async function putTrade(call: Call<'PUT /trades/{code}'>): Promise<Reply<'PUT /trades/{code}'>> {
  const { params, body } = call
  const before = await call.tx.selectFrom('trade').select(['revision', 'retired_on', 'occupation', 'note']).where('code', '=', params.code).forUpdate().executeTakeFirst()
  if (before) call.requireMatch(before.revision)
  const content = {
    name: body.name.trim(), name_en: body.name_en.trim(), occupation: body.occupation?.trim() ?? before?.occupation ?? '', note: body.note?.trim() ?? before?.note ?? '',
    retired_on: body.retired === undefined ? (before?.retired_on ?? null) : body.retired ? (before?.retired_on ?? call.today) : null,
  }
  const row = await call.tx
    .insertInto('trade')
    .values(({ selectFrom }) => ({ code: params.code, ...content, position: selectFrom('trade').select(({ fn, lit }) => fn.coalesce(fn.max('position'), lit(0)).as('last')) }))
    .onConflict((conflict) => conflict.column('code').doUpdateSet((column) => ({ ...content, revision: column('trade.revision', '+', 1) })))
    .returning(columns)
    .executeTakeFirstOrThrow()
  await call.emit({ kind: before ? 'trade.changed' : 'trade.added', data: { trade: params.code } })
  call.answer.etag(row.revision)
  return row
}
