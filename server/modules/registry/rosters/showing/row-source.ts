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

async function readFileRows(tx: Tx, roster: RosterRecord, { kind, outlet, limit }: Wanted, after: number): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    select r.row_no, coalesce(d.engagement_id, s.engagement_id) as engagement_id, case when r.accepted then coalesce(d.change, 'same') else 'rejected' end as kind,
      r.name, r.id_tail, r.phone, coalesce(o.name, r.outlet_name) as outlet_name, f.name as from_outlet, coalesce(d.worker_id, s.worker_id) as worker_id, d.changes, false as held, d.review_reason,
      case when d.change = 'rejected' then jsonb_build_array(jsonb_build_object('code', 'unknown-outlet', 'field', 'outlet')) else r.rejections end as rejections,
      old.phone as old_phone, x.decision
    from roster_row r
    left join roster_difference d on d.roster_id = r.roster_id and d.row_no = r.row_no
    left join roster_decision x on x.roster_id = r.roster_id and x.row_no = r.row_no
    left join lateral (${oldPhone(roster)}) old on true
    left join lateral (
      select e.id as engagement_id, e.worker_id, e.outlet_id from worker w join engagement e on e.worker_id = coalesce(w.merged_into, w.id)
      where d.change is null and r.accepted and w.id_hash = r.id_hash and e.company_id = ${roster.company_id} and e.until_on is null order by e.id limit 1
    ) s on true
    left join outlet_label o on o.id = coalesce(d.outlet_id, s.outlet_id)
    left join engagement e on e.id = d.engagement_id and d.change = 'moved'
    left join outlet_label f on f.id = e.outlet_id
    where r.roster_id = ${roster.id} and r.row_no > ${after} and ${ofKind(kind)} and (${outlet ?? null}::bigint is null or coalesce(d.outlet_id, s.outlet_id) = ${outlet ?? null}::bigint)
    order by r.row_no limit ${limit}`.execute(tx)
  return rows
}

/** Before applying, what the statement says; afterwards, what it said. */
function oldPhone(roster: RosterRecord): RawBuilder<unknown> {
  if (roster.state === 'ready') return sql`select t.phone from statement t where d.changes @> '[{"field": "phone"}]' and t.engagement_id = d.engagement_id and t.source = 'roster'`
  return sql`select decode(substr(c.statement_before ->> 'phone', 3), 'hex') as phone from roster_change c
    where d.changes @> '[{"field": "phone"}]' and c.roster_id = d.roster_id and c.engagement_id = d.engagement_id and c.statement_before is not null`
}

function ofKind(kind: SourceRow['kind'] | undefined): RawBuilder<boolean> {
  switch (kind) {
    case undefined:
    case 'left':
      return sql<boolean>`true`
    case 'rejected':
      return sql<boolean>`(not r.accepted or d.change = 'rejected')`
    case 'same':
      return sql<boolean>`(r.accepted and d.change is null)`
    default:
      return sql<boolean>`d.change = ${kind}`
  }
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
