// GET /stations/printout: the stations of one township, by community, as somebody hangs them on a wall.

import type { Api } from '../../../../contract/index.ts'
import type { ReplyOf } from '../../../../contract/operation.ts'
import type { Call, Context } from '../../../platform/http/call.ts'
import { inPlace, wholeCode } from '../../../platform/database/reach.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { sql } from 'kysely'
import type { Amenity } from '../../../../contract/stations.ts'
import { describePlaces } from '../../places/index.ts'
import { hoursText, spansText } from '../hours/hours-words.ts'
import type { Hours, Span } from '../hours/rules.ts'
import { words } from '../words.ts'

export type Printout = ReplyOf<Api['GET /stations/printout']>

export function readPrintout(call: Call<'GET /stations/printout'>): Promise<Printout> {
  return printoutOf(call, call.query.place)
}

/** @throws Problem not-found for a place that is not there */
export async function printoutOf(call: Context, given: number): Promise<Printout> {
  const place = wholeCode(given)
  const name = (await describePlaces(call.tx, [place])).get(place)?.name
  if (name === undefined) throw notFound()
  const { rows } = await sql<{ id: number; name: string; kind: Printout['groups'][number]['stations'][number]['kind']; place: number; address: string; entrance_note: string; amenities: Amenity[]; audience: 'everyone'; hours: unknown; status: 'open' | 'paused'; pause_note: string; special: Special | null }>`
    select s.id, s.name, s.kind, s.place, s.address, s.entrance_note, s.amenities, s.audience, s.hours, s.status, s.pause_note,
      (select json_build_object('spans', x.spans, 'reason', x.reason) from station_exception x where x.station_id = s.id and ${call.today} between x.from_on and x.until_on limit 1) as special
    from public_station s
    where s.status in ('open', 'paused') and ${inPlace('s.place', place)} order by s.pinyin, s.id`.execute(call.tx)
  const communities = Map.groupBy(rows, (row) => (row.place % 1e6 === 0 ? row.place : Math.floor(row.place / 1000) * 1000))
  const names = await describePlaces(call.tx, [...communities.keys()])
  return {
    place, place_name: name, as_of: call.today.toString(), total: rows.length,
    groups: [...communities].sort(([a], [b]) => a - b).map(([code, stations]) => ({
      place: code, place_name: names.get(code)?.name ?? '',
      stations: stations.map(({ hours, special, pause_note: note, ...row }) => ({ ...row, hours_text: hoursText(call.language, hours as Hours | null), today_text: special === null ? '' : todayText(call, special), pause_note: row.status === 'paused' ? note : '' })),
    })),
  }
}

interface Special { readonly spans: readonly Span[]; readonly reason: string }

function todayText({ language }: Pick<Context, 'language'>, { spans, reason }: Special): string {
  const open = spans.length === 0 ? words(language, '不开', 'closed') : spansText(language, spans)
  return [open, reason].filter(Boolean).join(words(language, '，', ', '))
}
