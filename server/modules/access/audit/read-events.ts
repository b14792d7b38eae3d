// What happened in reach, newest first.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { accountNames } from '../accounts/account-names.ts'
import { describeTargets } from '../directory.ts'
import { dayBounds, inReach } from './reach.ts'

type Row = { id: number; at: Temporal.Instant; kind: string; actor: number | null; place: number | null; subject: number | null; data: Record<string, unknown>; sealed: boolean }

export async function listEvents(call: Call<'GET /audit/events'>): Promise<Reply<'GET /audit/events'>> {
  const { kind, actor, limit = 50, after } = call.query
  const { from, until } = dayBounds(call.query)
  const before = after ? decodeCursor(after, ['number'])[0] : null
  const { rows } = await sql<Row>`
    with page as (
      select id, at, kind, actor, place, subject, data from event
      where ${inReach(call, 'place')}
        and (${kind ?? null}::text is null or kind = ${kind ?? null}) and (${actor ?? null}::bigint is null or actor = ${actor ?? null}::bigint)
        and (${from}::timestamptz is null or at >= ${from}::timestamptz) and (${until}::timestamptz is null or at < ${until}::timestamptz)
        and (${before}::bigint is null or id < ${before}::bigint)
      order by id desc limit ${limit + 1}),
    sealed as (select unnest(event_ids) as id from seal where event_ids && (select array_agg(id) from page))
    select page.*, exists (select from sealed s where s.id = page.id) as sealed from page order by id desc`.execute(call.tx)
  const { items, next } = cutPage(rows, limit, ({ id }) => [id])
  // Whose hand it was is the point of an audit, wherever that person works. Workers have no name here.
  const names = await beyondScope(call, () => accountNames(call.tx, items.map((row) => row.actor)))
  const places = await describeTargets(call.tx, 'place', items.flatMap((row) => row.place ?? []))
  return {
    items: items.map((row) => {
      const who = names.get(row.actor ?? 0)
      return { id: row.id, at: row.at, kind: row.kind, actor: who ? [who.name, who.title].filter(Boolean).join(' · ') : null, place: row.place, place_name: places.get(row.place ?? 0)?.name ?? '', subject: row.subject, data: row.data, sealed: row.sealed }
    }),
    next,
  }
}
