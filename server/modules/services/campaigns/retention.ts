// What time does to campaigns: they begin and end on their days, and who took part is forgotten.

import { sql } from 'kysely'
import { emit } from '../../../platform/events/emit.ts'
import type { City, Services } from '../../../platform/http/call.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { settingValue } from '../../access/index.ts'
import { forgetNotices } from '../../notices/index.ts'
import { inCity, type JobContext } from '../job-context.ts'
import { timeZone } from '../vouchers/rules.ts'
import { stateByDay, type CampaignState } from './rules.ts'
import { tellCounts } from './tally.ts'

/** Every quarter of an hour: days begin at midnight, and passes are thrown away soon after they ran out. */
export const campaignDaysJob: Job = {
  name: 'services.campaign-days',
  cron: '*/15 * * * *',
  atStart: true,
  async run(_, services) {
    for (const city of await services.cities.list()) await turnCampaigns(services, city)
  },
}

export async function turnCampaigns(services: Services, city: City): Promise<void> {
  await inCity(services, city, beginAndEnd)
  await inCity(services, city, forgetTakers)
  await inCity(services, city, async (job) => {
    await job.tx.deleteFrom('campaign_pass').where('expires_at', '<', job.now).execute()
  })
}

async function beginAndEnd(job: JobContext): Promise<void> {
  const rows = await job.tx.selectFrom('campaign').select(['id', 'place', 'state', 'starts_on', 'ends_on']).where('state', 'in', ['planned', 'running']).where('starts_on', '<=', job.today).orderBy('id').forUpdate().execute()
  for (const { id, place, ...campaign } of rows) {
    const state = stateByDay({ ...campaign, state: campaign.state as CampaignState }, job.today)
    if (state === campaign.state) continue
    await job.tx.updateTable('campaign').set((row) => ({ state, ...(state === 'ended' ? { ended_at: job.now } : {}), revision: row('revision', '+', 1) })).where('id', '=', id).execute()
    await emit(job.tx, job.now, null, { kind: `campaign.${state}`, place, subject: id })
    await tellCounts(job, id)
  }
}

/** Some weeks after the end only counts stay. */
async function forgetTakers(job: JobContext): Promise<void> {
  const days = await settingValue(job, 'campaign.forget-days')
  const before = job.today.subtract({ days }).toZonedDateTime(timeZone).toInstant()
  const rows = await job.tx.updateTable('campaign').set({ forgotten_on: job.today }).where('ended_at', '<', before).where('forgotten_on', 'is', null).returning(['id', 'place']).execute()
  for (const { id, place } of rows) {
    await job.tx.deleteFrom('campaign_worker').where('campaign_id', '=', id).execute()
    await forgetNotices(job.tx, ['campaign.changed', 'campaign.called-off'], id)
    await sql`delete from campaign_walk_in where campaign_id = ${id}`.execute(job.tx)
    await emit(job.tx, job.now, null, { kind: 'campaign.forgotten', place, subject: id })
  }
}
