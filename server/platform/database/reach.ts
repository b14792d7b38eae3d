// Scope as a condition in the look-up's WHERE. Row security compares the same ranges behind it.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { isInside, placeCode, placeRange, type PlaceRange } from '../../../contract/place-code.ts'
import type { Scope } from './scope.ts'

/** What a look-up needs to know of a call to stay within reach; a Context is one. */
export type Reach = { scope: Scope; city: { code: number } }

/** By which columns rows are in reach: `{ place: 'e.place', company: 'e.company_id' }`. */
export type ReachColumns = { place: string; company?: string; outlet?: string; station?: string; partner?: string }

/**
 * True for rows in reach: by their place, or by the company, outlet, station or partner they belong to.
 * For the whole city no condition is left, so that it costs nothing.
 */
export function inReach({ scope, city }: Reach, { place, ...columns }: ReachColumns): RawBuilder<SqlBool> {
  if (reachesWholeCity({ scope, city })) return sql<SqlBool>`true`
  const ways = scope.places === 'all' ? [] : scope.places.map((range) => inRange(place, range))
  const held = { company: scope.companies, outlet: scope.outlets, station: scope.stations, partner: scope.partners }
  for (const [thing, column] of Object.entries(columns) as [keyof typeof held, string][]) {
    if (held[thing].length > 0) ways.push(sql<SqlBool>`${sql.ref(column)} = any(${held[thing]}::int8[])`)
  }
  return ways.length === 0 ? sql<SqlBool>`false` : sql<SqlBool>`(${sql.join(ways, sql` or `)})`
}

/**
 * `lo <= column and column < hi`, which is what an index on the column answers. A township's range and wider ones are
 * written as numbers: there are few, so each keeps a prepared statement of its own, planned for how many people it has.
 */
export function inRange(column: string, [lo, hi]: PlaceRange): RawBuilder<SqlBool> {
  if (hi - lo >= TOWNSHIP) return sql<SqlBool>`(${sql.ref(column)} >= ${sql.lit(lo)} and ${sql.ref(column)} < ${sql.lit(hi)})`
  return sql<SqlBool>`(${sql.ref(column)} >= ${lo} and ${sql.ref(column)} < ${hi})`
}

/** Everything inside a place named by 6, 9, 12 or 15 digits; no condition without one. */
export function inPlace(column: string, place: number | undefined): RawBuilder<SqlBool> {
  return place === undefined ? sql<SqlBool>`true` : inRange(column, placeRange(wholeCode(place)))
}

/**
 * The same reach, its places cut down to one of them and what is inside. What is reached by company or outlet stays
 * reached: a look-up by place says `inPlace` besides.
 */
export function narrowed<R extends Reach>(reach: R, place: number | undefined): Reach {
  if (place === undefined) return reach
  const range = placeRange(wholeCode(place))
  const { scope, city } = reach
  const places = scope.places === 'all' ? [range] : scope.places.flatMap((one) => overlap(one, range))
  return { city, scope: { ...scope, places } }
}

export function reachesWholeCity({ scope, city }: Reach): boolean {
  const [lo, hi] = placeRange(placeCode(city.code))
  return scope.places === 'all' || scope.places.some((range) => range[0] <= lo && range[1] >= hi)
}

/** Whether a place with this code is in reach by place (not by company or outlet). */
export function reachesPlace({ scope }: Reach, place: number): boolean {
  return scope.places === 'all' || scope.places.some((range) => isInside(place, range))
}

/** A place as the wire may give it (6, 9, 12 or 15 digits), as fifteen. 0, where nothing is, for other lengths. */
export function wholeCode(place: number): number {
  return /^(\d{6}|\d{9}|\d{12}|\d{15})$/.test(String(place)) ? placeCode(place) : 0
}

function overlap(a: PlaceRange, b: PlaceRange): PlaceRange[] {
  const lo = Math.max(a[0], b[0])
  const hi = Math.min(a[1], b[1])
  return lo < hi ? [[lo, hi]] : []
}

const TOWNSHIP = 1e6
