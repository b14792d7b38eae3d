// On the morning of each working day: what is promised for today and the next working day is told to whoever handles it.

import { sql } from 'kysely'
import { isInside, placeRange } from '../../../../contract/place-code.ts'
import type { City, Services } from '../../../platform/http/call.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { nearestHolders } from '../../access/index.ts'
import { readCalendar } from '../../calendar/index.ts'
import { notify, placesWithGroups } from '../../notices/index.ts'
import { inCity, type JobContext } from '../job-context.ts'

export const remindDeskJob: Job = {
  name: 'services.remind-desk',
  cron: '40 8 * * *',
  async run(_, services) {
    for (const city of await services.cities.list()) await remindDesk(services, city)
  },
}

type Due = { service_id: number; title: { zh: string; en: string }; due_on: Temporal.PlainDate; place: number; provider_id: number | null; ids: number[] }

/** One notice for each service and day, however many places they came from. */
export async function remindDesk(services: Services, city: City): Promise<void> {
  await inCity(services, city, async (job) => {
    const calendar = await readCalendar(job.tx)
    if (!calendar.isWorkday(job.today)) return
    const until = calendar.addWorkdays(job.today, 1)
    const due = await dueUntil(job, until)
    for (const { first, ids, account } of await byReader(job, due)) {
      const [only] = ids
      await notify(job, { kind: 'application.due', ...(ids.length === 1 && only !== undefined ? { subject: only } : {}), values: { service: first.title, count: ids.length, due: first.due_on.toString() } }, { accounts: [account] })
    }
    await tellGroups(job, due, until)
  })
}

/** Where nobody has an account there is a chat group: one message with the sum of its own place, not one for each service. */
async function tellGroups(job: JobContext, due: readonly Due[], until: Temporal.PlainDate): Promise<void> {
  for (const place of await placesWithGroups(job.tx, 'applications')) {
    const here = due.filter((one) => isInside(one.place, placeRange(place)))
    const [first] = here
    if (first) await notify(job, { kind: 'application.due-here', values: { count: here.reduce((sum, one) => sum + one.ids.length, 0), until: until.toString(), due: first.due_on.toString() } }, { groupsAt: place })
  }
}

async function dueUntil(job: JobContext, until: Temporal.PlainDate): Promise<Due[]> {
  // While the clock stands nobody has to do anything.
  const { rows } = await sql<Due>`
    select d.*, v.content->'title' as title
    from (
      select service_id, max(version) as version, due_on, place, provider_id, array_agg(id order by id) as ids from application
      where closed_at is null and state <> 'asked' and due_on between ${job.today} and ${until} group by service_id, due_on, place, provider_id
    ) d join service_version v on v.service_id = d.service_id and v.version = d.version order by d.due_on, d.service_id, d.place`.execute(job.tx)
  return rows
}

async function byReader(job: JobContext, due: readonly Due[]): Promise<{ account: number; first: Due; ids: number[] }[]> {
  const found = new Map<string, { account: number; first: Due; ids: number[] }>()
  const holders = new Map<string, number[]>()
  for (const one of due) {
    const whose = `${one.place} ${one.provider_id ?? ''}`
    const accounts = holders.get(whose) ?? (await nearestHolders(job, 'application.handle', { place: one.place, ...(one.provider_id === null ? {} : { partner: one.provider_id }) }))
    holders.set(whose, accounts)
    for (const account of accounts) {
      const key = `${account} ${one.service_id} ${one.due_on.toString()}`
      const told = found.get(key) ?? { account, first: one, ids: [] }
      found.set(key, { ...told, ids: [...told.ids, ...one.ids] })
    }
  }
  return [...found.values()]
}
