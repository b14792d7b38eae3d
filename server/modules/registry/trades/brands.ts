// GET /brands, POST /brands

import type { Call, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { checkTrade } from '../checked-references.ts'

const columns = ['id', 'name', 'trade', 'revision'] as const

export async function listBrands(call: Call<'GET /brands'>): Promise<Reply<'GET /brands'>> {
  return { items: await call.tx.selectFrom('brand').select(columns).orderBy('name').execute() }
}

export async function addBrand(call: Call<'POST /brands'>): Promise<Reply<'POST /brands'>> {
  const name = call.body.name.trim()
  await checkTrade(call, call.body.trade)
  const made = await call.tx.insertInto('brand').values({ name, trade: call.body.trade }).onConflict((conflict) => conflict.column('name').doNothing()).returning(columns).executeTakeFirst()
  if (!made) throw new Problem('already-exists', { what: name })
  await call.emit({ kind: 'brand.added', subject: made.id })
  return made
}
