// Rows of a roster as the database gives them: staged rows beside how they compare, and the people who would leave.

import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../../../platform/database/connection.ts'
import type { RosterRecord } from '../reach.ts'

export type Change = { field: string; before: string | null; after: string | null }

export type SourceRow = {
  row_no: number | null
  engagement_id: number | null
  kind: 'joined' | 'left' | 'moved' | 'changed' | 'same' | 'review' | 'rejected'
  name: string | null
  id_tail: string | null
  phone: Buffer | null
  outlet_name: string | null
  from_outlet: string | null
  worker_id: number | null
  changes: Change[] | null
  held: boolean
  review_reason: string | null
  rejections: unknown
  /** What the company's roster said before, for phones that change. */
  old_phone: Buffer | null
  decision: string | null
}

type Wanted = { kind?: SourceRow['kind'] | undefined; outlet?: number | undefined; after?: readonly [part: number, key: number] | undefined; limit: number }

/** Rows in the order of the file, then leavers by their engagement. */
export async function readRows(tx: Tx, roster: RosterRecord, wanted: Wanted): Promise<SourceRow[]> {
  const [part, key] = wanted.after ?? [0, 0]
  const rows: SourceRow[] = wanted.kind === 'left' || part === 1 ? [] : await readFileRows(tx, roster, wanted, key)
  if (rows.length >= wanted.limit || (wanted.kind !== undefined && wanted.kind !== 'left')) return rows
  return [...rows, ...(await readLeavers(tx, roster, { ...wanted, limit: wanted.limit - rows.length }, part === 1 ? key : 0))]
}

/**
 * First the page, by key, then what stands beside each of its rows: joined plainly, rows that were staged a moment ago
 * (no statistics) were read all 50,000 for each of a page.
 */
async function readFileRows(tx: Tx, roster: RosterRecord, { kind, outlet, limit }: Wanted, after: number): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    select r.row_no, coalesce(d.engagement_id, s.engagement_id) as engagement_id, case when r.accepted then coalesce(d.change, 'same') else 'rejected' end as kind,
      r.name, r.id_tail, r.phone, coalesce(o.name, r.outlet_name) as outlet_name, f.name as from_outlet, coalesce(d.worker_id, s.worker_id) as worker_id, d.changes, false as held, d.review_reason,
      case when d.change = 'rejected' then jsonb_build_array(jsonb_build_object('code', 'unknown-outlet', 'field', 'outlet')) else r.rejections end as rejections,
      old.phone as old_phone, x.decision
    from (${pageOf(roster, kind, outlet)} and page.row_no > ${after} order by page.row_no limit ${limit}) p
    join lateral (select * from roster_row y where y.roster_id = ${roster.id} and y.row_no = p.row_no offset 0) r on true
    left join lateral (select * from roster_difference y where y.roster_id = ${roster.id} and y.row_no = p.row_no offset 0) d on true
    left join lateral (select * from roster_decision y where y.roster_id = ${roster.id} and y.row_no = p.row_no offset 0) x on true
    left join lateral (${oldPhone(roster)}) old on true
    left join lateral (select coalesce(y.merged_into, y.id) as worker_id from worker y where d.change is null and r.accepted and y.id_hash = r.id_hash offset 0) w on true
    left join lateral (select e.id as engagement_id, e.worker_id, e.outlet_id from engagement e where e.worker_id = w.worker_id and e.company_id = ${roster.company_id} and e.until_on is null order by e.id limit 1) s on true
    left join outlet_label o on o.id = coalesce(d.outlet_id, s.outlet_id)
    left join lateral (select l.name from engagement e join outlet_label l on l.id = e.outlet_id where d.change = 'moved' and e.id = d.engagement_id offset 0) f on true
    order by p.row_no`.execute(tx)
  return rows
}

/** Row numbers of one kind, open at the end for more conditions. */
function pageOf(roster: RosterRecord, kind: SourceRow['kind'] | undefined, outlet: number | undefined): RawBuilder<unknown> {
  if (kind === 'joined' || kind === 'moved' || kind === 'changed' || kind === 'review') {
    const there = outlet === undefined ? sql`` : sql`and page.outlet_id = ${outlet}::bigint`
    return sql`select page.row_no from roster_difference page where page.roster_id = ${roster.id} and page.change = ${kind} ${there}`
  }
  const there = outlet === undefined ? sql`` : sql`and page.outlet_key in (select unnest(array_append(o.aliases, o.name_key)) from outlet o where o.id = ${outlet}::bigint)`
  const difference = sql`select from roster_difference y where y.roster_id = ${roster.id} and y.row_no = page.row_no`
  const which =
    kind === 'same' ? sql`and page.accepted and not exists (${difference} offset 0)` : kind === 'rejected' ? sql`and (not page.accepted or exists (${difference} and y.change = 'rejected' offset 0))` : sql``
  return sql`select page.row_no from roster_row page where page.roster_id = ${roster.id} ${which} ${there}`
}

/** Before applying, what the statement says; afterwards, what it said. */
function oldPhone(roster: RosterRecord): RawBuilder<unknown> {
  if (roster.state === 'ready') return sql`select t.phone from statement t where d.changes @> '[{"field": "phone"}]' and t.engagement_id = d.engagement_id and t.source = 'roster'`
  return sql`select decode(substr(c.statement_before ->> 'phone', 3), 'hex') as phone from roster_change c
    where d.changes @> '[{"field": "phone"}]' and c.roster_id = d.roster_id and c.engagement_id = d.engagement_id and c.statement_before is not null`
}

async function readLeavers(tx: Tx, roster: RosterRecord, { outlet, limit }: Wanted, after: number): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    select null::integer as row_no, l.engagement_id, 'left' as kind, coalesce(s.name, w.name) as name, w.id_tail, coalesce(s.phone, w.phone) as phone,
      o.name as outlet_name, null as from_outlet, e.worker_id, null::jsonb as changes, l.held, null as review_reason, null::jsonb as rejections, null::bytea as old_phone, null as decision
    from roster_leaver l
    join engagement e on e.id = l.engagement_id
    left join worker w on w.id = e.worker_id
    left join statement s on s.engagement_id = e.id and s.source = 'roster'
    left join outlet_label o on o.id = l.outlet_id
    where l.roster_id = ${roster.id} and l.engagement_id > ${after} and (${outlet ?? null}::bigint is null or l.outlet_id = ${outlet ?? null}::bigint)
    order by l.engagement_id limit ${limit}`.execute(tx)
  return rows
}
