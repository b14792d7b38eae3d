// Every morning: whose voucher runs out in some days is told, once.

import { sql } from 'kysely'
import type { City, Services } from '../../../platform/http/call.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { settingValue } from '../../access/index.ts'
import { notify } from '../../notices/index.ts'
import { inCity } from '../job-context.ts'

export const vouchersReminderJob: Job = {
  name: 'services.remind-voucher-holders',
  cron: '5 9 * * *',
  async run(_, services) {
    for (const city of await services.cities.list()) await remindHolders(services, city)
  },
}

/** The notice names the batch, not the voucher: it stays longer than whose each voucher was. */
export async function remindHolders(services: Services, city: City): Promise<void> {
  await inCity(services, city, async (job) => {
    const days = await settingValue(job, 'voucher.remind-days')
    const { rows } = await sql<{ batch_id: number; title: string; valid_until: Temporal.PlainDate; workers: number[] }>`
      with due as (
        update voucher set reminded = true where state = 'valid' and not reminded and worker_id is not null
          and valid_until between ${job.today} and ${job.today.add({ days })} and issued_on < ${job.today} returning batch_id, worker_id, valid_until
      )
      select d.batch_id, b.title, d.valid_until, array_agg(distinct d.worker_id) as workers from due d join voucher_batch b on b.id = d.batch_id
      group by d.batch_id, b.title, d.valid_until order by d.batch_id, d.valid_until`.execute(job.tx)
    for (const { batch_id, title, valid_until, workers } of rows) await notify(job, { kind: 'voucher.expiring', subject: batch_id, values: { name: title, until: valid_until.toString() } }, { workers })
  })
}
