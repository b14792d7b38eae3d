// Who read whose clear data, for those who audit it. Whose: by id; the name is not needed to see that something is odd.

import { sql } from 'kysely'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { dayBounds, inReach } from './reach.ts'

type Row = Reply<'GET /audit/disclosures'>['items'][number] & { id: number }

export async function listDisclosures(call: Call<'GET /audit/disclosures'>): Promise<Reply<'GET /audit/disclosures'>> {
  const { limit = 50, after } = call.query
  const { from, until } = dayBounds(call.query)
  const before = after ? decodeCursor(after, ['number'])[0] : null
  const { rows } = await sql<Row>`
    select id, at, reader, worker_id, field, purpose, matter from disclosure
    where ${inReach(call, 'place')}
      and (${from}::timestamptz is null or at >= ${from}::timestamptz) and (${until}::timestamptz is null or at < ${until}::timestamptz)
      and (${before}::bigint is null or id < ${before}::bigint)
    order by id desc limit ${limit + 1}`.execute(call.tx)
  return cutPage(rows, limit, ({ id }) => [id])
}
