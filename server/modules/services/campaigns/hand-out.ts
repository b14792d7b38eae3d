// POST /campaigns/{id}/hand-outs: to one worker by their pass, or to so many walk-ins. Who was given something is known
// without where and when; where and when something was given, without to whom.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import { inReach } from '../../../platform/database/reach.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { invalidField, Problem, ruleProblem } from '../../../platform/http/problem.ts'
import { foldCode } from '../../../platform/secrets/code-rules.ts'
import { knownWorkers, selvesOf } from '../../registry/index.ts'
import { handOutGoods, stationLabels } from '../../stations/index.ts'
import { words } from '../words.ts'
import { refuseGuessing, wrongCode } from '../vouchers/tries.ts'
import { campaignStock, goodsOf } from './campaign-parts.ts'
import { getCampaign, givenBy, voucherSums, type CampaignRow } from './campaign-store.ts'
import { campaignStateWords } from './campaign-words.ts'
import { progressOf, readPass, takesWalkIns, WALK_IN } from './rules.ts'
import { countGiven, tellCounts } from './tally.ts'
import { tellUsedUp } from './tell-joined.ts'

type Body = Call<'POST /campaigns/{id}/hand-outs'>['body']

export async function handOut(call: Call<'POST /campaigns/{id}/hand-outs'>): Promise<Reply<'POST /campaigns/{id}/hand-outs'>> {
  const campaign = await getCampaign(call, call.params.id)
  if (campaign.state !== 'running') throw new Problem('wrong-state', { state: campaignStateWords(call.language, campaign.state) })
  const { station_id: station, pass, walk_ins: walkIns = 0 } = call.body
  await checkStation(call, campaign, station)
  if ((pass === undefined) === (walkIns === 0)) throw invalidField('pass', words(call.language, '扫出示码，或者填现场人数', 'Either a pass, or how many walked in'))
  const goods = await chosenGoods(call, campaign, call.body)
  const people = pass === undefined ? walkIns : 1
  // The campaign's row, the worker's and the counts are the office's and the worker's: a keeper hands out for them.
  const trade = pass === undefined ? await takeWalkIns(call, campaign, station, walkIns) : await takePass(call, campaign, pass)
  const usedUp = await handOutGoods(call, { station, goods, people, campaign: campaign.id })
  await beyondScope(call, async () => {
    if (goods.length > 0) await sql`update campaign_good set handed = greatest(handed + ${people}::int, 0) where campaign_id = ${campaign.id} and good_id = any(${goods}::int8[])`.execute(call.tx)
    await countGiven(call, { campaign: campaign.id, station, trade, people })
  })
  await call.emit({ kind: 'campaign.handed-out', place: campaign.place, subject: campaign.id, data: { station, people } })
  await tellUsedUp(call, campaign, station, usedUp)
  await tellCounts(call, campaign.id)
  return answer(call, campaign.id, station)
}

/** The station hands out for the campaign, and whoever asks reaches the station or plans the campaign. */
async function checkStation(call: Context, campaign: CampaignRow, station: number): Promise<void> {
  const found = await call.tx
    .selectFrom('campaign_station as s').select('s.station_id').where('s.campaign_id', '=', campaign.id).where('s.station_id', '=', station)
    .executeTakeFirst()
  const label = found && (await stationLabels(call.tx, [station])).get(station)
  if (!label) throw invalidField('station_id', words(call.language, '这个驿站不参加本次活动', 'This station does not take part'))
  const { rows } = await sql`select 1 where ${inReachOf(call, label)}`.execute(call.tx)
  if (rows.length === 0) throw invalidField('station_id', words(call.language, '这个驿站不归您管', 'You do not keep this station'))
}

function inReachOf(call: Context, { id, place, partner_id }: { id: number; place: number; partner_id: number }) {
  return sql`exists (select 1 from (values (${place}::int8, ${id}::int8, ${partner_id}::int8)) as s (place, id, partner_id) where ${inReach(call, { place: 's.place', station: 's.id', partner: 's.partner_id' })})`
}

