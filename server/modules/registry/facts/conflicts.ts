// Engagements whose sources contradict each other and nobody has settled it.

import { sql, type RawBuilder } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context } from '../../../platform/http/call.ts'
import { inPlace, inReach, narrowed, type Reach } from '../reach.ts'
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

function conflicts(reach: Reach, place?: number): RawBuilder<unknown> {
  return sql`
    select e.id as engagement_id, e.worker_id, e.outlet_id, e.place, array_agg(distinct differs.field) as fields, max(greatest(one.stated_on, other.stated_on)) as newest
    from statement other
    join statement one on one.engagement_id = other.engagement_id and one.source < other.source
    join engagement e on e.id = other.engagement_id
    cross join lateral unnest(array[
      case when one.name <> other.name then 'name' end,
      case when one.phone_hash <> other.phone_hash then 'phone' end,
      case when one.outlet_id <> other.outlet_id then 'outlet' end,
      case when one.kind <> other.kind then 'kind' end,
      case when one.agency_name <> other.agency_name then 'agency_name' end,
      case when one.post <> other.post then 'post' end,
      case when one.hired_on <> other.hired_on then 'hired_on' end
    ]) as differs (field)
    where other.source <> 'roster' and e.until_on is null
      and ${inReach(narrowed(reach, place), 'e.place', 'e.company_id', 'e.outlet_id')} and ${inPlace('e.place', place)}
      and differs.field is not null
      and not exists (select 1 from settlement st where st.engagement_id = e.id and st.field = differs.field)
    group by e.id, e.worker_id, e.outlet_id, e.place`
}
