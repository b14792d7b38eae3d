// How many are at a station: stays counted again with every change, and what the keeper's own count adds for a while.

import { sql } from 'kysely'
import type { City, Context, Services } from '../../../platform/http/call.ts'
import { timeZone } from '../../../platform/http/mount.ts'
import type { Tx } from '../../../platform/database/connection.ts'
import { stationTopic } from '../station-topic.ts'
import { nobodyThere, presentNow, type Presence } from './rules.ts'

/** What counting needs of a call; a job has it too. The transaction has the whole city in reach. */
export type Counting = { tx: Tx; now: Temporal.Instant; city: Pick<City, 'code'>; services: Pick<Services, 'live'> }

/** Exact numbers, for `fullnessOf` and those who keep the station. Stations without codes in use and without a count are left out. */
export async function presentAt(call: Pick<Context, 'tx' | 'now'>, stations: readonly number[]): Promise<Map<number, number>> {
  const presences = await presencesAt(call.tx, stations)
  return new Map([...presences].map(([station, presence]) => [station, presentNow(presence, call.now)]))
}

export async function presencesAt(tx: Tx, stations: readonly number[]): Promise<Map<number, Presence>> {
  if (stations.length === 0) return new Map()
  const { rows } = await sql<Presence & { station_id: number }>`
    select station_id, checked_in, correction, corrected_until from station_presence where station_id = any(${[...stations]}::int8[])`.execute(tx)
  return new Map(rows.map((row) => [row.station_id, row]))
}

/** As `presenceColumn` gives it; null where nobody ever checked in or counted. */
export type PresenceColumn = [checkedIn: number, correction: number, correctedUntil: number | null] | null

/** Of a station `s`, within another query. */
export const presenceColumn = sql`(select json_build_array(q.checked_in, q.correction, extract(epoch from q.corrected_until) * 1000) from station_presence q where q.station_id = s.id) as presence`

export function parsePresence(column: PresenceColumn): Presence {
  if (column === null) return nobodyThere
  const [checked_in, correction, until] = column
  return { checked_in, correction, corrected_until: until === null ? null : Temporal.Instant.fromEpochMilliseconds(Math.floor(until)) }
}

export async function presenceOf(tx: Tx, station: number): Promise<Presence> {
  return (await presencesAt(tx, [station])).get(station) ?? nobodyThere
}

/**
 * Counts the stays of these stations anew and says so to whoever watches. Two who come at once: the second waits for the
 * row of the first, and only then counts, in a statement of its own. Counting in the statement that waited would miss them.
 */
export async function recount({ tx, now, city, services }: Counting, stations: Iterable<number>): Promise<Map<number, Presence>> {
  const ids = [...new Set(stations)].sort((a, b) => a - b)
  if (ids.length === 0) return new Map()
  await sql`insert into station_presence (station_id, changed_at) select id, ${now} from unnest(${ids}::int8[]) as t (id) order by id on conflict do nothing`.execute(tx)
  await sql`select 1 from station_presence where station_id = any(${ids}::int8[]) order by station_id for update`.execute(tx)
  const { rows } = await sql<Presence & { station_id: number }>`
    update station_presence p set checked_in = (select count(*) from stay t where t.station_id = p.station_id and t.ends_at > ${now}), changed_at = ${now}
    where p.station_id = any(${ids}::int8[]) returning p.station_id, p.checked_in, p.correction, p.corrected_until`.execute(tx)
  for (const { station_id: station } of rows) await services.live.publish(tx, stationTopic(city, station), { what: 'occupancy' })
  return new Map(rows.map((row) => [row.station_id, row]))
}

/** Somebody came: one more visit in this hour, and perhaps more people at once than before. */
export async function noteVisit(tx: Tx, now: Temporal.Instant, station: number, present: number): Promise<void> {
  const { day, hour } = hourOf(now)
  await sql`
    insert into station_hour as h (station_id, day, hour, visits, peak) values (${station}, ${day}, ${hour}, 1, ${present})
    on conflict (station_id, day, hour) do update set visits = h.visits + 1, peak = greatest(h.peak, excluded.peak)`.execute(tx)
}

/** Those who came before the hour began are there in it, too. */
export async function notePeaks(tx: Tx, now: Temporal.Instant): Promise<void> {
  const { day, hour } = hourOf(now)
  await sql`
    insert into station_hour as h (station_id, day, hour, peak)
    select p.station_id, ${day}::date, ${hour}::smallint, p.checked_in + case when p.corrected_until > ${now} then p.correction else 0 end from station_presence p
    where p.checked_in + case when p.corrected_until > ${now} then p.correction else 0 end > 0
    on conflict (station_id, day, hour) do update set peak = excluded.peak where h.peak < excluded.peak`.execute(tx)
}

export function hourOf(now: Temporal.Instant): { day: Temporal.PlainDate; hour: number } {
  const local = now.toZonedDateTimeISO(timeZone)
  return { day: local.toPlainDate(), hour: local.hour }
}
