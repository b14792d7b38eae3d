// The spine: one row for each fact, written in the transaction that makes it true.

import type { Tx } from '../database/connection.ts'
import { json } from '../database/json.ts'
import type { NewEvent } from '../http/call.ts'

export async function emit(tx: Tx, at: Temporal.Instant, actor: number | null, event: NewEvent): Promise<void> {
  await tx
    .insertInto('event')
    .values({
      at,
      kind: event.kind,
      actor: actor === 0 ? null : actor,
      place: event.place ?? null,
      worker_id: event.worker ?? null,
      subject: event.subject ?? null,
      data: json(event.data ?? {}) as never,
    })
    .execute()
}
