// Where places are: a point inside each.

import { sql } from 'kysely'
import { placeRange, placeCode } from '../../../contract/place-code.ts'
import type { Context } from '../../platform/http/call.ts'
import type { placeKinds } from '../../../contract/places.ts'

/** Places of these kinds that have a point and are in use, in the caller's ranges and inside `place` when one is given. */
export async function pointsOfPlaces({ tx, scope }: Pick<Context, 'tx' | 'scope'>, kinds: readonly (typeof placeKinds)[number][], place?: number): Promise<{ code: number; name: string; lon: number; lat: number }[]> {
  const within = place === undefined ? undefined : placeRange(/^(\d{6}|\d{9}|\d{12}|\d{15})$/.test(String(place)) ? placeCode(place) : 0)
  const ranges = scope.places === 'all' ? undefined : scope.places
  const { rows } = await sql<{ code: number; name: string; lon: number; lat: number }>`
    select code, name, lon, lat from place
    where kind = any(${[...kinds]}::text[]) and lon is not null and retired_on is null
      and ${within ? sql`code >= ${within[0]} and code < ${within[1]}` : sql`true`}
      and ${ranges ? (ranges.length === 0 ? sql`false` : sql`(${sql.join(ranges.map(([lo, hi]) => sql`code >= ${lo} and code < ${hi}`), sql` or `)})`) : sql`true`}
    order by code`.execute(tx)
  return rows
}
