import { sql, type SqlBool } from 'kysely'
import { inPlace } from '../../../platform/database/reach.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { getRemark, readRemarks, remarkViews } from './remark-store.ts'

/** Open ones as they fall due, the oldest first; then the others, the newest first. */
export async function listRemarks(call: Call<'GET /remarks'>): Promise<Reply<'GET /remarks'>> {
  const { station, place, state, kind, limit = 50, after } = call.query
  const [rank, id] = after === undefined ? [] : decodeCursor(after, ['number', 'number'])
  const rows = await readRemarks(
    call,
    sql<SqlBool>`${inPlace('s.place', place)} and (${station ?? null}::int8 is null or r.station_id = ${station ?? null}) and (${state ?? null}::text is null or r.state = ${state ?? null}) and (${kind ?? null}::text is null or r.kind = ${kind ?? null})
      and (${rank ?? null}::int4 is null or ${RANK} > ${rank ?? null} or (${RANK} = ${rank ?? null} and ${ALONG} > ${id ?? null}))`,
    sql`${RANK}, ${ALONG}`,
    limit + 1,
  )
  const { items, next } = cutPage(rows, limit, (row) => (row.state === 'open' ? [0, row.id] : [1, -row.id]))
  return { items: await remarkViews(call, items), next }
}

export async function getOneRemark(call: Call<'GET /remarks/{id}'>): Promise<Reply<'GET /remarks/{id}'>> {
  const row = await getRemark(call, call.params.id)
  call.answer.etag(row.revision)
  return one(await remarkViews(call, [row]))
}

export function one<T>(list: readonly T[]): T {
  const [first] = list
  if (first === undefined) throw new Error('One was asked for')
  return first
}

const RANK = sql<number>`(case when r.state = 'open' then 0 else 1 end)`
/** Ids go up with time: forwards for what is open, backwards for the rest. */
const ALONG = sql<number>`(case when r.state = 'open' then r.id else -r.id end)`
