// What time does to what happened at stations: whose remark it was is forgotten, counts go after a year or so.

import { sql } from 'kysely'
import { systemScope } from '../../platform/database/scope.ts'
import type { City, Services } from '../../platform/http/call.ts'
import { timeZone } from '../../platform/http/mount.ts'
import type { Job } from '../../platform/jobs/jobs.ts'
import { settingValue } from '../access/index.ts'
import { forgetNotices } from '../notices/index.ts'

export const stationRetentionJob: Job = {
  name: 'stations.retention',
  cron: '40 3 * * *',
  async run(_, services) {
    for (const city of await services.cities.list()) await forgetOfStations(services, city)
  },
}

export async function forgetOfStations(services: Services, city: Pick<City, 'schema'>): Promise<void> {
  const now = services.clock()
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  await services.db.write(city.schema, systemScope, async (tx) => {
    const call = { tx, today, services }
    const decidedBefore = now.subtract({ hours: 24 * (await settingValue(call, 'station.forget-authors-days')) })
    const { rows } = await sql<{ remark_id: number }>`delete from remark_author where remark_id in (select id from remark where decided_at < ${decidedBefore}) returning remark_id`.execute(tx)
    // The word of the answer would go on saying whose remark it was, and of which station.
    for (const { remark_id: remark } of rows) await forgetNotices(tx, ['remark.answered'], remark)
    await sql`delete from station_hour where day < ${today.subtract({ days: await settingValue(call, 'station.keep-hours-days') })}`.execute(tx)
    await sql`delete from wrong_code where since < ${now.subtract({ hours: 24 })}`.execute(tx)
  })
}
