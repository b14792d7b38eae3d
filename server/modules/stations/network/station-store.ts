// Stations as every list shows them.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Static } from 'typebox'
import type { Amenity, StationRow as WireRow, StationStatus } from '../../../../contract/stations.ts'
import { inPlace, inReach, narrowed, type Reach } from '../../../platform/database/reach.ts'
import type { Context } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { describePlaces } from '../../places/index.ts'
import { openingView, type CityClock, type HoursColumns } from '../hours/city-clock.ts'
import { photoAddress } from '../photos/photo-address.ts'
import { presentAt } from '../visits/index.ts'
import { fullnessOf } from './rules.ts'

export type StationRow = HoursColumns & {
  id: number
  name: string
  pinyin: string
  kind: Static<typeof WireRow>['kind']
  partner_id: number
  partner: string
  place: number
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
}

/** Of `s`: station joined with partner_label `p`, or public_station. @param today exceptions that were over before yesterday bear on nothing */
export function stationColumns(today: Temporal.PlainDate, partner: 'p.short_name' | 's.partner'): RawBuilder<StationRow> {
  return sql<StationRow>`s.id, s.name, s.pinyin, s.kind, s.partner_id, ${sql.ref(partner)} as partner, s.place, s.lon, s.lat, s.address, s.amenities, s.audience, s.status, s.hours, s.capacity, s.photo, s.last_confirmed_on, s.revision, ${exceptionsColumn(today)}`
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
    select ${stationColumns(call.today, 'p.short_name')} from station s join partner_label p on p.id = s.partner_id
    where s.id = ${id} and ${stationInReach(call)}`.execute(call.tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}

/** In the order of `rows`. */
export async function stationViews(call: Context, rows: readonly StationRow[], clock: CityClock) {
  if (rows.length === 0) return []
  const places = await describePlaces(call.tx, rows.map((row) => row.place))
  const present = await presentAt(call, rows.map((row) => row.id))
  return rows.map((row) => stationView(call, row, { clock, placeName: places.get(row.place)?.name ?? '', present: present.get(row.id) ?? null }))
}

function stationView({ city }: Pick<Context, 'city'>, row: StationRow, { clock, placeName, present }: { clock: CityClock; placeName: string; present: number | null }) {
  return {
    id: row.id, name: row.name, kind: row.kind, partner: { id: row.partner_id, short_name: row.partner }, place: row.place, place_name: placeName, position: { lon: row.lon, lat: row.lat }, address: row.address,
    amenities: row.amenities, audience: row.audience, status: row.status, opening: openingView(row, clock), capacity: row.capacity, present, fullness: fullnessOf(present, row.capacity),
    photo: photoAddress(city, row.photo), last_confirmed_on: row.last_confirmed_on,
  }
}
