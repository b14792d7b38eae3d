// The job that follows an applied or reversed roster: what waits for the same company is held against what stands now.

import { systemScope } from '../../../../platform/database/scope.ts'
import type { Services } from '../../../../platform/http/call.ts'
import { cityOf, todayOf } from '../../../../platform/jobs/city-work.ts'
import type { JobData } from '../../../../platform/jobs/jobs.ts'
import { rosterTopic } from '../topic.ts'
import { compareRoster, guardLimits } from './compare-roster.ts'

/** Safe to run again: the same registry gives the same preview. */
export async function compareAgain(data: JobData, services: Services): Promise<void> {
  const city = await cityOf(services, data['city'])
  if (!city) return
  const id = Number(data['roster'])
  await services.db.write(city.schema, systemScope, async (tx) => {
    const roster = await tx.selectFrom('roster').selectAll().where('id', '=', id).where('state', '=', 'ready').forNoKeyUpdate().executeTakeFirst()
    if (!roster) return
    await compareRoster(tx, await guardLimits({ tx, services, today: todayOf(services) }), roster, roster.rows)
    await services.live.publish(tx, rosterTopic(city, id), { state: 'ready' })
  })
}
