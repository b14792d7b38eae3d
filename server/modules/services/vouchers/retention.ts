// What time does to vouchers: they run out, and whose they were is forgotten.

import { sql } from 'kysely'
import { emit } from '../../../platform/events/emit.ts'
import type { City, Services } from '../../../platform/http/call.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { settingValue } from '../../access/index.ts'
import { inCity, type JobContext } from '../job-context.ts'

/** Soon after midnight in Shanghai, and whenever a server starts: what a killed one left. */
export const vouchersOvernightJob: Job = {
  name: 'services.vouchers-overnight',
  cron: '20 0 * * *',
  atStart: true,
  async run(_, services) {
    for (const city of await services.cities.list()) await tidyVouchers(services, city)
  },
}

export async function tidyVouchers(services: Services, city: City): Promise<void> {
  await inCity(services, city, expireVouchers)
  await inCity(services, city, forgetHolders)
  await inCity(services, city, async (job) => {
    await job.tx.deleteFrom('voucher_try').where('since', '<', job.now.subtract({ hours: 24 })).execute()
  })
}

/** Batch by batch, its row before its vouchers', as everywhere. */
async function expireVouchers(job: JobContext): Promise<void> {
  const { rows } = await sql<{ id: number; place: number }>`
    select b.id, b.place from voucher_batch b where exists (select 1 from voucher v where v.batch_id = b.id and v.state = 'valid' and v.valid_until < ${job.today}) order by b.id for update`.execute(job.tx)
  for (const { id, place } of rows) {
    const expired = await job.tx.updateTable('voucher').set({ state: 'expired', ended_on: job.today }).where('batch_id', '=', id).where('state', '=', 'valid').where('valid_until', '<', job.today).returning('id').execute()
    await sql`update voucher_batch set expired = expired + ${expired.length}::int where id = ${id}`.execute(job.tx)
    await emit(job.tx, job.now, null, { kind: 'voucher.expired', place, subject: id, data: { count: expired.length } })
  }
}

/**
 * The worker, what the voucher was given for, and its code go: as soon as the month it was redeemed in is settled, else
 * some months after it ended. Codes that hold no more are of use to nobody. A day's grace, so that nothing that could
 * still be taken back loses its holder.
 */
async function forgetHolders(job: JobContext): Promise<void> {
  const days = await settingValue(job, 'voucher.forget-days')
  await sql`
    update voucher v set worker_id = null, source_id = null, code = null, code_hash = null, reason = ''
    where v.state <> 'valid' and (v.worker_id is not null or v.code is not null)
      and (v.ended_on < ${job.today.subtract({ days })}
        or (v.ended_on < ${job.today.subtract({ days: 1 })} and v.id in (select r.voucher_id from voucher_redemption r where r.undone_at is null and r.settlement_id is not null)))`.execute(job.tx)
  // How many a worker took limits them only while there is something to take.
  await sql`delete from voucher_taken t using voucher_batch b where b.id = t.batch_id and (b.valid_until < ${job.today} or b.state = 'cancelled')`.execute(job.tx)
}
