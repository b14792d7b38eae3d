// The job that hands out to a target group, five hundred workers at a time: each step commits what it did and how far it
// came, so that a killed one goes on where it stopped.

import { sql } from 'kysely'
import type { EligibilityRule } from '../../../../../contract/services.ts'
import type { City, Services } from '../../../../platform/http/call.ts'
import type { Job } from '../../../../platform/jobs/jobs.ts'
import { selvesOfMany, workersAt } from '../../../registry/index.ts'
import { settingValue } from '../../../access/index.ts'
import { surelyMeant } from '../../eligibility/judge-worker.ts'
import { asksAge } from '../../eligibility/rules.ts'
import { inCity, type JobContext } from '../../job-context.ts'
import { issueVouchers, withoutTheirs } from '../issue.ts'

export const GROUP_JOB = 'services.issue-vouchers'
const STEP = 500

export function issueTopic(city: number, batch: number): string {
  return `voucher-issue ${city} ${batch}`
}

export const groupJob: Job = {
  name: GROUP_JOB,
  expireSeconds: 3600,
  async run(data, services, signal) {
    const city = await services.cities.find(Number(data['city']))
    if (city) await issueToGroup(services, city, Number(data['issue']), signal)
  },
}

export async function issueToGroup(services: Services, city: City, issue: number, signal?: AbortSignal): Promise<void> {
  let more = true
  while (more) {
    signal?.throwIfAborted()
    more = await inCity(services, city, (job) => takeStep(job, issue))
  }
}

/** @returns whether there is more to do */
async function takeStep(job: JobContext, id: number): Promise<boolean> {
  const { rows } = await sql<{ batch_id: number; place: number; rule: EligibilityRule; after_worker: number }>`
    select i.batch_id, i.place, i.rule, i.after_worker from voucher_issue i where i.id = ${id} and i.state in ('waiting', 'running') for update`.execute(job.tx)
  const [issue] = rows
  if (!issue) return false
  if (issue.after_worker === 0 && asksAge(issue.rule) && (await givesToFew(job, issue))) {
    await sql`update voucher_issue set state = 'stopped', stopped_because = 'too-few', done_at = ${job.now} where id = ${id}`.execute(job.tx)
    await job.services.live.publish(job.tx, issueTopic(job.city.code, issue.batch_id), { issue: id })
    return false
  }
  const workers = await workersAt(job.tx, issue.place, { after: issue.after_worker, limit: STEP })
  const people = await selvesOfMany(job, workers)
  const meant = (await surelyMeant(job, people, issue.rule)).sort((a, b) => a - b).map((worker) => ({ worker, selves: people.get(worker) ?? [worker] }))
  const { vouchers, withheld } = await issueVouchers(job, { batch: issue.batch_id, workers: meant, origin: 'staff' })
  const stopped = withheld['not-open'] > 0 ? 'cancelled' : withheld['quota-used-up'] > 0 ? 'quota' : null
  const done = stopped !== null || workers.length < STEP
  await sql`
    update voucher_issue set state = ${stopped ? 'stopped' : done ? 'done' : 'running'}, stopped_because = ${stopped}, done_at = ${done ? job.now : null}::timestamptz, after_worker = ${workers.at(-1) ?? issue.after_worker},
      looked_at = looked_at + ${workers.length}::int, issued = issued + ${vouchers.length}::int, skipped = skipped + ${workers.length - vouchers.length}::int
    where id = ${id}`.execute(job.tx)
  await job.services.live.publish(job.tx, issueTopic(job.city.code, issue.batch_id), { issue: id })
  return !done
}

/**
 * Whether fewer than the smallest cell would get one that have none yet. Nobody is told how many: an age could be found
 * out by trying one rule after the other on a place where few work, or on two that differ by one person.
 */
async function givesToFew(job: JobContext, { batch_id, place, rule }: { batch_id: number; place: number; rule: EligibilityRule }): Promise<boolean> {
  const smallest = await settingValue(job, 'statistics.small-cell')
  let [few, after] = [0, 0]
  for (;;) {
    const workers = await workersAt(job.tx, place, { after, limit: STEP })
    const people = await selvesOfMany(job, workers)
    const meant = await surelyMeant(job, people, rule)
    few += (await withoutTheirs(job, batch_id, meant.map((worker) => ({ worker, selves: people.get(worker) ?? [worker] })))).length
    if (few >= smallest) return false
    if (workers.length < STEP) return true
    after = workers.at(-1) ?? after
  }
}
