// What the roster says of each spell.

import { sql } from 'kysely'
import type { Tx } from '../../../../platform/database/connection.ts'
import type { RosterRecord } from '../reach.ts'
import { itsDifference, itsRow } from './its-row.ts'

/** New spells: everything the row says. */
export async function stateNewSpells(tx: Tx, { id, as_of, uploaded_by }: RosterRecord): Promise<void> {
  await sql`
    insert into statement (engagement_id, source, stated_on, stated_by, roster_id, name, phone_hash, phone_tail, phone, outlet_id, kind, agency_name, post, hired_on)
    select c.engagement_id, 'roster', ${as_of}::date, ${uploaded_by}::bigint, c.roster_id, r.name, r.phone_hash, r.phone_tail, r.phone, d.outlet_id, r.kind, r.agency_name, r.post, r.hired_on
    from roster_change c
    ${itsDifference}
    ${itsRow}
    where c.roster_id = ${id} and c.before is null`.execute(tx)
}

/** Spells on record: what a row leaves empty, the roster goes on saying as before. */
export async function restateChanged(tx: Tx, { id, as_of, uploaded_by }: RosterRecord): Promise<void> {
  await sql`
    insert into statement as s (engagement_id, source, stated_on, stated_by, roster_id, name, phone_hash, phone_tail, phone, outlet_id, kind, agency_name, post, hired_on)
    select c.engagement_id, 'roster', ${as_of}::date, ${uploaded_by}::bigint, c.roster_id, r.name, r.phone_hash, r.phone_tail, r.phone, d.outlet_id, r.kind, r.agency_name, r.post, r.hired_on
    from roster_change c
    ${itsDifference}
    ${itsRow}
    where c.roster_id = ${id} and c.before is not null and c.change in ('changed', 'moved-in')
    on conflict (engagement_id, source) do update set
      stated_on = excluded.stated_on, stated_by = excluded.stated_by, roster_id = excluded.roster_id,
      name = coalesce(excluded.name, s.name), phone_hash = coalesce(excluded.phone_hash, s.phone_hash), phone_tail = coalesce(excluded.phone_tail, s.phone_tail), phone = coalesce(excluded.phone, s.phone),
      outlet_id = excluded.outlet_id, kind = coalesce(excluded.kind, s.kind), agency_name = coalesce(excluded.agency_name, s.agency_name), post = coalesce(excluded.post, s.post), hired_on = coalesce(excluded.hired_on, s.hired_on)`.execute(tx)
}

/** Onto a spell that the person declared before: it goes on from the old one. */
export async function joinDeclaredSpells(tx: Tx, { id }: RosterRecord): Promise<void> {
  await sql`
    update engagement e set moved_from = d.engagement_id, roster_id = ${id}, revision = e.revision + 1
    from roster_change c ${itsDifference}
    where c.roster_id = ${id} and c.change = 'moved-in' and c.before is not null and e.id = c.engagement_id`.execute(tx)
  await sql`
    update engagement e set roster_id = ${id} from roster_change c where c.roster_id = ${id} and c.change = 'changed' and e.id = c.engagement_id`.execute(tx)
}

/** Spells of people on record, of which something new is said: what stands has to be found again. */
export async function restatedSpells(tx: Tx, { id }: RosterRecord): Promise<number[]> {
  const { rows } = await sql<{ engagement_id: number }>`select engagement_id from roster_change where roster_id = ${id} and change in ('joined', 'moved-in', 'changed') and not made_worker`.execute(tx)
  return rows.map((row) => row.engagement_id)
}
