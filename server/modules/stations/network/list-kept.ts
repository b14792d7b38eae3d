// GET /network/stations and GET /network/summary: the network as those who keep it see it.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { cutPage } from '../../../platform/http/cursor.ts'
import { holdersOver, settingValue } from '../../access/index.ts'
import { townshipsInReach } from '../../places/index.ts'
import { cityClock } from '../hours/city-clock.ts'
import { cursorParts, isOpen, readOpen, stationsInReach, type StationFilter } from './read-stations.ts'
import { confirmationOf } from './rules.ts'
import { daysSince } from './station-detail.ts'
import { exceptionsColumn, stationInReach, stationViews, type StationRow } from './station-store.ts'

export type KeptFilter = StationFilter & { confirmation?: 'confirmed' | 'due' | 'never' }

export async function listKept(call: Call<'GET /network/stations'>): Promise<Reply<'GET /network/stations'>> {
  const { limit = 50, after, sort = 'name', ...filter } = call.query
  const due = await settingValue(call, 'station.confirm-days')
  const { read, count } = keptStations(call, filter, due, sort)
  const rows = await readOpen(call, filter, read, { limit: limit + 1, after })
  const { items, next } = cutPage(rows, limit, cursorParts)
  const total = after === undefined && filter.open_at === undefined ? await count() : undefined
  return { items: await keptViews(call, items, due), next, ...(total === undefined ? {} : { total }) }
}

/** @param sort confirmed: those that nobody ever confirmed first, then those of the longest ago */
export function keptStations(call: Context, { confirmation, ...filter }: KeptFilter, due: number, sort: 'name' | 'confirmed' = 'name'): ReturnType<typeof stationsInReach> {
  const since = call.today.subtract({ days: due })
  return stationsInReach(call, filter, { ...(confirmation === undefined ? {} : { also: confirmedAs(confirmation, since) }), ...(sort === 'confirmed' ? { rank: sql<number>`coalesce(s.last_confirmed_on - date '1970-01-01', 0)` } : {}) })
}

export async function keptViews(call: Context, rows: readonly StationRow[], due: number) {
  const views = await stationViews(call, rows, { clock: await cityClock(call), who: 'keepers' })
  const holders = await holdersOver(call, 'station.keep', { stations: rows.map((row) => row.id), partners: [...new Set(rows.map((row) => row.partner_id))] })
  return views.map((view, i) => {
    const days = daysSince(view.last_confirmed_on, call.today)
    const keepers = new Set(holders.filter((one) => one.station === view.id || one.partner === view.partner.id).map((one) => one.account))
    return { ...view, confirmation: confirmationOf(days, due), confirmed_days_ago: days, keepers: keepers.size, revision: rows[i]?.revision ?? 1 }
  })
}

export async function summariseNetwork(call: Call<'GET /network/summary'>): Promise<Reply<'GET /network/summary'>> {
  const { place } = call.query
  const due = await settingValue(call, 'station.confirm-days')
  const { rows } = await sql<Pick<StationRow, 'kind' | 'status' | 'partner_id' | 'place' | 'hours' | 'exceptions' | 'last_confirmed_on'>>`
    select s.kind, s.status, s.partner_id, s.place, s.hours, s.last_confirmed_on, ${exceptionsColumn(call.today)} from station s where ${stationInReach(call, place)}`.execute(call.tx)
  const clock = await cityClock(call)
  const live = rows.filter((row) => row.status !== 'closed')
  const open = rows.filter((row) => row.status === 'open')
  const served = new Set(open.map((row) => Math.floor(row.place / TOWNSHIP)))
  const townships = await townshipsInReach(call, place)
  return {
    total: live.length, open_now: open.filter((row) => isOpen(row as StationRow, clock)).length,
    by_status: countBy(rows.map((row) => row.status)), by_kind: countBy(live.map((row) => row.kind)),
    to_confirm: open.filter((row) => confirmationOf(daysSince(row.last_confirmed_on, call.today), due) !== 'confirmed').length,
    unknown_hours: open.filter((row) => row.hours === null).length, owners: new Set(live.map((row) => row.partner_id)).size,
    townships_without: townships.filter((code) => !served.has(Math.floor(code / TOWNSHIP))).length,
  }
}

function confirmedAs(confirmation: 'confirmed' | 'due' | 'never', since: Temporal.PlainDate): RawBuilder<SqlBool> {
  if (confirmation === 'never') return sql<SqlBool>`s.last_confirmed_on is null`
  return confirmation === 'due' ? sql<SqlBool>`s.last_confirmed_on <= ${since}` : sql<SqlBool>`s.last_confirmed_on > ${since}`
}

function countBy(codes: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([code, ones]) => [code, ones.length]))
}

const TOWNSHIP = 1e6
