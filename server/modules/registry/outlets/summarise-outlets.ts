// GET /outlets/summary

import { sql } from 'kysely'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { companiesInReach, freshnessNow } from '../companies/company-store.ts'
import { inPlace, inReach, narrowed } from '../../../platform/database/reach.ts'
import { outletInReach } from './outlet-store.ts'

/** `late` and `never` count outlets, as the list's filters do. */
export async function summariseOutlets(call: Call<'GET /outlets/summary'>): Promise<Reply<'GET /outlets/summary'>> {
  const { place } = call.query
  const companies = await companiesInReach(call)
  const fresh = await freshnessNow(call)
  const inState = (state: string) => companies.filter((row) => fresh(row).state === state).map((row) => row.id)
  const { rows } = await sql<{ companies: number; outlets: number; late: number; never: number; unchecked_30_days: number; workers: number }>`
    select count(distinct o.company_id)::int as companies, count(*)::int as outlets,
      count(*) filter (where o.company_id = any(${inState('late')}::int8[]))::int as late,
      count(*) filter (where o.company_id = any(${inState('never')}::int8[]))::int as never,
      count(*) filter (where coalesce(o.last_checked_on, date '-infinity') < ${call.today.subtract({ days: 30 })})::int as unchecked_30_days,
      (select count(distinct e.worker_id)::int from engagement e
       where e.until_on is null and ${inReach(narrowed(call, place), { place: 'e.place', company: 'e.company_id', outlet: 'e.outlet_id' })} and ${inPlace('e.place', place)}) as workers
    from outlet o where ${outletInReach(call, place)} and o.closed_on is null`.execute(call.tx)
  const counts = rows[0]
  if (!counts) throw new Error('An aggregate gives one row')
  return counts
}
