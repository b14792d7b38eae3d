// Stations that match a filter, by name, a page at a time.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Api } from '../../../../contract/index.ts'
import type { QueryOf } from '../../../../contract/operation.ts'
import { inPlace } from '../../../platform/database/reach.ts'
import { namedLike } from '../../../platform/database/search.ts'
import type { Context } from '../../../platform/http/call.ts'
import { decodeCursor, encodeCursor, type CursorPart } from '../../../platform/http/cursor.ts'
import { invalidField } from '../../../platform/http/problem.ts'
import { cityClock, scheduleOf, type CityClock } from '../hours/city-clock.ts'
import { isOpenAt } from '../hours/rules.ts'
import { words } from '../words.ts'
import { keptStation, publicStation, stationColumns, stationInReach, type StationRow } from './station-store.ts'

export type StationFilter = Omit<QueryOf<Api['GET /stations']>, 'limit' | 'after'>
export type Reading = { limit: number; after?: string | undefined }

/** Everybody's list: what is open, or paused; closed ones only when asked for by status. */
export function publicStations(call: Context, filter: StationFilter): (reading: Reading) => Promise<StationRow[]> {
  const matching = matchingStations(call, filter, filter.status === undefined ? sql<SqlBool>`s.status <> 'closed'` : sql<SqlBool>`true`)
  return (reading) => readPage(call, { source: publicStation, columns: stationColumns(call.today, 's'), matching, rank: undefined }, reading)
}

/** The keepers' list: also planned ones. */
export function stationsInReach(call: Context, filter: StationFilter, { also = sql<SqlBool>`true`, rank }: { also?: RawBuilder<SqlBool>; rank?: RawBuilder<number> } = {}): { read(reading: Reading): Promise<StationRow[]>; count(): Promise<number> } {
  const reached = sql<SqlBool>`${stationInReach(call, filter.place)} and ${also}`
  const matching = matchingStations(call, filter, filter.status === undefined ? sql<SqlBool>`${reached} and s.status <> 'closed'` : reached)
  return {
    read: (reading) => readPage(call, { source: keptStation, columns: stationColumns(call.today, 'l'), matching, rank }, reading),
    count: () => countStations(call, keptStation, matching),
  }
}

export async function countPublicStations(call: Context, filter: StationFilter): Promise<number> {
  return countStations(call, publicStation, matchingStations(call, filter, filter.status === undefined ? sql<SqlBool>`s.status <> 'closed'` : sql<SqlBool>`true`))
}

/**
 * The first `limit` of those that are open at `open_at`, where that is asked: opening hours are a rule, not a column, so
 * pages are read until enough are open.
 */
export async function readOpen(call: Context, filter: StationFilter, read: (reading: Reading) => Promise<StationRow[]>, { limit, after }: Reading): Promise<StationRow[]> {
  if (filter.open_at === undefined) return read({ limit, after })
  const then = await cityClock(call, openMoment(call, filter.open_at))
  const open: StationRow[] = []
  for (let from = after, full = true; full && open.length < limit; ) {
    const page = await read({ limit: CHUNK, after: from })
    open.push(...page.filter((row) => isOpen(row, then)))
    const last = page.at(-1)
    full = page.length === CHUNK && last !== undefined
    if (last) from = cursorOf(last)
  }
  return open.slice(0, limit)
}

export function isOpen(row: StationRow, clock: CityClock): boolean {
  return isOpenAt(scheduleOf(row, clock), row.status, clock.at)
}

/** Where a list goes on after a row: by its rank, where the list has one, then by name. */
export function cursorParts({ rank, pinyin, id }: Pick<StationRow, 'pinyin' | 'id'> & { rank?: number }): CursorPart[] {
  return rank === undefined ? [pinyin, id] : [rank, pinyin, id]
}

export function cursorOf(row: Parameters<typeof cursorParts>[0]): string {
  return encodeCursor(cursorParts(row))
}

/** @throws Problem invalid-request */
export function openMoment(call: Pick<Context, 'language'>, text: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(text)
  } catch {
    throw invalidField('open_at', words(call.language, '时间要带时区，例如 2026-12-01T22:00:00+08:00', 'The time needs an offset: 2026-12-01T22:00:00+08:00'))
  }
}

type PageSource = { source: RawBuilder<unknown>; columns: RawBuilder<StationRow>; matching: RawBuilder<SqlBool>; rank: RawBuilder<number> | undefined }

/** @param rank a number to sort by before the name, smallest first */
async function readPage(call: Context, { source, columns, matching, rank }: PageSource, { limit, after }: Reading): Promise<StationRow[]> {
  const keys = rank ? sql`${rank}, s.pinyin, s.id` : sql`s.pinyin, s.id`
  const from = after === undefined ? undefined : decodeCursor(after, rank ? ['number', 'string', 'number'] : ['string', 'number'])
  const beyond = from === undefined ? sql`` : rank ? sql`and (${keys}) > (${from[0]}::int4, ${from[1]}, ${from[2]}::int8)` : sql`and (${keys}) > (${from[0]}, ${from[1]}::int8)`
  const { rows } = await sql<StationRow>`
    select ${columns} ${rank ? sql`, ${rank} as rank` : sql``} from ${source}
    where ${matching} ${beyond}
    order by ${keys} limit ${limit}`.execute(call.tx)
  return rows
}

async function countStations(call: Context, source: RawBuilder<unknown>, matching: RawBuilder<SqlBool>): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${source} where ${matching}`.execute(call.tx)
  return rows[0]?.n ?? 0
}

function matchingStations(call: Context, filter: StationFilter, first: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  const conditions = [first, inPlace('s.place', filter.place)]
  if (filter.kind !== undefined) conditions.push(sql<SqlBool>`s.kind = ${filter.kind}`)
  if (filter.status !== undefined) conditions.push(sql<SqlBool>`s.status = ${filter.status}`)
  if (filter.partner !== undefined) conditions.push(sql<SqlBool>`s.partner_id = ${filter.partner}`)
  if (filter.amenity !== undefined && filter.amenity.length > 0) conditions.push(sql<SqlBool>`s.amenities @> ${filter.amenity}::text[]`)
  if (filter.search !== undefined) conditions.push(sql<SqlBool>`(${namedLike('s', filter.search, ['address'])} or s.partner_id in (select o.id from partner_label o where ${namedLike('o', filter.search, ['short_name'])}))`)
  if (filter.bbox !== undefined) conditions.push(insideBox(call, filter.bbox))
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}

function insideBox(call: Context, text: string): RawBuilder<SqlBool> {
  const [west = NaN, south = NaN, east = NaN, north = NaN] = text.split(',').map(Number)
  if (![west, south, east, north].every(Number.isFinite) || south > north) throw invalidField('bbox', words(call.language, '范围应为 西,南,东,北', 'The box is west,south,east,north'))
  const across = west <= east ? sql<SqlBool>`s.lon between ${west} and ${east}` : sql<SqlBool>`(s.lon >= ${west} or s.lon <= ${east})`
  return sql<SqlBool>`(s.lat between ${south} and ${north} and ${across})`
}

const CHUNK = 200
