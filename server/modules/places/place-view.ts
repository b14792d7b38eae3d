// A place as the wire has it, and the one query that reads it.

import { sql, type RawBuilder } from 'kysely'
import type { placeKinds } from '../../../contract/places.ts'
import { placeCode } from '../../../contract/place-code.ts'
import type { Tx } from '../../platform/database/connection.ts'
import { notFound } from '../../platform/http/problem.ts'

export type PlaceView = {
  code: number
  official: boolean
  kind: (typeof placeKinds)[number]
  name: string
  full_name: string
  pinyin: string
  initials: string
  parent: number | null
  position: { lon: number; lat: number } | null
  children: number
  retired_on: Temporal.PlainDate | null
  replaced_by: number | null
}

type PlaceRow = Omit<PlaceView, 'position'> & { lon: number | null; lat: number | null; revision: number }

export const placeColumns = sql`p.code, p.official, p.kind, p.name, p.full_name, p.pinyin, p.initials, p.parent, p.lon, p.lat, p.retired_on, p.replaced_by, p.revision,
  (select count(*)::int from place c where c.parent = p.code and c.retired_on is null) as children`

export async function readPlaces<Extra = object>(tx: Tx, rest: RawBuilder<unknown>, more = sql``): Promise<(PlaceView & { revision: number } & Extra)[]> {
  const { rows } = await sql<PlaceRow & Extra>`select ${placeColumns}${more} from place p ${rest}`.execute(tx)
  return rows.map(({ lon, lat, ...row }) => Object.assign(row as Omit<PlaceView, 'position'> & { revision: number } & Extra, { position: lon === null || lat === null ? null : { lon, lat } }))
}

/**
 * @param code six to fifteen digits
 * @throws Problem not-found; retired places are found
 */
export async function getPlace(tx: Tx, code: number): Promise<PlaceView & { revision: number }> {
  const [place] = await readPlaces(tx, sql`where p.code = ${wholeCode(code)}`)
  if (!place) throw notFound()
  return place
}

/** Codes come as people know them: 110105004 is 三里屯街道. */
export function wholeCode(code: number): number {
  try {
    return placeCode(code)
  } catch {
    throw notFound()
  }
}
