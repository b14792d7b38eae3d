// The job that says once for each due day that a company is late. Offices whose place covers the company or one of its
// outlets have it in their queue at once, by the rule itself; this is the fact for the record and for notices.

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'
import { systemScope } from '../../../platform/database/scope.ts'
import { emitEach } from '../../../platform/events/emit.ts'
import type { City, Services } from '../../../platform/http/call.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { companiesInReach, freshnessNow } from './company-store.ts'
import { timeZone } from './rules.ts'

export const freshnessJobs: Job[] = [
  {
    name: 'registry.note-late-companies',
    cron: '*/10 * * * *',
    async run(_, services) {
      for (const city of await services.cities.list()) await noteLateCompanies(services, city)
    },
  },
]

/** @returns how many were late and had not been said to be, for this due day */
export async function noteLateCompanies(services: Services, city: City): Promise<number> {
  const now = services.clock()
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  return services.db.write(city.schema, systemScope, async (tx) => {
    const fresh = await freshnessNow({ tx, now, today, services })
    const late = (await companiesInReach({ tx, city, scope: systemScope })).flatMap((row) => {
      const freshness = fresh(row)
      return freshness.late && freshness.dueAt ? [{ id: row.id, place: row.place, dueOn: freshness.dueAt.toZonedDateTimeISO(timeZone).toPlainDate() }] : []
    })
    const news = await markNoted(tx, late)
    await emitEach(tx, now, null, late.filter((one) => news.has(one.id)).map(({ id, place, dueOn }) => ({ kind: 'company.late', place, subject: id, data: { due_on: dueOn.toString() } })))
    return news.size
  })
}

async function markNoted(tx: Tx, late: readonly { id: number; dueOn: Temporal.PlainDate }[]): Promise<Set<number>> {
  const { rows } = await sql<{ id: number }>`
    update company c set late_noted_for = l.due_on
    from unnest(${late.map((one) => one.id)}::int8[], ${late.map((one) => one.dueOn.toString())}::date[]) as l (id, due_on)
    where c.id = l.id and c.late_noted_for is distinct from l.due_on
    returning c.id`.execute(tx)
  return new Set(rows.map((row) => row.id))
}
