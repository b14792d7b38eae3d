// Engagements that begin, end and go on.

import { sql } from 'kysely'
import type { Tx } from '../../../../platform/database/connection.ts'
import type { RosterRecord } from '../reach.ts'
import { apart, itsDifference, itsRow } from './its-row.ts'

/** Joined, and moved to where there was no spell yet. Whoever is not on record gets a number, too. */
export async function numberNewSpells(tx: Tx, { id }: RosterRecord): Promise<void> {
  await sql`
    insert into roster_change (roster_id, row_no, engagement_id, worker_id, change, made_worker)
    select d.roster_id, d.row_no, nextval('engagement_id_seq'), coalesce(d.worker_id, nextval('worker_id_seq')), case d.change when 'joined' then 'joined' else 'moved-in' end, d.worker_id is null
    from roster_difference d
    where d.roster_id = ${id} and (d.change = 'joined' or (d.change = 'moved' and d.onto is null))`.execute(tx)
}

/** Leavers that are not held, and the spells that movers leave behind. */
export async function noteEnded(tx: Tx, { id }: RosterRecord): Promise<void> {
  await sql`
    insert into roster_change (roster_id, row_no, engagement_id, worker_id, change, before)
    select ${id}::bigint, x.row_no, e.id, e.worker_id, x.change, to_jsonb(e)
    from (
      select null::integer as row_no, l.engagement_id, 'left' as change from roster_leaver l where l.roster_id = ${id} and not l.held
      union all
      select d.row_no, d.engagement_id, 'moved-out' from roster_difference d where d.roster_id = ${id} and d.change = 'moved'
    ) x
    join engagement e on e.id = x.engagement_id`.execute(tx)
}

/** Changed field by field, or now named by a roster, too. */
export async function noteChanged(tx: Tx, { id }: RosterRecord): Promise<void> {
  await sql`
    insert into roster_change (roster_id, row_no, engagement_id, worker_id, change, before, statement_before)
    select d.roster_id, d.row_no, e.id, e.worker_id, case d.change when 'changed' then 'changed' else 'moved-in' end, to_jsonb(e), to_jsonb(s)
    from roster_difference d
    join engagement e on e.id = case d.change when 'changed' then d.engagement_id else d.onto end
    left join statement s on s.engagement_id = e.id and s.source = 'roster'
    where d.roster_id = ${id} and (d.change = 'changed' or (d.change = 'moved' and d.onto is not null))`.execute(tx)
}

/** Until the day before the list; a spell of one day keeps its day. */
export async function endSpells(tx: Tx, { id, as_of }: RosterRecord): Promise<void> {
  await sql`
    update engagement e set until_on = greatest(e.since, ${as_of}::date - 1), ended_by = case c.change when 'left' then 'roster' else 'move' end, roster_id = c.roster_id, revision = e.revision + 1
    from roster_change c
    where c.roster_id = ${id} and c.change in ('left', 'moved-out') and e.id = c.engagement_id`.execute(tx)
}

/**
 * A joiner's spell begins on the day of hire, when the list says it and it does not lie before the end of an earlier
 * spell at the company: who comes back begins anew. A mover's begins with the list and goes on from the old one.
 */
export async function beginSpells(tx: Tx, { id, as_of }: RosterRecord): Promise<void> {
  await sql`
    insert into engagement (id, worker_id, company_id, outlet_id, place, agency_name, kind, post, since, standing, moved_from, roster_id)
    overriding system value
    select c.engagement_id, c.worker_id, o.company_id, o.id, o.place,
      coalesce(c.agency_name, f.agency_name, ''), coalesce(c.kind, f.kind, 'direct'), coalesce(c.post, f.post, ''),
      case when f.id is not null then ${as_of}::date
        when c.made_worker then least(coalesce(c.hired_on, ${as_of}::date), ${as_of}::date)
        else least(greatest(coalesce(c.hired_on, ${as_of}::date), (select max(p.until_on) + 1 from engagement p where p.worker_id = c.worker_id and p.company_id = o.company_id)), ${as_of}::date) end,
      'confirmed', f.id, c.roster_id
    from (
      select c.engagement_id, c.worker_id, c.roster_id, c.made_worker, d.outlet_id, d.engagement_id as former, r.agency_name, r.kind, r.post, r.hired_on
      from roster_change c
      ${itsDifference}
      ${itsRow}
      where c.roster_id = ${id} and c.before is null
      ${apart}
    ) c
    join outlet o on o.id = c.outlet_id
    left join engagement f on f.id = c.former`.execute(tx)
}
