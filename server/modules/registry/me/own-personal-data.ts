// What the registry knows of a worker: all of it on request, none of it after they have left.

import { sql } from 'kysely'
import type { Context } from '../../../platform/http/call.ts'
import { registerPersonalData, type PersonalDataSection } from '../../access/index.ts'

/** Called when the registry is loaded. */
export function registerOwnPersonalData(): void {
  registerPersonalData({ name: 'registry', export: exportOwn, erase: eraseOwn })
}

async function exportOwn({ tx, services }: Context, workers: readonly number[]): Promise<PersonalDataSection[]> {
  const ids = [...workers]
  const clear = (sealed: Buffer | null) => (sealed ? services.keyring.open(sealed) : null)
  const people = await sql<Record<string, unknown> & { phone: Buffer | null; id_number: Buffer | null }>`
    select w.id, w.name, w.phone, w.id_kind, w.id_number, w.trade, w.state, w.merged_into, w.created_at from worker w where w.id = any(${ids}::int8[]) order by w.id`.execute(tx)
  const engagements = await sql<Record<string, unknown>>`
    select e.id, c.short_name as company, o.name as outlet, e.kind, e.agency_name, e.post, e.since, e.until_on, e.ended_by, e.standing
    from engagement e join company_label c on c.id = e.company_id join outlet_label o on o.id = e.outlet_id
    where e.worker_id = any(${ids}::int8[]) and e.ended_by is distinct from 'merge' order by e.since, e.id`.execute(tx)
  const statements = await sql<Record<string, unknown> & { phone: Buffer | null }>`
    select s.engagement_id, s.source, s.stated_on, s.name, s.phone, o.name as outlet, s.kind, s.agency_name, s.post, s.hired_on, s.present
    from statement s join engagement e on e.id = s.engagement_id left join outlet_label o on o.id = s.outlet_id
    where e.worker_id = any(${ids}::int8[]) order by s.engagement_id, s.source`.execute(tx)
  const settlements = await sql<Record<string, unknown>>`
    select t.engagement_id, t.field, t.source, t.settled_at, t.note from settlement t join engagement e on e.id = t.engagement_id where e.worker_id = any(${ids}::int8[]) order by t.settled_at`.execute(tx)
  const rosters = await sql<Record<string, unknown>>`
    select c.short_name as company, r.as_of, r.uploaded_at, r.state, x.row_no as row, x.outlet_name as outlet, x.hired_on, x.kind, x.agency_name, x.post
    from roster_row x join roster r on r.id = x.roster_id join company_label c on c.id = r.company_id
    where ${inRosters(ids)} order by r.as_of, r.id`.execute(tx)
  const pairs = await sql<Record<string, unknown>>`
    select d.reasons, d.state, d.found_at, d.decided_at from duplicate_pair d where d.worker_a = any(${ids}::int8[]) or d.worker_b = any(${ids}::int8[]) order by d.id`.execute(tx)
  const company = ['企业', 'Company'] as const
  const outlet = ['网点', 'Outlet'] as const
  const kind = ['用工形式', 'Employment'] as const
  const agency_name = ['用工单位', 'Agency'] as const
  const post = ['岗位', 'Post'] as const
  return [
    {
      key: 'worker', title: ['我的登记', 'My record'], rows: people.rows.map((row) => Object.assign(row, { phone: clear(row.phone), id_number: clear(row.id_number) })),
      columns: { name: ['姓名', 'Name'], phone: ['手机号', 'Phone'], id_number: ['证件号', 'ID number'], trade: ['行业', 'Trade'], state: ['状态', 'State'], created_at: ['登记于', 'Registered'] },
    },
    { key: 'engagements', title: ['从业经历', 'Where I work and worked'], rows: engagements.rows, columns: { company, outlet, kind, agency_name, post, since: ['到岗', 'Since'], until_on: ['离岗', 'Until'], standing: ['核实情况', 'Standing'] } },
    {
      key: 'statements', title: ['各方怎么说', 'What each source says'], rows: statements.rows.map((row) => Object.assign(row, { phone: clear(row.phone) })),
      columns: { source: ['来源', 'Source'], stated_on: ['日期', 'On'], name: ['姓名', 'Name'], phone: ['手机号', 'Phone'], outlet, kind, agency_name, post, hired_on: ['到岗', 'Since'], present: ['现场是否见到', 'Seen there'] },
    },
    { key: 'settlements', title: ['工作人员的核定', 'What staff settled'], rows: settlements.rows, columns: { field: ['资料', 'Fact'], source: ['采用', 'Stands'], settled_at: ['时间', 'At'], note: ['说明', 'Note'] } },
    { key: 'rosters', title: ['哪些花名册里有我', 'Rosters that name me'], rows: rosters.rows, columns: { company, as_of: ['名册日期', 'As of'], uploaded_at: ['提交于', 'Sent'], outlet, kind, agency_name, post } },
    { key: 'duplicates', title: ['疑似重复的登记', 'Records that may be mine, too'], rows: pairs.rows, columns: { found_at: ['发现于', 'Found'], reasons: ['理由', 'Reasons'], state: ['结果', 'Outcome'], decided_at: ['核定于', 'Decided'] } },
  ]
}

