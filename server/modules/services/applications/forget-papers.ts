// Papers that have done their work go: of applications closed long ago, of drafts nobody came back to.

import { sql } from 'kysely'
import type { City, Services } from '../../../platform/http/call.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { settingValue } from '../../access/index.ts'
import { releaseAttachments } from '../../attachments/index.ts'
import { inCity } from '../job-context.ts'
import { APPLICATION, DRAFT } from './papers.ts'

export const forgetPapersJob: Job = {
  name: 'services.forget-papers',
  cron: '50 3 * * *',
  async run(_, services) {
    for (const city of await services.cities.list()) await forgetPapers(services, city)
  },
}

/** What stays of an application is its history and its result. A thousand a night. */
export async function forgetPapers(services: Services, city: City): Promise<void> {
  await inCity(services, city, async (job) => {
    const before = job.now.subtract({ hours: 24 * (await settingValue(job, 'application.keep-papers-days')) })
    const { rows } = await sql<{ id: number }>`update application set answers = null where id in (select id from application where closed_at < ${before} and answers is not null order by id limit 1000) returning id`.execute(job.tx)
    const ids = rows.map(({ id }) => id)
    if (ids.length === 0) return
    await sql`delete from application_document where application_id = any(${ids}::int8[])`.execute(job.tx)
    await releaseAttachments(job, APPLICATION, ids)
  })
  await inCity(services, city, async (job) => {
    const before = job.now.subtract({ hours: 24 * (await settingValue(job, 'application.keep-drafts-days')) })
    const { rows } = await sql<{ id: number }>`delete from application_draft where id in (select id from application_draft where saved_at < ${before} order by id limit 1000) returning id`.execute(job.tx)
    if (rows.length > 0) await releaseAttachments(job, DRAFT, rows.map(({ id }) => id))
  })
}
