// Stations as every list shows them.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Static } from 'typebox'
import type { Amenity, StationRow as WireRow, StationStatus } from '../../../../contract/stations.ts'
import { inPlace, inReach, narrowed, type Reach } from '../../../platform/database/reach.ts'
import type { Context } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { knownSetting } from '../../access/index.ts'
import { openingView, type CityClock, type HoursColumns } from '../hours/city-clock.ts'
import { photoAddress } from '../photos/photo-address.ts'
import { parsePresence, presenceColumn, presentNow, type PresenceColumn } from '../visits/index.ts'
import { publicFullness } from './rules.ts'

export type StationRow = HoursColumns & {
  id: number
  name: string
  pinyin: string
  kind: Static<typeof WireRow>['kind']
  partner_id: number
  partner: string
  place: number
  place_name: string | null
  lon: number
  lat: number
  address: string
  amenities: Amenity[]
  audience: Static<typeof WireRow>['audience']
  status: StationStatus
  capacity: number | null
  photo: number | null
  last_confirmed_on: Temporal.PlainDate | null
  revision: number
  presence: PresenceColumn
}

/** What `stationColumns` are of: what everybody may know, … */
export const publicStation = sql`public_station s`
/** … or the rows in reach. */
export const keptStation = sql`station s left join station_label l on l.id = s.id`

/** @param names s: of `publicStation`; l: of `keptStation`. @param today exceptions that were over before yesterday bear on nothing */
export function stationColumns(today: Temporal.PlainDate, names: 's' | 'l'): RawBuilder<StationRow> {
  return sql<StationRow>`s.id, s.name, s.pinyin, s.kind, s.partner_id, ${sql.ref(`${names}.partner`)}, s.place, ${sql.ref(`${names}.place_name`)}, s.lon, s.lat, s.address, s.amenities, s.audience, s.status, s.hours, s.capacity, s.photo, s.last_confirmed_on, s.revision, ${exceptionsColumn(today)}, ${presenceColumn}`
}

export function exceptionsColumn(today: Temporal.PlainDate): RawBuilder<unknown> {
  return sql`(select json_agg(json_build_array(x.from_on - date '1970-01-01', x.until_on - date '1970-01-01', x.spans) order by x.id) from station_exception x where x.station_id = s.id and x.until_on >= ${today.subtract({ days: 1 })}) as exceptions`
}

/** In reach by place, by grant, or through the owner; inside `place` when one is given. */
export function stationInReach(reach: Reach, place?: number): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${inReach(narrowed(reach, place), { place: 's.place', station: 's.id', partner: 's.partner_id' })} and ${inPlace('s.place', place)})`
}

/** The station for those who keep it. @throws Problem not-found where it is not there or not in reach */
export async function getStationInReach(call: Pick<Context, 'tx' | 'today'> & Reach, id: number): Promise<StationRow> {
  const { rows } = await sql<StationRow>`
    select ${stationColumns(call.today, 'l')} from ${keptStation}
    where s.id = ${id} and ${stationInReach(call)}`.execute(call.tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}

/**
 * In the order of `rows`.
 * @param who everybody: a number of people too small to tell is not told (see visits/rules.ts)
 */
export async function stationViews(call: Context, rows: readonly StationRow[], { clock, who }: { clock: CityClock; who: 'everybody' | 'keepers' }) {
  const present = rows.map((row) => presentNow(parsePresence(row.presence), call.now))
  // Also where nobody is: a 0 that turns into nothing would tell of the first who comes.
  const smallest = who === 'everybody' && rows.some((row) => row.presence !== null) ? await knownSetting(call, 'statistics.small-cell') : 0
  return rows.map((row, i) => stationView(call, row, { clock, present: row.presence === null ? null : (present[i] ?? 0), smallest }))
}

function stationView({ city }: Pick<Context, 'city'>, row: StationRow, { clock, present, smallest }: { clock: CityClock; present: number | null; smallest: number }) {
  return {
    id: row.id, name: row.name, kind: row.kind, partner: { id: row.partner_id, short_name: row.partner }, place: row.place, place_name: row.place_name ?? '', position: { lon: row.lon, lat: row.lat }, address: row.address,
    amenities: row.amenities, audience: row.audience, status: row.status, opening: openingView(row, clock), capacity: row.capacity, present: present !== null && present >= smallest ? present : null, fullness: publicFullness(present, row.capacity, smallest),
    photo: photoAddress(city, row.photo), last_confirmed_on: row.last_confirmed_on,
  }
}
