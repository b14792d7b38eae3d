// What other programs may read of the network: what stands at the door.

import { sql, type SqlBool } from 'kysely'
import type { Language } from '../../../contract/problems.ts'
import { inPlace } from '../../platform/database/reach.ts'
import type { Tx } from '../../platform/database/connection.ts'
import { hoursText } from './hours/hours-words.ts'
import type { Hours } from './hours/rules.ts'
import { amenityName, audienceName, kindName, partnerKindName } from './words.ts'

export type FeedStation = {
  id: number; name: string; kind: string; partner_id: number; place: number; lon: number; lat: number; address: string; entrance_note: string; amenities: string[]; hours: Hours | null; status: string; audience: string
  pause_note: string; last_confirmed_on: Temporal.PlainDate | null
}
export type FeedPartner = { id: number; name: string; short_name: string; kind: string }
export type FeedException = { id: number; station: number; station_name: string; address: string; from_on: Temporal.PlainDate; until_on: Temporal.PlainDate; spans: [from: number, until: number][]; reason: string; created_at: Temporal.Instant; lon: number; lat: number }

export type StationChoice = { partner?: number | undefined; search?: string | undefined; ids?: readonly number[] | undefined }

/** Open and paused ones, by id. */
export async function publishedStations(tx: Tx, choice: StationChoice, { limit, offset }: { limit: number; offset: number }): Promise<FeedStation[]> {
  const { rows } = await sql<FeedStation>`
    select id, name, kind, partner_id, place, lon, lat, address, entrance_note, amenities, hours, status, audience, pause_note, last_confirmed_on
    from station where ${chosen(choice)} order by id limit ${limit} offset ${offset}`.execute(tx)
  return rows
}

export async function stationCount(tx: Tx, choice: StationChoice): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from station where ${chosen(choice)}`.execute(tx)
  return rows[0]?.count ?? 0
}

/** Every partner that is not closed owns a name that may be known; `stations`: how many of its stations are open or paused. */
export async function publishedPartners(tx: Tx): Promise<(FeedPartner & { stations: number })[]> {
  const { rows } = await sql<FeedPartner & { stations: number }>`
    select p.id, p.name, p.short_name, p.kind, (select count(*)::int from station s where s.partner_id = p.id and s.status in ('open', 'paused')) as stations
    from partner_label p order by p.id`.execute(tx)
  return rows
}

/** Exceptions that are not over on `today`, of stations that are open or paused, by their first day. */
export async function openingExceptions(tx: Tx, today: Temporal.PlainDate, where: { place?: number | undefined; stations?: readonly number[] | undefined }): Promise<FeedException[]> {
  const { rows } = await sql<FeedException>`
    select e.id, e.station_id as station, s.name as station_name, s.address, s.lon, s.lat, e.from_on, e.until_on, e.spans, e.reason, e.created_at
    from station_exception e join station s on s.id = e.station_id
    where e.until_on >= ${today} and s.status in ('open', 'paused') and ${inPlace('s.place', where.place)} and ${where.stations === undefined ? sql<SqlBool>`true` : sql<SqlBool>`s.id = any(${[...where.stations]}::int8[])`}
    order by e.from_on, e.id limit 5000`.execute(tx)
  return rows
}

/** Codes and hours in words. */
export const stationWords = {
  kind: kindName,
  amenity: amenityName,
  audience: audienceName,
  partnerKind: partnerKindName,
  hours: (language: Language, hours: Hours | null) => hoursText(language, hours),
}

function chosen({ partner, search, ids }: StationChoice) {
  const pattern = search === undefined ? undefined : `%${search.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`
  return sql<SqlBool>`status in ('open', 'paused') and ${partner === undefined ? sql`true` : sql`partner_id = ${partner}`}
    and ${pattern === undefined ? sql`true` : sql`(name ilike ${pattern} or address ilike ${pattern})`} and ${ids === undefined ? sql`true` : sql`id = any(${[...ids]}::int8[])`}`
}
