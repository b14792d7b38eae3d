// How many people on record something is true of: counted in the database, nobody's record leaves it.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import { inRange, inReach, type Reach } from '../../platform/database/reach.ts'
import type { PlaceRange } from '../../../contract/place-code.ts'
import type { Context } from '../../platform/http/call.ts'

/**
 * Of one person, over the spells that go on: the same facts as `RecordedFacts`, as conditions of SQL. Null where the
 * record does not say: `and`, `or` and `not` of SQL then answer as Kleene does.
 */
export const factConditions = {
  trade: (codes: readonly string[]) => sql<SqlBool>`bool_or(o.trade = any(${[...codes]}::text[]))`,
  company: (ids: readonly number[]) => sql<SqlBool>`bool_or(e.company_id = any(${[...ids]}::int8[]))`,
  brand: (ids: readonly number[]) => sql<SqlBool>`bool_or(c.brand_id = any(${[...ids]}::int8[]))`,
  engagement: (kinds: readonly string[]) => sql<SqlBool>`bool_or(e.kind = any(${[...kinds]}::text[]))`,
  place: (ranges: readonly PlaceRange[]) => sql<SqlBool>`bool_or(${sql.join(ranges.map((range) => inRange('e.place', range)), sql` or `)})`,
  /** Whether the longest of the spells began on this day or before. */
  since: (day: Temporal.PlainDate) => sql<SqlBool>`(min(e.since) <= ${day}::date)`,
  /** Whether it is known when it began. */
  sinceKnown: () => sql<SqlBool>`(min(e.since) is not null or null)`,
} as const

/**
 * Everybody in reach who works now, and those of them for whom `meant` is true. Measured, over HTTP: 15,190 people in
 * 0.09 s, where reading and judging each took 0.4 s; 50,300 people in 0.2 s.
 * @param meant made of `factConditions`
 */
export async function countPeople(call: Pick<Context, 'tx'> & Reach, meant: RawBuilder<SqlBool>): Promise<{ people: number; of: number }> {
  const { rows } = await sql<{ people: number; of: number }>`
    select count(*) filter (where p.meant)::int as people, count(*)::int as of
    from (
      select ${meant} as meant from engagement e join outlet o on o.id = e.outlet_id join company c on c.id = e.company_id
      where e.until_on is null and ${inReach(call, { place: 'e.place' })} group by e.worker_id
    ) p`.execute(call.tx)
  return rows[0] ?? { people: 0, of: 0 }
}