async function chosenGoods(call: Context, campaign: CampaignRow, { good_ids: chosen }: Body): Promise<number[]> {
  const goods = ((await goodsOf(call, [campaign.id])).get(campaign.id) ?? []).map((one) => one.good_id)
  if (chosen?.some((one) => !goods.includes(one))) throw invalidField('good_ids', words(call.language, '这次活动不发这种物资', 'The campaign does not give this'))
  return chosen ? [...new Set(chosen)] : goods
}

/** Takes the pass, and one of the worker's share, at once. @returns the worker's trade, for the count */
async function takePass(call: Context, campaign: CampaignRow, typed: string): Promise<string> {
  await refuseGuessing(call)
  const code = readPass(call.city.code, foldCode(typed))
  const taken = code === undefined ? undefined : await beyondScope(call, async () => {
    // The campaign's row comes first, as everywhere: two passes of one worker, at two stations, would wait for each other.
    await sql`select 1 from campaign where id = ${campaign.id} for no key update`.execute(call.tx)
    return call.tx.deleteFrom('campaign_pass').where('code_hash', '=', call.services.keyring.hash('campaign-pass', code)).where('campaign_id', '=', campaign.id).where('expires_at', '>', call.now).returning('worker_id').executeTakeFirst()
  })
  if (!taken) throw await wrongCode(call, 'pass-unknown')
  const selves = await selvesOf(call, taken.worker_id)
  return beyondScope(call, async () => {
    await call.tx.updateTable('campaign').set((row) => ({ handed_out: row('handed_out', '+', 1) })).where('id', '=', campaign.id).execute()
    await giveShare(call, campaign, taken.worker_id, selves)
    await call.tx.deleteFrom('campaign_pass').where('worker_id', 'in', selves).where('campaign_id', '=', campaign.id).execute()
    return (await knownWorkers(call, [taken.worker_id])).get(taken.worker_id)?.trade ?? ''
  })
}

/** The campaign's row is locked by now: records of one worker that were merged are counted together without a race. */
async function giveShare(call: Context, campaign: CampaignRow, worker: number, selves: readonly number[]): Promise<void> {
  const rows = await call.tx.selectFrom('campaign_worker').select(['signed_up', 'received']).where('campaign_id', '=', campaign.id).where('worker_id', 'in', [...selves]).execute()
  if (!takesWalkIns(campaign.joining) && !rows.some((row) => row.signed_up)) throw ruleProblem(words(call.language, '这次活动要先报名', 'this campaign asks to sign up first'))
  if (rows.reduce((sum, row) => sum + row.received, 0) >= campaign.per_worker) throw new Problem('already-given')
  await sql`
    insert into campaign_worker (campaign_id, worker_id, received) values (${campaign.id}, ${worker}, 1)
    on conflict (campaign_id, worker_id) do update set received = campaign_worker.received + 1`.execute(call.tx)
}

async function takeWalkIns(call: Context, campaign: CampaignRow, station: number, people: number): Promise<string> {
  if (!takesWalkIns(campaign.joining)) throw ruleProblem(words(call.language, '这次活动只发给报名的人', 'this campaign gives to those who signed up only'))
  await beyondScope(call, async () => {
    await sql`update campaign set walk_ins = greatest(walk_ins + ${people}::int, 0) where id = ${campaign.id}`.execute(call.tx)
    if (people > 0) {
      await sql`
        insert into campaign_walk_in (campaign_id, station_id, day, people) values (${campaign.id}, ${station}, ${call.today}, ${people})
        on conflict (campaign_id, station_id, day) do update set people = campaign_walk_in.people + ${people}::int`.execute(call.tx)
      return
    }
    const { rows } = await sql`update campaign_walk_in set people = people + ${people}::int where campaign_id = ${campaign.id} and station_id = ${station} and day = ${call.today} and people + ${people}::int >= 0 returning 1`.execute(call.tx)
    if (rows.length === 0) throw invalidField('walk_ins', words(call.language, '今天在这里没有记这么多人', 'Not so many were counted here today'))
  })
  return WALK_IN
}

async function answer(call: Context, id: number, station: number) {
  const { handed_out, walk_ins, target } = await getCampaign(call, id)
  const vouchers = (await voucherSums(call, [id]))(id)
  return { handed_out, walk_ins, progress: progressOf(givenBy({ handed_out, walk_ins }, vouchers), target), stock: await campaignStock(call, id, station) }
}
