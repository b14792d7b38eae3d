// Announced campaigns for feeds that other programs read.

import { sql, type SqlBool } from 'kysely'
import type { Context } from '../../../platform/http/call.ts'
import { stationsOf } from './campaign-parts.ts'
import { announcedRows } from './announced.ts'

export type AnnouncedCampaignRow = { id: number; name: string; purpose: string; place: number; starts_on: Temporal.PlainDate; ends_on: Temporal.PlainDate; announced_at: Temporal.Instant; ended: boolean; stations: { id: number; name: string; address: string; position: { lon: number; lat: number } }[]; revision: number }

/** Those that end on `since` or later, by their first day. Nobody's name is in them. */
export async function announcedCampaigns(call: Pick<Context, 'tx' | 'scope'>, since: Temporal.PlainDate): Promise<AnnouncedCampaignRow[]> {
  const rows = await announcedRows(call.tx, sql<SqlBool>`c.ends_on >= ${since}`)
  const stations = await stationsOf(call, rows.map((row) => row.id))
  return rows.flatMap(({ id, name, purpose, place, starts_on, ends_on, announced_at, ended_at, revision }) =>
    announced_at === null ? [] : [{ id, name, purpose, place, starts_on, ends_on, announced_at, ended: ended_at !== null, revision, stations: (stations.get(id) ?? []).map(({ id: station, name: called, address, position }) => ({ id: station, name: called, address, position })) }])
}
