// The job that asks a station's keepers to say again that what stands about it is right. The desk's queue has it by the
// rule itself (unconfirmed.ts); this is the word that reaches them.

import { sql } from 'kysely'
import { systemScope } from '../../../platform/database/scope.ts'
import { emitEach } from '../../../platform/events/emit.ts'
import type { City, Services } from '../../../platform/http/call.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { timeZone } from '../../../platform/http/mount.ts'
import { nearestHolders, settingValue } from '../../access/index.ts'
import { notify } from '../../notices/index.ts'

export const reminderJobs: Job[] = [
  {
    name: 'stations.remind-keepers',
    cron: '0 9 * * *',
    async run(_, services) {
      for (const city of await services.cities.list()) await remindKeepers(services, city)
    },
  },
]

/**
 * To whoever keeps the station, or, where nobody does, to the smallest office around it.
 * @returns how many stations somebody was reminded of
 */
export async function remindKeepers(services: Services, city: City): Promise<number> {
  const now = services.clock()
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate()
  return services.db.write(city.schema, systemScope, async (tx) => {
    const call = { tx, scope: systemScope, services, city, now, today }
    const days = await settingValue(call, 'station.confirm-days')
    const { rows } = await sql<{ id: number; name: string; place: number; partner_id: number; since: Temporal.PlainDate }>`
      update station set reminded_on = ${today}
      where status in ('open', 'paused') and coalesce(last_confirmed_on, opened_on, (created_at at time zone 'Asia/Shanghai')::date) <= ${today.subtract({ days })} and coalesce(reminded_on, date '-infinity') <= ${today.subtract({ days: AGAIN })}
      returning id, name, place, partner_id, coalesce(last_confirmed_on, opened_on, (created_at at time zone 'Asia/Shanghai')::date) as since`.execute(tx)
    for (const { id, name, place, partner_id: partner, since } of rows) {
      const accounts = await nearestHolders(call, 'station.keep', { station: id, partner, place })
      await notify(call, { kind: 'station.confirm-due', subject: id, values: { station: name, days: since.until(today, { largestUnit: 'days' }).days } }, { accounts })
    }
    await emitEach(tx, now, null, rows.map(({ id, place }) => ({ kind: 'station.confirm-due', place, subject: id })))
    return rows.length
  })
}

/** Days until the same keepers are asked again. */
const AGAIN = 7
