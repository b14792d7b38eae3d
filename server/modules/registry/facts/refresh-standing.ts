// From what is said to what stands: the rule of rules.ts, set-based. Whoever writes statements or settlements calls this
// once, at the end.

import { sql, type RawBuilder } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'
import { pinyinOf } from '../rosters/reading/pinyin.ts'

/**
 * Recomputes, for the given engagements, outlet (and place), kind, agency, post, first day and standing; and for their
 * workers name and phone, from all that is said of any of their engagements. Rows that are right already are not
 * written; what changes gets a new revision.
 *
 * A first day follows `hired_on` only where the spell does not go on from another one, and never reaches into an earlier
 * spell with the same company. An outlet follows only within the company, and not onto an open spell there.
 *
 * Needs every engagement of these workers in sight: call it beyond the scope of a person (beyondScope) or in the
 * system's. Where outlets change, refreshWorkers must follow.
 */
export async function refreshStanding(tx: Tx, engagementIds: readonly number[]): Promise<void> {
  const ids = [...new Set(engagementIds)]
  if (ids.length === 0) return
  await refreshEngagements(tx, ids)
  const { rows } = await sql<{ worker_id: number }>`select distinct worker_id from engagement where id = any(${ids}::int8[])`.execute(tx)
  await refreshIdentity(tx, rows.map((row) => row.worker_id))
}

async function refreshEngagements(tx: Tx, ids: readonly number[]): Promise<void> {
  await sql`
    update engagement e set
      outlet_id = n.outlet_id, place = n.place, kind = n.kind, agency_name = n.agency_name, post = n.post, since = n.since, standing = n.standing,
      revision = e.revision + 1
    from (
      select e.id,
        coalesce(o.id, e.outlet_id) as outlet_id,
        coalesce(o.place, e.place) as place,
        coalesce(${said('kind')}, e.kind) as kind,
        coalesce(${said('agency_name')}, e.agency_name) as agency_name,
        coalesce(${said('post')}, e.post) as post,
        case when e.moved_from is null and ${said('hired_on')} is not null then
          least(
            greatest(${said('hired_on')}, (select max(p.until_on) + 1 from engagement p where p.worker_id = e.worker_id and p.company_id = e.company_id and p.id <> e.id and p.until_on < e.since)),
            e.until_on)
          else e.since end as since,
        case
          when spot.present = false then 'disputed'
          when spot.present = true or roster.source is not null then 'confirmed'
          else e.standing
        end as standing
      from engagement e
      left join statement spot on spot.engagement_id = e.id and spot.source = 'spot'
      left join statement roster on roster.engagement_id = e.id and roster.source = 'roster'
      left join statement self on self.engagement_id = e.id and self.source = 'self'
      left join outlet o on o.id = ${said('outlet_id', 'outlet')} and o.company_id = e.company_id
        and not exists (select 1 from engagement other where other.worker_id = e.worker_id and other.outlet_id = o.id and other.until_on is null and other.id <> e.id)
      where e.id = any(${ids}::int8[])
    ) n
    where e.id = n.id
      and (e.outlet_id, e.place, e.kind, e.agency_name, e.post, e.since, e.standing) is distinct from (n.outlet_id, n.place, n.kind, n.agency_name, n.post, n.since, n.standing)`.execute(tx)
}

/** A settled source that says something, else spot › roster › self. */
function said(column: string, field = column): RawBuilder<never> {
  const [spot, roster, self] = ['spot', 'roster', 'self'].map((source) => sql.ref(`${source}.${column}`))
  return sql`coalesce(
    (select case st.source when 'spot' then ${spot} when 'roster' then ${roster} else ${self} end from settlement st where st.engagement_id = e.id and st.field = ${sql.lit(field)}),
    ${spot}, ${roster}, ${self})`
}

/**
 * Name and phone of a person: of what stands in each of their engagements, current ones before past, settled before
 * seen before listed before declared, and of equals the newest word.
 */
async function refreshIdentity(tx: Tx, workerIds: readonly number[]): Promise<void> {
  const { rows: renamed } = await sql<{ id: number; name: string }>`
    select w.id, n.name
    from (${bestWord('name', sql`s.name`, workerIds)}) n join worker w on w.id = n.worker_id
    where w.name is distinct from n.name and w.state in ('present', 'away')`.execute(tx)
  const spelt = renamed.map(({ name }) => pinyinOf(name))
  if (renamed.length > 0) {
    await sql`
      update worker w set name = n.name, pinyin = n.pinyin, initials = n.initials, revision = w.revision + 1
      from unnest(${renamed.map((one) => one.id)}::int8[], ${renamed.map((one) => one.name)}::text[], ${spelt.map((one) => one.pinyin)}::text[], ${spelt.map((one) => one.initials)}::text[]) as n (id, name, pinyin, initials)
      where w.id = n.id`.execute(tx)
  }
  await sql`
    update worker w set phone_hash = n.phone_hash, phone_tail = n.phone_tail, phone = n.phone, revision = w.revision + 1
    from (${bestWord('phone', sql`s.phone_hash, s.phone_tail, s.phone`, workerIds, sql`s.phone_hash`)}) n
    where w.id = n.worker_id and w.phone_hash is distinct from n.phone_hash and w.state in ('present', 'away')`.execute(tx)
}

function bestWord(field: 'name' | 'phone', columns: RawBuilder<unknown>, workerIds: readonly number[], present: RawBuilder<unknown> = columns): RawBuilder<never> {
  return sql`
    select distinct on (e.worker_id) e.worker_id, ${columns}
    from engagement e
    join statement s on s.engagement_id = e.id and ${present} is not null
    left join settlement st on st.engagement_id = e.id and st.field = ${sql.lit(field)} and st.source = s.source
    where e.worker_id = any(${workerIds}::int8[])
    order by e.worker_id, (e.until_on is null) desc, (st.source is not null) desc, case s.source when 'spot' then 0 when 'roster' then 1 else 2 end, s.stated_on desc, e.id desc`
}
