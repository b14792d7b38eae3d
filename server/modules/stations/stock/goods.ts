// The kinds of goods that stations of the city hand out: one list for all, so that a campaign can count them together.

import type { Call, Reply } from '../../../platform/http/call.ts'
import { notFound, Problem } from '../../../platform/http/problem.ts'

const columns = ['id', 'name', 'unit', 'retired_on', 'revision'] as const

export async function listGoods(call: Call<'GET /goods'>): Promise<Reply<'GET /goods'>> {
  const goods = call.tx.selectFrom('good').select(columns).orderBy('name').orderBy('id')
  return { items: await (call.query.retired ? goods : goods.where('retired_on', 'is', null)).execute() }
}

export async function addGood(call: Call<'POST /goods'>): Promise<Reply<'POST /goods'>> {
  const name = call.body.name.trim()
  const added = await call.tx.insertInto('good').values({ name, unit: call.body.unit.trim() }).onConflict((conflict) => conflict.column('name').doNothing()).returning(columns).executeTakeFirst()
  if (!added) throw new Problem('already-exists', { what: name })
  await call.emit({ kind: 'good.added', place: call.city.code * 1e9, subject: added.id })
  return added
}

export async function changeGood(call: Call<'PATCH /goods/{id}'>): Promise<Reply<'PATCH /goods/{id}'>> {
  const { name, unit, retired } = call.body
  const before = await call.tx.selectFrom('good').select(columns).where('id', '=', call.params.id).forUpdate().executeTakeFirst()
  if (!before) throw notFound()
  call.requireMatch(before.revision)
  const taken = name === undefined ? undefined : await call.tx.selectFrom('good').select('id').where('name', '=', name.trim()).where('id', '<>', before.id).executeTakeFirst()
  if (taken) throw new Problem('already-exists', { what: name })
  const after = await call.tx
    .updateTable('good')
    .set({ name: name?.trim() ?? before.name, unit: unit?.trim() ?? before.unit, retired_on: retired === undefined ? before.retired_on : retired ? (before.retired_on ?? call.today) : null, revision: before.revision + 1 })
    .where('id', '=', before.id)
    .returning(columns)
    .executeTakeFirstOrThrow()
  await call.emit({ kind: 'good.changed', place: call.city.code * 1e9, subject: after.id })
  return after
}
