// Who forgets to say that they are off: the stay ends when the station closes, or after some hours. Every minute.

import { sql } from 'kysely'
import { systemScope } from '../../../platform/database/scope.ts'
import type { Services } from '../../../platform/http/call.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { notePeaks, recount } from './presence.ts'

const AT_ONCE = 1000

export const endStaysJob: Job = {
  name: 'stations.end-stays',
  cron: '* * * * *',
  async run(_, services) {
    for (const city of await services.cities.list()) await endForgottenStays(services, city)
  },
}

export async function endForgottenStays(services: Services, city: { code: number; schema: string }): Promise<void> {
  const now = services.clock()
  for (let ended = AT_ONCE; ended === AT_ONCE; ) {
    ended = await services.db.write(city.schema, systemScope, async (tx) => {
      // Whoever is just leaving or extending holds their row: it is theirs.
      const { rows } = await sql<{ station_id: number }>`
        delete from stay where id in (select id from stay where ends_at <= ${now} order by id limit ${AT_ONCE} for update skip locked) returning station_id`.execute(tx)
      await recount({ tx, now, city, services }, rows.map((row) => row.station_id))
      return rows.length
    })
  }
  await services.db.write(city.schema, systemScope, (tx) => notePeaks(tx, now))
}
