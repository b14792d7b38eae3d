// Engagements whose sources contradict each other and nobody has settled it.

import { sql, type RawBuilder } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context } from '../../../platform/http/call.ts'
import { inPlace, inReach, narrowed, reachesWholeCity, type Reach } from '../../../platform/database/reach.ts'
import type { FactField } from './rules.ts'

// Beyond the caller's scope: row security would ask for each of thousands of statements whether its engagement is in reach.
// The look-up's own condition does it once, on the engagements left. (Whole demo city: 3,600 statements stand beside a
// roster's, 139 engagements differ.)

type Asking = Pick<Context, 'tx' | 'scope' | 'city'>

export type Conflict = { engagement: number; worker: number; name: string; outlet: string; place: number; fields: FactField[]; newest: Temporal.PlainDate }

/** Of current engagements in reach. What `rules.ts` calls not agreeing, and not settled. */
export async function readConflicts(call: Asking, reach: Reach, place?: number): Promise<Conflict[]> {
  return beyondScope(call, async () => {
    const { rows } = await sql<Conflict>`
      select c.engagement_id as engagement, c.worker_id as worker, coalesce(w.name, '') as name, o.name as outlet, c.place, c.fields, c.newest
      from (${conflicts(reach, place)}) c join worker w on w.id = c.worker_id join outlet_label o on o.id = c.outlet_id`.execute(call.tx)
    return rows
  })
}

/** How many people have such an engagement. None for an employer: what others say of its people is not its matter. */
export async function countConflicts(call: Asking, place?: number): Promise<number> {
  if (call.scope.places !== 'all' && call.scope.places.length === 0) return 0
  return beyondScope(call, async () => {
    const { rows } = await sql<{ n: number }>`select count(distinct c.worker_id)::int as n from (${conflicts(call, place)}) c`.execute(call.tx)
    return rows[0]?.n ?? 0
  })
}

/**
 * Statements are compared first (materialized): few differ, and only those ask for their engagement. Within less than
 * the city it begins with the engagements there.
 */
function conflicts(wide: Reach, place?: number): RawBuilder<unknown> {
  const reach = narrowed(wide, place)
  const here = sql`e.until_on is null and ${inReach(reach, { place: 'e.place', company: 'e.company_id', outlet: 'e.outlet_id' })} and ${inPlace('e.place', place)}`
  return sql`
    with differing as materialized (
      select other.engagement_id, differs.field, greatest(one.stated_on, other.stated_on) as newest
      from statement other
      join statement one on one.engagement_id = other.engagement_id and one.source < other.source
      cross join lateral unnest(array[
        case when one.name <> other.name then 'name' end,
        case when one.phone_hash <> other.phone_hash then 'phone' end,
        case when one.outlet_id <> other.outlet_id then 'outlet' end,
        case when one.kind <> other.kind then 'kind' end,
        case when one.agency_name <> other.agency_name then 'agency_name' end,
        case when one.post <> other.post then 'post' end,
        case when one.hired_on <> other.hired_on then 'hired_on' end
      ]) as differs (field)
      where other.source <> 'roster' and differs.field is not null
        ${reachesWholeCity(reach) ? sql`` : sql`and other.engagement_id in (select e.id from engagement e where ${here})`}
    )
    select e.id as engagement_id, e.worker_id, e.outlet_id, e.place, array_agg(distinct d.field) as fields, max(d.newest) as newest
    from differing d join engagement e on e.id = d.engagement_id
    where ${here}
      and not exists (select 1 from settlement st where st.engagement_id = d.engagement_id and st.field = d.field)
    group by e.id, e.worker_id, e.outlet_id, e.place`
}
