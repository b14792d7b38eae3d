// The job that tells a campaign's target group: those who agreed to be called upon by their community, and whom the rule
// surely means. How each hears of it, and when, is theirs to choose: notices.

import { sql } from 'kysely'
import type { EligibilityRule } from '../../../../contract/services.ts'
import type { City, Services } from '../../../platform/http/call.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { agreedAmong } from '../../access/index.ts'
import { notify } from '../../notices/index.ts'
import { selvesOfMany, workersAt } from '../../registry/index.ts'
import { surelyMeant } from '../eligibility/judge-worker.ts'
import { inCity, type JobContext } from '../job-context.ts'

export const TELL_JOB = 'services.tell-target-group'
const STEP = 500

export const tellJob: Job = {
  name: TELL_JOB,
  expireSeconds: 3600,
  async run(data, services, signal) {
    const city = await services.cities.find(Number(data['city']))
    if (city) await tellTargetGroup(services, city, Number(data['campaign']), signal)
  },
}

/** Each step commits whom it told and how far it came: nobody is told twice, whatever is killed. */
export async function tellTargetGroup(services: Services, city: City, campaign: number, signal?: AbortSignal): Promise<void> {
  let more = true
  while (more) {
    signal?.throwIfAborted()
    more = await inCity(services, city, (job) => takeStep(job, campaign))
  }
}

async function takeStep(job: JobContext, id: number): Promise<boolean> {
  const { rows } = await sql<{ name: string; place: number; rule: EligibilityRule; starts_on: Temporal.PlainDate; told_up_to: number }>`
    select name, place, rule, starts_on, told_up_to from campaign where id = ${id} and announced_at is not null and state in ('planned', 'running') for update`.execute(job.tx)
  const [campaign] = rows
  if (!campaign) return false
  const workers = await workersAt(job.tx, campaign.place, { after: campaign.told_up_to, limit: STEP })
  const people = await selvesOfMany(job, workers)
  const reachable = await agreedAmong(job, people, 'community-contact')
  const meant = await surelyMeant(job, new Map([...people].filter(([worker]) => reachable.has(worker))), campaign.rule)
  if (meant.length > 0) await notify(job, { kind: 'campaign.announced', subject: id, values: { name: campaign.name, from: campaign.starts_on.toString() } }, { workers: meant })
  await sql`update campaign set notified = notified + ${meant.length}::int, told_up_to = ${workers.at(-1) ?? campaign.told_up_to} where id = ${id}`.execute(job.tx)
  return workers.length === STEP
}
