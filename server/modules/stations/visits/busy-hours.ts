// How full it usually is, from counts of the last weeks. Nobody is in these numbers.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { settingValue } from '../../access/index.ts'
import { openStation } from '../station-in-reach.ts'
import { busyLevel } from './rules.ts'

const WEEKS = 8

export async function busyHours(call: Call<'GET /stations/{id}/busy-hours'>): Promise<Reply<'GET /stations/{id}/busy-hours'>> {
  const station = await openStation(call, call.params.id)
  const smallest = await settingValue(call, 'statistics.small-cell')
  // Hours are in the reach of who keeps the station; everybody is told what they come to.
  const { rows } = await beyondScope(call, () => sql<{ weekday: number; hour: number; people: number; first: Temporal.PlainDate }>`
    select extract(isodow from day)::int as weekday, hour, sum(peak)::int as people, (select min(day) from station_hour where station_id = ${station.id}) as first
    from station_hour where station_id = ${station.id} and day >= ${call.today.subtract({ weeks: WEEKS })} and day < ${call.today} group by weekday, hour`.execute(call.tx))
  // A station that is three weeks old is not called quiet for the five before.
  const age = rows[0] ? Math.ceil(rows[0].first.until(call.today, { largestUnit: 'days' }).days / 7) : 0
  const weeks = Math.min(WEEKS, Math.max(1, age))
  const means = new Map(rows.map((row) => [`${row.weekday} ${row.hour}`, { peak: row.people / weeks, people: row.people }]))
  const busiest = Math.max(0, ...[...means.values()].map((one) => one.peak))
  return {
    weeks: rows.length === 0 ? 0 : weeks,
    days: Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (__, hour) => busyLevel(means.get(`${day + 1} ${hour}`) ?? { peak: 0, people: 0 }, { capacity: station.capacity, busiest, smallest }))),
  }
}
