import { listCities } from '../cities.ts'
import type { Job } from '../jobs/jobs.ts'
import { sealEvents } from './seal-events.ts'

/** Every minute, every city. */
export const sealJob: Job = {
  name: 'seal-events',
  cron: '* * * * *',
  async run(_, { db, clock, log }) {
    for (const city of await listCities(db.owner)) {
      const sealed = await sealEvents(db.owner, city.schema, clock())
      if (sealed > 0) log.debug({ city: city.code, sealed }, 'events sealed')
    }
  },
}
