// GET /stations/printout: the stations of one township, by community, as somebody hangs them on a wall.

import type { Api } from '../../../../contract/index.ts'
import type { ReplyOf } from '../../../../contract/operation.ts'
import type { Call, Context } from '../../../platform/http/call.ts'
import { inPlace, wholeCode } from '../../../platform/database/reach.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { sql } from 'kysely'
import type { Amenity } from '../../../../contract/stations.ts'
import { describePlaces } from '../../places/index.ts'
import { hoursText } from '../hours/hours-words.ts'
import type { Hours } from '../hours/rules.ts'

export type Printout = ReplyOf<Api['GET /stations/printout']>

export function readPrintout(call: Call<'GET /stations/printout'>): Promise<Printout> {
  return printoutOf(call, call.query.place)
}

/** @throws Problem not-found for a place that is not there */
export async function printoutOf(call: Context, given: number): Promise<Printout> {
  const place = wholeCode(given)
  const name = (await describePlaces(call.tx, [place])).get(place)?.name
  if (name === undefined) throw notFound()
  const { rows } = await sql<{ id: number; name: string; kind: Printout['groups'][number]['stations'][number]['kind']; place: number; address: string; entrance_note: string; amenities: Amenity[]; audience: 'everyone'; hours: unknown; status: 'open' }>`
    select s.id, s.name, s.kind, s.place, s.address, s.entrance_note, s.amenities, s.audience, s.hours, s.status from public_station s
    where s.status in ('open', 'paused') and ${inPlace('s.place', place)} order by s.pinyin, s.id`.execute(call.tx)
  const communities = Map.groupBy(rows, (row) => (row.place % 1e6 === 0 ? row.place : Math.floor(row.place / 1000) * 1000))
  const names = await describePlaces(call.tx, [...communities.keys()])
  return {
    place, place_name: name, as_of: call.today.toString(), total: rows.length,
    groups: [...communities].sort(([a], [b]) => a - b).map(([code, stations]) => ({
      place: code, place_name: names.get(code)?.name ?? '',
      stations: stations.map(({ hours, ...row }) => ({ ...row, hours_text: hoursText(call.language, hours as Hours | null) })),
    })),
  }
}
