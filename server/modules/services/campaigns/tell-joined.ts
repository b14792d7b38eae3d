// Word to those who mean to come: it has changed, or it is off. Who signed up hears at once; where one may walk in, a job
// tells those who were told of the campaign. And to its office: something is used up.

import { beyondScope } from '../../../platform/database/beyond.ts'
import type { City, Context, Services } from '../../../platform/http/call.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { nearestHolders, workersStandFor } from '../../access/index.ts'
import { notify, workersTold } from '../../notices/index.ts'
import { goodLabels, stationLabels } from '../../stations/index.ts'
import { inCity } from '../job-context.ts'
import type { CampaignRow } from './campaign-store.ts'

export const TELL_WALK_INS = 'services.tell-walk-ins'

/** What somebody who means to come has to know of. */
export type Shown = { days: string; stations: string }

export async function shownOf(call: Pick<Context, 'tx'>, campaign: CampaignRow): Promise<Shown> {
  const rows = await call.tx.selectFrom('campaign_station').select('station_id').where('campaign_id', '=', campaign.id).orderBy('station_id').execute()
  return { days: `${campaign.starts_on.toString()} ${campaign.ends_on.toString()}`, stations: rows.map((row) => row.station_id).join() }
}

/** @param kind changed: days or stations are others; called-off: it ends before its last day */
export async function tellJoined(call: Context, kind: 'campaign.changed' | 'campaign.called-off', campaign: CampaignRow): Promise<void> {
  if (!campaign.announced_at) return
  if (campaign.joining !== 'sign-up') await call.services.jobs.send(call.tx, TELL_WALK_INS, { city: call.city.code, campaign: campaign.id, kind }, { key: `${call.city.code} ${campaign.id} ${kind}` })
  const workers = await beyondScope(call, async () => {
    const rows = await call.tx.selectFrom('campaign_worker').select('worker_id').where('campaign_id', '=', campaign.id).where('signed_up', '=', true).where('received', '=', 0).execute()
    const ids = rows.map((row) => row.worker_id)
    // Records of one worker that were merged are told once.
    const stands = ids.length === 0 ? new Map<number, number>() : await workersStandFor(call, ids)
    return ids.map((id) => stands.get(id) ?? id)
  })
  if (workers.length > 0) await notify(call, { kind, subject: campaign.id, values: { name: campaign.name } }, { workers })
}

const STEP = 500

export const walkInsJob: Job = {
  name: TELL_WALK_INS,
  expireSeconds: 3600,
  async run(data, services, signal) {
    const city = await services.cities.find(Number(data['city']))
    if (city) await tellWalkIns(services, city, { id: Number(data['campaign']), kind: data['kind'] === 'campaign.called-off' ? 'campaign.called-off' : 'campaign.changed' }, signal)
  },
}

/** Whoever was told that it comes, has not got anything yet, and did not sign up: those heard at once. */
export async function tellWalkIns(services: Services, city: City, { id, kind }: { id: number; kind: 'campaign.changed' | 'campaign.called-off' }, signal?: AbortSignal): Promise<void> {
  for (let after: number | undefined = 0; after !== undefined; ) {
    signal?.throwIfAborted()
    const from: number = after
    after = await inCity(services, city, async (job) => {
      const campaign = await job.tx.selectFrom('campaign').select('name').where('id', '=', id).executeTakeFirst()
      const told = campaign ? await workersTold(job.tx, 'campaign.announced', id, { after: from, limit: STEP }) : []
      const known = told.length === 0 ? [] : await job.tx.selectFrom('campaign_worker').select('worker_id').where('campaign_id', '=', id).where('worker_id', 'in', told).execute()
      const others = told.filter((worker) => !known.some((row) => row.worker_id === worker))
      if (campaign && others.length > 0) await notify(job, { kind, subject: id, values: { name: campaign.name } }, { workers: others })
      return told.length === STEP ? told.at(-1) : undefined
    })
  }
}

/** @param goods of which none is left at the station */
export async function tellUsedUp(call: Context, campaign: CampaignRow, station: number, goods: readonly number[]): Promise<void> {
  if (goods.length === 0) return
  const accounts = await nearestHolders(call, 'campaign.write', { place: campaign.place })
  const [names, stations] = [await goodLabels(call.tx, goods), await stationLabels(call.tx, [station])]
  for (const good of goods) {
    await notify(call, { kind: 'campaign.stock-out', subject: campaign.id, values: { name: campaign.name, station: stations.get(station)?.name ?? '', good: names.get(good)?.name ?? '' } }, { accounts, groupsOf: campaign.place })
  }
}
