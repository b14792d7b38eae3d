// What was said long ago goes; what was being sent when a server ended is not sent again.

import { sql } from 'kysely'
import { systemScope } from '../../platform/database/scope.ts'
import type { Services } from '../../platform/http/call.ts'
import { timeZone } from '../../platform/http/mount.ts'
import type { Job } from '../../platform/jobs/jobs.ts'
import { settingValue } from '../access/index.ts'

/** Longer than any provider takes to answer. */
const LOST_MINUTES = 15
const DELIVERY_DAYS = 30

export const retentionJob: Job = {
  name: 'notices.tidy',
  cron: '25 * * * *',
  atStart: true,
  async run(_, services) {
    for (const city of await services.cities.list()) await tidy(services, city)
  },
}

export async function tidy(services: Services, city: { schema: string }): Promise<void> {
  const now = services.clock()
  await services.db.write(city.schema, systemScope, async (tx) => {
    const days = await settingValue({ tx, services, today: now.toZonedDateTimeISO(timeZone).toPlainDate() }, 'notices.keep-days')
    await sql`update notice_delivery set state = 'unknown', reason = 'interrupted' where state = 'sending' and began_at < ${now.subtract({ minutes: LOST_MINUTES })}`.execute(tx)
    await sql`delete from notice_delivery where made_at < ${now.subtract({ hours: 24 * DELIVERY_DAYS })}`.execute(tx)
    await sql`delete from notice where made_at < ${now.subtract({ hours: 24 * days })}`.execute(tx)
  })
}
