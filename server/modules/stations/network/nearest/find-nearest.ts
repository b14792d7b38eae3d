// The nearest stations, exactly (decision 0008).

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Amenity, StationKind } from '../../../../../contract/stations.ts'
import type { Context } from '../../../../platform/http/call.ts'
import { stationColumns, type StationRow } from '../station-store.ts'

export type Wanted = { lon: number; lat: number; count: number; amenities?: readonly Amenity[]; kind?: StationKind; within?: number }
export type NearRow = StationRow & { metres: number }

/** IUGG mean radius. The flattening of the earth makes distances wrong by at most 0.56 %: 3 m in 500. */
const EARTH = 6_371_008.8

/**
 * The `count` nearest by great-circle distance, the nearest first; equally far ones by id.
 *
 * `near` walks the geometric index outwards in degrees. That order is not the sphere's, but any `count` stations bound
 * how far the wanted ones can be: the farthest of them is `bound`. All stations within that distance lie in one box of
 * degrees, which the same index answers; among those, distances on the sphere decide.
 */
export async function findNearest({ tx, today }: Pick<Context, 'tx' | 'today'>, wanted: Wanted): Promise<NearRow[]> {
  return (await nearestQuery(today, wanted).execute(tx)).rows.slice(0, wanted.count)
}

export function nearestQuery(today: Temporal.PlainDate, wanted: Wanted): RawBuilder<NearRow> {
  const count = sql.lit(roundCount(wanted.count))
  const [lon, lat] = [rounded(wanted.lon), rounded(wanted.lat)]
  const matching = matchingAll(wanted)
  const here = sql`point(${lon}::float8, ${lat}::float8)`
  const distance = haversine(lon, lat)
  return sql<NearRow>`
    with near as materialized (
      select s.lon, s.lat from public_station s where ${matching} order by point(s.lon, s.lat) <-> ${here} limit ${count}
    ), bound as materialized (
      select least(max(${distance}), ${wanted.within ?? null}::float8) as metres from near s
    ), frame as materialized (
      select metres, high, case when abs(${lat}::float8) + high >= 89.999 then 360 else degrees(asin(least(1, sin(radians(high)) / cos(radians(${lat}::float8))))) + ${sql.lit(MARGIN)} end as wide
      from (select metres, degrees(metres / ${sql.lit(EARTH)}) + ${sql.lit(MARGIN)} as high from bound) as b
    )
    select ${stationColumns(today, 's')}, ${distance} as metres
    from public_station s
    where ${matching}
      and point(s.lon, s.lat) <@ (select case when abs(${lon}::float8) + wide > 180
          then box(point(-180, ${lat}::float8 - high), point(180, ${lat}::float8 + high))
          else box(point(${lon}::float8 - wide, ${lat}::float8 - high), point(${lon}::float8 + wide, ${lat}::float8 + high)) end from frame)
      and ${distance} <= (select metres from bound)
    order by metres, s.id limit ${count}`
}

/**
 * Up to one of a few numbers, which stand in the text: of a LIMIT that is a parameter PostgreSQL expects a tenth of all
 * rows, and so would plan the statement anew each time instead of keeping its plan.
 */
function roundCount(count: number): number {
  let round = 20
  while (round < count) round *= 4
  return round
}

/** To a tenth of a millimetre: the square of 5e-324 underflows, and PostgreSQL makes an error of that. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e9) / 1e9
}

/** In degrees, some centimetres: so that rounding leaves nothing outside the box that lies on its edge. */
const MARGIN = 1e-6

function haversine(lon: number, lat: number): RawBuilder<number> {
  return sql<number>`(2 * ${sql.lit(EARTH)} * asin(least(1, sqrt(sin(radians(s.lat - ${lat}::float8) / 2) ^ 2 + cos(radians(${lat}::float8)) * cos(radians(s.lat)) * sin(radians(s.lon - ${lon}::float8) / 2) ^ 2))))`
}

function matchingAll({ amenities = [], kind }: Wanted): RawBuilder<SqlBool> {
  const conditions = [sql<SqlBool>`s.status in ('open', 'paused')`]
  if (amenities.length > 0) conditions.push(sql<SqlBool>`s.amenities @> ${amenities}::text[]`)
  if (kind !== undefined) conditions.push(sql<SqlBool>`s.kind = ${kind}`)
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}
