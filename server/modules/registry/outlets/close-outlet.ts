// An outlet closes: whoever was still there ends with it.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import { emitEach } from '../../../platform/events/emit.ts'
import type { Context } from '../../../platform/http/call.ts'
import { refreshWorkers } from '../workers/refresh-workers.ts'

/** @param closedOn the last day of those who were there; somebody who came later has that one day */
export async function closeOutlet(call: Context, outlet: number, closedOn: Temporal.PlainDate): Promise<void> {
  await sql`update poster set revoked_at = ${call.now} where outlet_id = ${outlet} and revoked_at is null`.execute(call.tx)
  const { rows } = await sql<{ id: number; worker_id: number; place: number }>`
    update engagement set until_on = greatest(${closedOn}::date, since), ended_by = 'outlet-closed', elsewhere = false, revision = revision + 1
    where outlet_id = ${outlet} and until_on is null
    returning id, worker_id, place`.execute(call.tx)
  // Their other jobs may be out of reach, and they decide with this one where a person is.
  await beyondScope(call, () => refreshWorkers(call.tx, rows.map((row) => row.worker_id)))
  await emitEach(call.tx, call.now, call.actor.account, rows.map((row) => ({ kind: 'engagement.ended', place: row.place, worker: row.worker_id, subject: row.id, data: { by: 'outlet-closed' } })))
}
