// POST /applications/deeds: one deed on many, each succeeding or failing by itself.

import { sql } from 'kysely'
import type { Deed } from '../../../../contract/applications.ts'
import { problemTitle } from '../../../../contract/problems.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { approve, begin, handOver, refuse, step } from './deeds.ts'
import type { ApplicationRecord } from './store.ts'

type Item = Reply<'POST /applications/deeds'>['items'][number]

/** In the order of their numbers, so that two desks that mark the same ones do not wait for each other for ever. */
export async function doMany(call: Call<'POST /applications/deeds'>): Promise<Reply<'POST /applications/deeds'>> {
  const done = new Map<number, Item>()
  for (const id of call.body.ids.toSorted((a, b) => a - b)) done.set(id, await doOne(call, id, call.body.deed))
  const items = call.body.ids.flatMap((id) => done.get(id) ?? [])
  const failed = items.filter((one) => !one.ok).length
  return { done: items.length - failed, failed, items }
}

/** Behind a savepoint: what failed leaves no trace, what succeeded stays. */
async function doOne(call: Context, id: number, deed: Deed): Promise<Item> {
  await sql`savepoint deed`.execute(call.tx)
  try {
    await perform(call, id, deed)
    await sql`release savepoint deed`.execute(call.tx)
    return { id, ok: true, state: deed.do === 'approve' ? 'approved' : deed.do === 'refuse' ? 'refused' : deed.do === 'step' ? 'in-progress' : null, problem: null, message: '' }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await sql`rollback to savepoint deed`.execute(call.tx)
    const message = error.errors?.map((one) => one.message).join('；') ?? problemTitle(error.type, call.language, error.values)
    return { id, ok: false, state: null, problem: error.type, message }
  }
}

async function perform(call: Context, id: number, deed: Deed): Promise<ApplicationRecord> {
  const application = await begin(call, id, deed.do, { matched: false })
  switch (deed.do) {
    case 'step':
      return step(call, application, deed)
    case 'approve':
      return approve(call, application, deed)
    case 'refuse':
      return refuse(call, application, deed)
    case 'hand-over':
      return handOver(call, application, deed)
  }
}
