// The people of a roster: new ones, and what it says of those on record.

import { sql } from 'kysely'
import type { Tx } from '../../../../platform/database/connection.ts'
import type { RosterRecord } from '../reach.ts'
import { apart, itsDifference, itsRow } from './its-row.ts'

/**
 * In the order of their ID numbers, so that two companies that name the same newcomers at once wait for each other
 * instead of deadlocking. Whoever another roster made meanwhile is taken over.
 */
export async function makePeople(tx: Tx, { id }: RosterRecord, now: Temporal.Instant): Promise<void> {
  const made = await sql`
    insert into worker (id, name, pinyin, initials, id_kind, id_hash, id_tail, id_number, phone_hash, phone_tail, phone, trade, place, state, created_at)
    overriding system value
    select c.worker_id, c.name, coalesce(c.pinyin, ''), coalesce(c.initials, ''), c.id_kind, c.id_hash, c.id_tail, c.id_number, c.phone_hash, c.phone_tail, c.phone, o.trade, o.place, 'present', ${now}::timestamptz
    from (
      select c.worker_id, d.outlet_id, r.name, r.pinyin, r.initials, r.id_kind, r.id_hash, r.id_tail, r.id_number, r.phone_hash, r.phone_tail, r.phone
      from roster_change c
      ${itsDifference}
      ${itsRow}
      where c.roster_id = ${id} and c.made_worker
      ${apart}
    ) c
    join outlet o on o.id = c.outlet_id
    order by c.id_hash
    on conflict (id_hash) do nothing`.execute(tx)
  const wanted = await sql<{ count: number }>`select count(*)::int as count from roster_change where roster_id = ${id} and made_worker`.execute(tx)
  if (Number(made.numAffectedRows ?? 0) === wanted.rows[0]?.count) return
  await sql`
    update roster_change c set worker_id = n.worker_id, made_worker = false
    from (
      select c.engagement_id, coalesce(w.merged_into, w.id) as worker_id from roster_change c ${itsRow} join worker w on w.id_hash = r.id_hash
      where c.roster_id = ${id} and c.made_worker and w.id <> c.worker_id
    ) n
    where c.roster_id = ${id} and c.engagement_id = n.engagement_id`.execute(tx)
}

/** Everybody on record whom this application touches: locked in one order, and kept as they are now. */
export async function keepPeople(tx: Tx, { id }: RosterRecord): Promise<number[]> {
  const { rows } = await sql<{ worker_id: number }>`
    with locked as materialized (
      select w.* from worker w where w.id in (select c.worker_id from roster_change c where c.roster_id = ${id} and not c.made_worker) order by w.id for no key update
    )
    insert into roster_worker_change (roster_id, worker_id, revision, before)
    select ${id}::bigint, l.id, l.revision, to_jsonb(l) from locked l
    returning worker_id`.execute(tx)
  return rows.map((row) => row.worker_id)
}

/** The number of whoever was on record without one: they registered themselves, or had only signed in. */
export async function takeFirstIds(tx: Tx, { id }: RosterRecord): Promise<void> {
  await sql`
    update worker w set id_kind = r.id_kind, id_hash = r.id_hash, id_tail = r.id_tail, id_number = r.id_number, revision = w.revision + 1
    from roster_change c ${itsRow}
    where c.roster_id = ${id} and not c.made_worker and c.change in ('joined', 'moved-in', 'changed') and w.id = c.worker_id
      and w.id_hash is null and r.id_hash is not null and not exists (select from worker o where o.id_hash = r.id_hash)`.execute(tx)
}

/** What everything came to, so that reversing can tell whether something else came after. */
export async function noteRevisions(tx: Tx, { id }: RosterRecord): Promise<void> {
  await sql`
    update roster_change c set revision = e.revision from engagement e where c.roster_id = ${id} and c.before is not null and e.id = c.engagement_id`.execute(tx)
  await sql`
    update roster_worker_change c set revision = w.revision, renewed = w.revision <> (c.before ->> 'revision')::int from worker w where c.roster_id = ${id} and w.id = c.worker_id`.execute(tx)
}
