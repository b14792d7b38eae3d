import { sql } from 'kysely'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'

type Row = { id: number; sealed_at: Temporal.Instant; events: number; root: string; head: string }

/** The newest head is what a city prints in its gazette, or gives to a notary. */
export async function listSeals(call: Call<'GET /audit/seals'>): Promise<Reply<'GET /audit/seals'>> {
  const { limit = 50, after } = call.query
  const before = after ? decodeCursor(after, ['number'])[0] : null
  const { rows } = await sql<Row>`select id, sealed_at, cardinality(event_ids) as events, encode(root, 'hex') as root, encode(head, 'hex') as head
    from seal where ${before}::bigint is null or id < ${before}::bigint order by id desc limit ${limit + 1}`.execute(call.tx)
  return cutPage(rows, limit, ({ id }) => [id])
}
