// The spine: one row for each fact, written in the transaction that makes it true.

import { sql } from 'kysely'
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

/** Many facts in one statement: everybody who was at an outlet that closes. */
export async function emitEach(tx: Tx, at: Temporal.Instant, actor: number | null, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return
  const rows = events.map((event) => ({ kind: event.kind, place: event.place ?? null, worker_id: event.worker ?? null, subject: event.subject ?? null, data: event.data ?? {} }))
  await sql`
    insert into event (at, kind, actor, place, worker_id, subject, data)
    select ${at}::timestamptz, kind, ${actor === 0 ? null : actor}::int8, place, worker_id, subject, data
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (kind text, place int8, worker_id int8, subject int8, data jsonb)`.execute(tx)
}
