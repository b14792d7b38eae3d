// Signing up for a campaign, taking that back, and the pass to show at the station

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import { emit } from '../../../platform/events/emit.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem, ruleProblem } from '../../../platform/http/problem.ts'
import { CODE_ALPHABET } from '../../../platform/secrets/code-rules.ts'
import { selvesOf } from '../../registry/index.ts'
import { eligibilityOf } from '../eligibility/judge-worker.ts'
import { notMeant } from '../vouchers/mine/my-offers.ts'
import { words } from '../words.ts'
import type { CampaignRow } from './campaign-store.ts'
import { campaignStateWords } from './campaign-words.ts'
import { answerMine, getAnnounced, shareOf } from './my-campaigns.ts'
import { passCode, passPayload, passStep, takesSignUps } from './rules.ts'
import { tellCounts } from './tally.ts'

export async function signUp(call: Call<'POST /me/campaigns/{id}/sign-up'>): Promise<Reply<'POST /me/campaigns/{id}/sign-up'>> {
  const campaign = await getAnnounced(call, call.params.id)
  if (!takesSignUps(campaign.joining)) throw ruleProblem(words(call.language, '这次活动不用报名，直接去领', 'nobody signs up for this one: just go there'))
  if (campaign.state !== 'planned' && campaign.state !== 'running') throw wrongState(call, campaign)
  await requireMeant(call, campaign)
  const selves = await selvesOf(call, call.actor.worker)
  // The campaign's row counts the seats; it is in reach of its office, not of a worker.
  await beyondScope(call, async () => {
    await sql`select 1 from campaign where id = ${campaign.id} for update`.execute(call.tx)
    const before = await call.tx.selectFrom('campaign_worker').select('worker_id').where('campaign_id', '=', campaign.id).where('worker_id', 'in', selves).where('signed_up', '=', true).executeTakeFirst()
    if (before) return
    const { rows } = await sql`update campaign set signed_up = signed_up + 1 where id = ${campaign.id} and (capacity is null or signed_up < capacity) returning 1`.execute(call.tx)
    if (rows.length === 0) throw new Problem('no-seats')
    await sql`insert into campaign_worker (campaign_id, worker_id, signed_up) values (${campaign.id}, ${call.actor.worker}, true) on conflict (campaign_id, worker_id) do update set signed_up = true`.execute(call.tx)
    // Without the worker and their account: an event is for ever, and who signed up is forgotten after the campaign.
    await emit(call.tx, call.now, null, { kind: 'campaign.signed-up', place: campaign.place, subject: campaign.id })
  })
  await tellCounts(call, campaign.id)
  return answerMine(call, await getAnnounced(call, campaign.id))
}

export async function takeSignUpBack(call: Call<'DELETE /me/campaigns/{id}/sign-up'>): Promise<void> {
  const campaign = await getAnnounced(call, call.params.id)
  if (campaign.state !== 'planned' && campaign.state !== 'running') throw wrongState(call, campaign)
  const selves = await selvesOf(call, call.actor.worker)
  await beyondScope(call, async () => {
    // The campaign's row comes first, here and wherever both are written.
    await sql`select 1 from campaign where id = ${campaign.id} for update`.execute(call.tx)
    const gone = await call.tx.updateTable('campaign_worker').set({ signed_up: false }).where('campaign_id', '=', campaign.id).where('worker_id', 'in', selves).where('signed_up', '=', true).returning('worker_id').execute()
    if (gone.length === 0) return
    await sql`update campaign set signed_up = signed_up - ${gone.length}::int where id = ${campaign.id}`.execute(call.tx)
    await call.tx.deleteFrom('campaign_worker').where('campaign_id', '=', campaign.id).where('worker_id', 'in', selves).where('signed_up', '=', false).where('received', '=', 0).execute()
    await emit(call.tx, call.now, null, { kind: 'campaign.signed-off', place: campaign.place, subject: campaign.id })
  })
  await tellCounts(call, campaign.id)
}

/** The same within a minute, so that two open pages show one code. It is written down only as a keyed hash. */
export async function showPass(call: Call<'GET /me/campaigns/{id}/pass'>): Promise<Reply<'GET /me/campaigns/{id}/pass'>> {
  const campaign = await getAnnounced(call, call.params.id)
  if (campaign.state !== 'running') throw wrongState(call, campaign)
  await requireMeant(call, campaign)
  const { worker } = call.actor
  const { signedUp, received } = (await shareOf(call, [campaign.id], worker))(campaign.id)
  if (campaign.joining === 'sign-up' && !signedUp) throw ruleProblem(words(call.language, '请先报名', 'sign up first'))
  if (received >= campaign.per_worker) throw new Problem('already-given')
  const { step, refreshIn, expiresAt } = passStep(call.now)
  const { keyring } = call.services
  const code = passCode(keyring.hash('campaign-pass-of', `${campaign.id} ${worker} ${step}`), CODE_ALPHABET)
  await call.tx.deleteFrom('campaign_pass').where('worker_id', '=', worker).where('expires_at', '<=', call.now).execute()
  await call.tx.insertInto('campaign_pass').values({ code_hash: keyring.hash('campaign-pass', code), campaign_id: campaign.id, worker_id: worker, expires_at: expiresAt }).onConflict((conflict) => conflict.doNothing()).execute()
  call.answer.header('cache-control', 'no-store')
  return { code: `${code.slice(0, 4)}-${code.slice(4)}`, payload: passPayload(call.city.code, code), expires_at: expiresAt, refresh_in: refreshIn }
}

/** Where the record does not say, whoever hands out sees the person. */
async function requireMeant(call: Context, campaign: CampaignRow): Promise<void> {
  const eligibility = await eligibilityOf(call, call.actor.worker, campaign.rule)
  if (eligibility.verdict === 'no' || eligibility.verdict === 'not-asked') throw notMeant(call, eligibility)
}

function wrongState(call: Pick<Context, 'language'>, campaign: CampaignRow): Problem {
  return new Problem('wrong-state', { state: campaignStateWords(call.language, campaign.state) })
}
