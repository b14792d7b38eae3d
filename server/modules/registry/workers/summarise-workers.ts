// GET /workers/summary

import { sql } from 'kysely'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { countConflicts } from '../facts/conflicts.ts'
import { inPlace, inReach, narrowed } from '../../../platform/database/reach.ts'

export async function summariseWorkers(call: Call<'GET /workers/summary'>): Promise<Reply<'GET /workers/summary'>> {
  const { place } = call.query
  const reach = narrowed(call, place)
  const { rows } = await sql<{ workers: number; new_30_days: number; several: number; self_declared: number }>`
    select count(*)::int as workers, count(*) filter (where person.is_new)::int as new_30_days, count(*) filter (where person.companies > 1)::int as several, count(*) filter (where person.self_declared)::int as self_declared
    from (
      select count(distinct e.company_id) as companies, bool_or(e.moved_from is null and e.since > ${call.today.subtract({ days: 30 })}) as is_new, bool_or(e.standing = 'self-declared') as self_declared
      from engagement e where e.until_on is null and ${inReach(reach, { place: 'e.place' })}
      group by e.worker_id
    ) person`.execute(call.tx)
  const duplicates = await sql<{ n: number }>`select count(*)::int as n from duplicate_pair d where d.state = 'open' and ${inReach(reach, { place: 'd.place' })} and ${inPlace('d.place', place)}`.execute(call.tx)
  const counts = rows[0] ?? { workers: 0, new_30_days: 0, several: 0, self_declared: 0 }
  return { ...counts, conflicts: await countConflicts(call, place), duplicates: duplicates.rows[0]?.n ?? 0 }
}
