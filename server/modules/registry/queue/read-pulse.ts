// GET /pulse: the week at a glance.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { settingValue } from '../../access/index.ts'
import { companiesInReach, freshnessNow, freshnessView } from '../companies/company-store.ts'
import { countConflicts } from '../facts/conflicts.ts'
import { outletInReach } from '../outlets/outlet-store.ts'
import { inPlace, inReach, narrowed } from '../../../platform/database/reach.ts'
import { startOfDay } from './rules.ts'

export async function readPulse(call: Call<'GET /pulse'>): Promise<Reply<'GET /pulse'>> {
  const { place } = call.query
  const here = sql<SqlBool>`${inReach(narrowed(call, place), { place: 'e.place', company: 'e.company_id', outlet: 'e.outlet_id' })} and ${inPlace('e.place', place)}`
  const since = call.today.subtract({ days: 1 })
  const { present, byDay } = await presence(call, here)
  const fresh = await freshnessNow(call)
  const asked = (await companiesInReach(call, place === undefined ? {} : { place })).flatMap((row) => {
    const freshness = fresh(row)
    return freshness.dueAt ? [{ row, freshness }] : []
  })
  const owing = asked.filter(({ freshness }) => freshness.late || freshness.state === 'due-today').sort((a, b) => (a.freshness.dueAt && b.freshness.dueAt ? Temporal.Instant.compare(a.freshness.dueAt, b.freshness.dueAt) : 0))
  return {
    present, present_by_day: byDay,
    on_time_share: share(asked.filter(({ freshness }) => !freshness.late).length, asked.length),
    checked_30_days_share: await checkedShare(call, place),
    ...(await changesSince(call, here, since)),
    conflicts: await countConflicts(call, place), since: startOfDay(since),
    late_companies: owing.slice(0, MOST).map(({ row, freshness }) => ({ id: row.id, short_name: row.short_name, freshness: freshnessView(row, freshness) })),
  }
}

/**
 * People present on each of the last eight days. Those with nothing new in the week are counted once; only the others
 * are looked at day by day (some hundreds of 15,000).
 */
async function presence({ tx, today }: Pick<Call<'GET /pulse'>, 'tx' | 'today'>, here: RawBuilder<SqlBool>): Promise<{ present: number; byDay: { day: Temporal.PlainDate; value: number }[] }> {
  const from = today.subtract({ days: DAYS - 1 })
  const { rows } = await sql<{ day: Temporal.PlainDate; value: number; present: number }>`
    with spell as (
      select e.worker_id, e.since, e.until_on from engagement e where e.until_on is null and ${here}
      union all
      select e.worker_id, e.since, e.until_on from engagement e where e.until_on >= ${from}::date and ${here}
    ),
    changing as (select distinct worker_id from spell where since > ${from}::date or until_on is not null),
    steady as (select count(distinct worker_id)::int as people from spell where until_on is null and worker_id not in (select worker_id from changing)),
    now_there as (select count(distinct worker_id)::int as people from spell where until_on is null)
    select day::date as day, now_there.people as present, steady.people + count(distinct s.worker_id)::int as value
    from generate_series(${from}::date, ${today}::date, interval '1 day') as day
    cross join steady cross join now_there
    left join spell s on s.worker_id in (select worker_id from changing) and s.since <= day and (s.until_on is null or s.until_on >= day)
    group by day, now_there.people, steady.people
    order by day`.execute(tx)
  return { present: rows[0]?.present ?? 0, byDay: rows.map(({ day, value }) => ({ day, value })) }
}

/** A spell that ends on a day was left on the next. A move is neither joining nor leaving. */
async function changesSince({ tx }: Pick<Call<'GET /pulse'>, 'tx'>, here: RawBuilder<SqlBool>, day: Temporal.PlainDate): Promise<{ joined: number; left: number; moved: number }> {
  const { rows } = await sql<{ joined: number; left: number; moved: number }>`
    select
      (select count(*)::int from engagement e where e.until_on is null and e.since >= ${day}::date and e.moved_from is null and ${here}) as joined,
      (select count(*)::int from engagement e where e.until_on is null and e.since >= ${day}::date and e.moved_from is not null and ${here}) as moved,
      (select count(*)::int from engagement e where e.until_on >= ${day}::date - 1 and e.ended_by not in ('move', 'merge') and ${here}) as left`.execute(tx)
  return rows[0] ?? { joined: 0, left: 0, moved: 0 }
}

async function checkedShare(call: Call<'GET /pulse'>, place: number | undefined): Promise<number | null> {
  const days = await settingValue(call, 'outlet.check-days')
  const { rows } = await sql<{ outlets: number; checked: number }>`
    select count(*)::int as outlets, count(*) filter (where o.last_checked_on > ${call.today.subtract({ days })}::date)::int as checked
    from outlet o where o.closed_on is null and ${outletInReach(call, place)}`.execute(call.tx)
  return share(rows[0]?.checked ?? 0, rows[0]?.outlets ?? 0)
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1000) / 1000
}

const DAYS = 8
const MOST = 10
