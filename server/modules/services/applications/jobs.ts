// Every night: promises as the calendar stands, and papers that are no longer needed.

import { sql } from 'kysely'
import { systemScope } from '../../../platform/database/scope.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import type { Tx } from '../../../platform/database/connection.ts'
import { readCalendar } from '../../calendar/index.ts'
import { forgetPapersJob } from './forget-papers.ts'
import { remindDeskJob } from './remind-desk.ts'
import { dayOf, promisedOn, type Stop } from './rules.ts'

type Open = { id: number; submitted_at: Temporal.Instant; promised_days: number; due_on: Temporal.PlainDate }

/** The calendar of a year comes late in the one before: what was promised across it is reckoned again. */
export async function refreshPromises(tx: Tx, today: Temporal.PlainDate): Promise<number> {
  const calendar = await readCalendar(tx)
  const { rows } = await sql<Open>`select id, submitted_at, promised_days, due_on from application where closed_at is null order by id`.execute(tx)
  const { rows: stops } = await sql<{ id: number; from: Temporal.PlainDate; until: Temporal.PlainDate | null }>`
    select s.application_id as id, s.from_on as from, s.until_on as until from application_stop s join application a on a.id = s.application_id where a.closed_at is null order by s.from_on`.execute(tx)
  const byId = Map.groupBy(stops, (one) => one.id)
  const changed = rows.flatMap((row) => {
    const due = promisedOn(dayOf(row.submitted_at), row.promised_days, (byId.get(row.id) ?? []) as Stop[], today, calendar)
    return due.equals(row.due_on) ? [] : [{ id: row.id, due: due.toString() }]
  })
  if (changed.length > 0) {
    await sql`update application a set due_on = c.due from unnest(${changed.map((one) => one.id)}::int8[], ${changed.map((one) => one.due)}::date[]) as c (id, due) where c.id = a.id`.execute(tx)
  }
  return changed.length
}

export const applicationJobs: Job[] = [
  forgetPapersJob,
  remindDeskJob,
  {
    name: 'services.refresh-promises', cron: '20 0 * * *', atStart: true,
    async run(_, services) {
      const today = dayOf(services.clock())
      for (const city of await services.cities.list()) await services.db.write(city.schema, systemScope, (tx) => refreshPromises(tx, today))
    },
  },
]
