// An outlet moves to another place, and everything that is bound to a place through it moves along.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context } from '../../../platform/http/call.ts'
import { refreshWorkers } from '../workers/refresh-workers.ts'

/** @param place fifteen digits; checked to be in reach. The outlet's own row is changed by the caller. */
export async function moveOutlet(call: Context, outlet: number, place: number): Promise<void> {
  // Its people's other jobs may be out of reach, and they decide with this one where a person is.
  await beyondScope(call, async () => {
    const { rows } = await sql<{ worker_id: number }>`
      update engagement set place = ${place}, revision = revision + 1 where outlet_id = ${outlet} returning worker_id`.execute(call.tx)
    await sql`update poster set place = ${place} where outlet_id = ${outlet}`.execute(call.tx)
    await sql`update outlet_check set place = ${place} where outlet_id = ${outlet}`.execute(call.tx)
    await refreshWorkers(call.tx, rows.map((row) => row.worker_id))
  })
}
