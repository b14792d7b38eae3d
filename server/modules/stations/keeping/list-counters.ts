// Whose counter somebody may open, and which of them asks for something.

import { sql } from 'kysely'
import { inPlace } from '../../../platform/database/reach.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { describePlaces } from '../../places/index.ts'
import { cityClock, openingView, type HoursColumns } from '../hours/city-clock.ts'
import { fullnessOf } from '../network/rules.ts'
import { exceptionsColumn } from '../network/station-store.ts'
import { stationInReach } from '../network/station-store.ts'
import { presentAt } from '../visits/index.ts'
import { toConfirm } from './read-counter.ts'

type Row = HoursColumns & { id: number; name: string; place: number; capacity: number | null; last_confirmed_on: Temporal.PlainDate | null; open_remarks: number; low_goods: number }

export async function listCounters(call: Call<'GET /counters'>): Promise<Reply<'GET /counters'>> {
  const { place, search, limit = 50, after } = call.query
  const [name, id] = after === undefined ? [] : decodeCursor(after, ['string', 'number'])
  const like = search === undefined ? null : `%${search.trim().replaceAll(/[\\%_]/g, '\\$&')}%`
  const { rows } = await sql<Row>`
    select s.id, s.name, s.place, s.capacity, s.status, s.hours, s.last_confirmed_on, ${exceptionsColumn(call.today)},
      (select count(*)::int from remark r where r.station_id = s.id and r.state = 'open') as open_remarks,
      (select count(*)::int from stock k join good g on g.id = k.good_id where k.station_id = s.id and k.quantity <= k.low_at and g.retired_on is null) as low_goods
    from station s
    where ${stationInReach(call)} and s.status in ('open', 'paused') and ${inPlace('s.place', place)}
      and (${like}::text is null or s.name like ${like} or s.pinyin like ${like} or s.initials like ${like}) and (${id ?? null}::int8 is null or (s.name, s.id) > (${name ?? ''}, ${id ?? null}::int8))
    order by s.name, s.id limit ${limit + 1}`.execute(call.tx)
  const { items, next } = cutPage(rows, limit, (row) => [row.name, row.id])
  const clock = await cityClock(call)
  const places = await describePlaces(call.tx, items.map((row) => row.place))
  const present = await presentAt(call, items.map((row) => row.id))
  const views: Reply<'GET /counters'>['items'][number][] = []
  for (const row of items) {
    const here = present.get(row.id) ?? 0
    views.push({
      id: row.id, name: row.name, place_name: places.get(row.place)?.name ?? '', open: openingView(row, clock).open, present: here, fullness: fullnessOf(here, row.capacity),
      open_remarks: row.open_remarks, low_goods: row.low_goods, last_confirmed_on: row.last_confirmed_on, to_confirm: await toConfirm(call, row.last_confirmed_on),
    })
  }
  return { items: views, next }
}

