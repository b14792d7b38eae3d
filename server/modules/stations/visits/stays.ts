// The one row that says where a worker is. It is there while they are, and no longer.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context } from '../../../platform/http/call.ts'
import { selvesOf } from '../../registry/index.ts'
import { noteVisit, recount } from './presence.ts'
import { presentNow } from './rules.ts'

export type StayRow = { id: number; station_id: number; began_at: Temporal.Instant; ends_at: Temporal.Instant }

/** Of the person who asks, under whichever of their records it began. */
export async function findStay(call: Pick<Context, 'tx' | 'scope' | 'actor' | 'now'>): Promise<(StayRow & { name: string }) | undefined> {
  const selves = await selvesOf(call, call.actor.worker)
  return beyondScope(call, async () => {
    const { rows } = await sql<StayRow & { name: string }>`
      select t.id, t.station_id, t.began_at, t.ends_at, s.name from stay t join station s on s.id = t.station_id
      where t.worker_id = any(${selves}::int8[]) and t.ends_at > ${call.now} order by t.began_at desc limit 1`.execute(call.tx)
    return rows[0]
  })
}

/**
 * The worker is at a station. There already: the same stay goes on, and lasts until `endsAt`. Elsewhere: that one ends.
 * A second request at the same moment waits for the first and finds its stay.
 */
export async function beginStay(call: Context, { station, endsAt }: { station: number; endsAt: Temporal.Instant }): Promise<StayRow> {
  const { tx, now, actor } = call
  const selves = await selvesOf(call, actor.worker)
  // A stay is in the worker's own reach, the counts of a station in that of who keeps it.
  return beyondScope(call, async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const { rows } = await sql<StayRow>`select id, station_id, began_at, ends_at from stay where worker_id = any(${selves}::int8[]) order by id for update`.execute(tx)
      const here = rows.find((row) => row.station_id === station && Temporal.Instant.compare(row.ends_at, now) > 0)
      const over = rows.filter((row) => row !== here)
      if (over.length > 0) await sql`delete from stay where id = any(${over.map((row) => row.id)}::int8[])`.execute(tx)
      const left = over.map((row) => row.station_id)
      if (here) {
        await sql`update stay set ends_at = ${endsAt} where id = ${here.id}`.execute(tx)
        await recount(call, left)
        return { ...here, ends_at: endsAt }
      }
      const begun = await sql<StayRow>`
        insert into stay (station_id, worker_id, began_at, ends_at) values (${station}, ${actor.worker}, ${now}, ${endsAt}) on conflict (worker_id) do nothing
        returning id, station_id, began_at, ends_at`.execute(tx)
      const [stay] = begun.rows
      if (!stay) continue // Another request of theirs was quicker: look again.
      const presence = (await recount(call, [...left, station])).get(station)
      await noteVisit(tx, now, station, presence ? presentNow(presence, now) : 1)
      return stay
    }
    throw new Error('A stay was begun and ended by somebody else five times')
  })
}

/** Two records turned out to be one person, who is at one station: the stay that began last goes on, and is counted once. */
export async function keepOneStay(call: Pick<Context, 'tx' | 'scope' | 'now' | 'city' | 'services'>, worker: number): Promise<void> {
  const selves = await selvesOf(call, worker)
  await beyondScope(call, async () => {
    const { rows } = await sql<{ id: number; station_id: number }>`
      select id, station_id from stay where worker_id = any(${selves}::int8[]) order by began_at desc, id desc for update`.execute(call.tx)
    const [, ...over] = rows
    if (over.length === 0) return
    await sql`delete from stay where id = any(${over.map((row) => row.id)}::int8[])`.execute(call.tx)
    await recount(call, over.map((row) => row.station_id))
  })
}

/** Ends what there is, of these records of one person. Ending nothing is no mistake: a retry does. */
export async function endStays(call: Pick<Context, 'tx' | 'scope' | 'now' | 'city' | 'services'>, workers: readonly number[]): Promise<void> {
  await beyondScope(call, async () => {
    const { rows } = await sql<{ station_id: number }>`delete from stay where worker_id = any(${[...workers]}::int8[]) returning station_id`.execute(call.tx)
    await recount(call, rows.map((row) => row.station_id))
  })
}
