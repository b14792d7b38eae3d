// Seals what happened: events go in batches into a Merkle tree, each seal is chained to the one before, and its head can
// be published. Whoever then edits, deletes, reorders or slips in an event is found by `verify`.

import type pg from 'pg'
import { eventColumns, LATEST_HOURS, withEvents } from './sealed-events.ts'
import { chainedHead, leafHash, merkleRoot, type EventText } from './merkle.ts'

/** Small enough that one seal is a moment's work: the tree of 10,000 leaves takes 0.07 to 0.15 s of processor time. */
const BATCH = 10_000

/**
 * Seals every event of a city that is in no seal yet, also those whose transactions committed late.
 * @param owner a pool outside row security
 * @returns how many events were sealed
 */
export async function sealEvents(owner: pg.Pool, schema: string, now: Temporal.Instant): Promise<number> {
  let sealed = 0
  for (;;) {
    const count = await withEvents(owner, schema, 'write', (client) => sealBatch(client, now))
    sealed += count
    if (count < BATCH) return sealed
  }
}

async function sealBatch(client: pg.PoolClient, now: Temporal.Instant): Promise<number> {
  // One at a time in a city, or two servers would chain to the same head.
  await client.query("select pg_advisory_xact_lock(hashtextextended(current_schema() || ' seal', 0))")
  const { rows } = await client.query<EventText>(
    `with recent as (select unnest(event_ids) as id from seal where sealed_at > $1),
       closed as (select coalesce((select highest from seal where sealed_at <= $1 order by id desc limit 1), 0) as id)
     select ${eventColumns} from event e, closed
     where e.id > closed.id and not exists (select from recent r where r.id = e.id)
     order by e.id limit ${BATCH}`,
    [now.subtract({ hours: LATEST_HOURS }).toString()],
  )
  if (rows.length === 0) return 0
  const previous = await client.query<{ head: Buffer; highest: number }>('select head, highest from seal order by id desc limit 1')
  const before = previous.rows[0]?.head ?? null
  const highest = Math.max(previous.rows[0]?.highest ?? 0, Number(rows.at(-1)?.id))
  // PostgreSQL keeps microseconds: the head must be made of what it gives back.
  const sealedAt = now.round('microsecond')
  const root = merkleRoot(rows.map(leafHash))
  await client.query('insert into seal (sealed_at, event_ids, highest, root, previous, head) values ($1, $2, $3, $4, $5, $6)', [
    sealedAt.toString(), rows.map((row) => row.id), highest, root, before, chainedHead(before, sealedAt, root),
  ])
  return rows.length
}