/** Rows of lists that name these people: by document number, or by phone and name together, as a phone is handed on. */
function inRosters(ids: readonly number[]) {
  return sql<boolean>`(x.id_hash in (select id_hash from worker where id = any(${[...ids]}::int8[]) and id_hash is not null)
    or (x.phone_hash, x.name) in (
      select phone_hash, name from worker where id = any(${[...ids]}::int8[]) and phone_hash is not null and name is not null
      union select s.phone_hash, s.name from statement s join engagement e on e.id = s.engagement_id where e.worker_id = any(${[...ids]}::int8[]) and s.phone_hash is not null and s.name is not null))`
}

/**
 * What stays is that somebody worked somewhere for a time: the counts of companies, outlets and places. New revisions, so
 * that no roster is reversed onto it.
 */
async function eraseOwn({ tx, today }: Context, workers: readonly number[]): Promise<void> {
  const ids = [...workers]
  const theirs = sql`select id from engagement where worker_id = any(${ids}::int8[])`
  // While names and hashes are still there to find by: lists that were sent, and notes that name them.
  await sql`delete from roster_difference d using roster_row x where d.roster_id = x.roster_id and d.row_no = x.row_no and ${inRosters(ids)}`.execute(tx)
  await sql`delete from roster_row x where ${inRosters(ids)}`.execute(tx)
  await sql`delete from roster_difference where worker_id = any(${ids}::int8[])`.execute(tx)
  await sql`update outlet_check c set note = replace(c.note, w.name, '※') from worker w where w.id = any(${ids}::int8[]) and w.name <> '' and position(w.name in c.note) > 0`.execute(tx)

  await sql`update roster_change set statement_before = statement_before - array['name', 'phone', 'phone_hash', 'phone_tail'] where worker_id = any(${ids}::int8[]) and statement_before is not null`.execute(tx)
  await sql`delete from roster_worker_change where worker_id = any(${ids}::int8[])`.execute(tx)
  await sql`update worker_merge set before = '' where kept = any(${ids}::int8[]) or merged = any(${ids}::int8[])`.execute(tx)
  await sql`delete from duplicate_pair where worker_a = any(${ids}::int8[]) or worker_b = any(${ids}::int8[])`.execute(tx)
  await sql`update settlement set note = '' where engagement_id in (${theirs})`.execute(tx)
  await sql`update statement set name = null, phone_hash = null, phone_tail = null, phone = null where engagement_id in (${theirs})`.execute(tx)
  await sql`
    update engagement set until_on = coalesce(until_on, greatest(since, ${today}::date)), ended_by = coalesce(ended_by, 'worker'), elsewhere = false, revision = revision + 1
    where worker_id = any(${ids}::int8[])`.execute(tx)
  await sql`
    update worker set state = 'left', merged_into = null, name = null, pinyin = '', initials = '', id_kind = null, id_hash = null, id_tail = null, id_number = null, phone_hash = null, phone_tail = null, phone = null,
      trade = null, place = null, revision = revision + 1
    where id = any(${ids}::int8[])`.execute(tx)
}
