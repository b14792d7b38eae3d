// Back to what was, from what roster_change and roster_worker_change kept.

import { sql } from 'kysely'
import type { Tx } from '../../../../platform/database/connection.ts'
import type { RosterRecord } from '../reach.ts'

/**
 * Nothing builds on it (see whatBuildsOn): every row is as the roster left it. Revisions go on, they never go back.
 * @returns whom to refresh, should another company have moved them meanwhile
 */
export async function restoreRegistry(tx: Tx, { id }: RosterRecord): Promise<number[]> {
  await sql`
    select count(*) from (
      select w.id from worker w where w.id in (select c.worker_id from roster_change c where c.roster_id = ${id}) order by w.id for no key update
    ) locked`.execute(tx)
  await unmakeSpells(tx, id)
  await restoreSpells(tx, id)
  await restoreStatements(tx, id)
  const known = await restorePeople(tx, id)
  await unmakePeople(tx, id)
  return known
}

async function unmakeSpells(tx: Tx, roster: number): Promise<void> {
  await sql`delete from statement s using roster_change c where c.roster_id = ${roster} and c.before is null and s.engagement_id = c.engagement_id`.execute(tx)
  await sql`delete from engagement e using roster_change c where c.roster_id = ${roster} and c.before is null and e.id = c.engagement_id`.execute(tx)
}

/** Place and outlet are not among them: no roster changes those of a spell. */
async function restoreSpells(tx: Tx, roster: number): Promise<void> {
  await sql`
    update engagement e set agency_name = b.agency_name, kind = b.kind, post = b.post, since = b.since, until_on = b.until_on, ended_by = b.ended_by,
      standing = b.standing, moved_from = b.moved_from, roster_id = b.roster_id, revision = e.revision + 1
    from roster_change c cross join lateral jsonb_populate_record(null::engagement, c.before) b
    where c.roster_id = ${roster} and c.before is not null and e.id = c.engagement_id`.execute(tx)
}

async function restoreStatements(tx: Tx, roster: number): Promise<void> {
  await sql`
    delete from statement s using roster_change c
    where c.roster_id = ${roster} and c.before is not null and c.change in ('changed', 'moved-in') and c.statement_before is null and s.engagement_id = c.engagement_id and s.source = 'roster'`.execute(tx)
  await sql`
    update statement s set stated_on = b.stated_on, stated_by = b.stated_by, roster_id = b.roster_id, name = b.name, phone_hash = b.phone_hash, phone_tail = b.phone_tail, phone = b.phone,
      outlet_id = b.outlet_id, kind = b.kind, agency_name = b.agency_name, post = b.post, hired_on = b.hired_on, present = b.present
    from roster_change c cross join lateral jsonb_populate_record(null::statement, c.statement_before) b
    where c.roster_id = ${roster} and c.statement_before is not null and s.engagement_id = c.engagement_id and s.source = 'roster'`.execute(tx)
}

async function restorePeople(tx: Tx, roster: number): Promise<number[]> {
  await sql`
    update worker w set name = b.name, pinyin = b.pinyin, initials = b.initials, phone_hash = b.phone_hash, phone_tail = b.phone_tail, phone = b.phone,
      id_kind = b.id_kind, id_hash = b.id_hash, id_tail = b.id_tail, id_number = b.id_number, revision = w.revision + 1
    from roster_worker_change c cross join lateral jsonb_populate_record(null::worker, c.before) b
    where c.roster_id = ${roster} and c.renewed and w.id = c.worker_id`.execute(tx)
  const { rows } = await sql<{ id: number }>`
    update worker w set place = b.place, state = b.state, trade = b.trade
    from roster_worker_change c cross join lateral jsonb_populate_record(null::worker, c.before) b
    where c.roster_id = ${roster} and w.id = c.worker_id and w.state in ('present', 'away') and b.state in ('present', 'away')
    returning w.id`.execute(tx)
  return rows.map((row) => row.id)
}

/** Suggestions about people who were never here go with them. */
async function unmakePeople(tx: Tx, roster: number): Promise<void> {
  await sql`
    delete from duplicate_pair p using roster_change c
    where c.roster_id = ${roster} and c.made_worker and (p.worker_a = c.worker_id or p.worker_b = c.worker_id)`.execute(tx)
  await sql`delete from worker w using roster_change c where c.roster_id = ${roster} and c.made_worker and w.id = c.worker_id`.execute(tx)
}
