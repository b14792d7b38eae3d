// Engagements whose sources contradict each other and nobody has settled it.

import { sql, type RawBuilder } from 'kysely'
import type { Context } from '../../../platform/http/call.ts'
import { inPlace, inReach, narrowed, type Reach } from '../reach.ts'

type Asking = Pick<Context, 'tx' | 'scope' | 'city'>

/**
 * Rows (engagement_id, worker_id, outlet_id, place, fields, newest) of current engagements in reach. Only the few with
 * more than their roster statement are looked at: 2,100 of 21,000 in the demo city.
 */
export function conflicts(reach: Reach, place?: number): RawBuilder<unknown> {
  return sql`(
    select *
    from (
      select c.id as engagement_id, c.worker_id, c.outlet_id, c.place, c.newest,
        array(select unnest(c.fields) except select st.field from settlement st where st.engagement_id = c.id) as fields
      from (
        select e.id, e.worker_id, e.outlet_id, e.place, max(s.stated_on) as newest,
          array_remove(array[
            case when min(s.name) <> max(s.name) then 'name' end,
            case when min(s.phone_hash::text) <> max(s.phone_hash::text) then 'phone' end,
            case when min(s.outlet_id) <> max(s.outlet_id) then 'outlet' end,
            case when min(s.kind) <> max(s.kind) then 'kind' end,
            case when min(s.agency_name) <> max(s.agency_name) then 'agency_name' end,
            case when min(s.post) <> max(s.post) then 'post' end,
            case when min(s.hired_on) <> max(s.hired_on) then 'hired_on' end
          ], null) as fields
        from engagement e join statement s on s.engagement_id = e.id
        where e.until_on is null and ${inReach(narrowed(reach, place), 'e.place', 'e.company_id', 'e.outlet_id')} and ${inPlace('e.place', place)}
          and e.id in (select b.engagement_id from statement b where b.source <> 'roster')
        group by e.id, e.worker_id, e.outlet_id, e.place
      ) c
      where cardinality(c.fields) > 0
    ) open
    where cardinality(open.fields) > 0
  )`
}

/** How many people have such an engagement. None for an employer: what others say of its people is not its matter. */
export async function countConflicts(call: Asking, place?: number): Promise<number> {
  if (call.scope.places !== 'all' && call.scope.places.length === 0) return 0
  const { rows } = await sql<{ n: number }>`select count(distinct c.worker_id)::int as n from ${conflicts(call, place)} c`.execute(call.tx)
  return rows[0]?.n ?? 0
}
