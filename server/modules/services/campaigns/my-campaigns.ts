// GET /me/campaigns: announced campaigns, with what they mean to me

import { sql, type SqlBool } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { selvesOf } from '../../registry/index.ts'
import { eligibilitiesOf } from '../eligibility/target-group.ts'
import { offersTo } from '../vouchers/mine/my-offers.ts'
import { announcedRows, announcedViews } from './announced.ts'
import type { CampaignRow } from './campaign-store.ts'
import { takesSignUps } from './rules.ts'

export async function listMyCampaigns(call: Call<'GET /me/campaigns'>): Promise<Reply<'GET /me/campaigns'>> {
  return { items: await myCampaigns(call, await announcedRows(call.tx, sql<SqlBool>`c.state in ('planned', 'running')`)) }
}

export async function readMyCampaign(call: Call<'GET /me/campaigns/{id}'>): Promise<Reply<'GET /me/campaigns/{id}'>> {
  return answerMine(call, await getAnnounced(call, call.params.id))
}

/** @throws Problem not-found for one that is not announced */
export async function getAnnounced(call: Pick<Context, 'tx'>, id: number): Promise<CampaignRow> {
  const [row] = await announcedRows(call.tx, sql<SqlBool>`c.id = ${id}`)
  if (!row) throw notFound()
  return row
}

export async function answerMine(call: Context, campaign: CampaignRow) {
  const [view] = await myCampaigns(call, [campaign])
  if (!view) throw new Error('One row gives one view')
  return view
}

export type Share = { signedUp: boolean; received: number }

/** What a worker has of a campaign, records merged into theirs counted in. */
export async function shareOf(call: Pick<Context, 'tx' | 'scope'>, campaigns: readonly number[], worker: number): Promise<(campaign: number) => Share> {
  const selves = await selvesOf(call, worker)
  // One's own rows; those of merged records are in nobody's reach but the system's.
  const rows = await beyondScope(call, () => call.tx.selectFrom('campaign_worker').select(['campaign_id', 'signed_up', 'received']).where('campaign_id', 'in', [0, ...campaigns]).where('worker_id', 'in', selves).execute())
  return (campaign) => {
    const own = rows.filter((row) => row.campaign_id === campaign)
    return { signedUp: own.some((row) => row.signed_up), received: own.reduce((sum, row) => sum + row.received, 0) }
  }
}

async function myCampaigns(call: Context, rows: readonly CampaignRow[]) {
  const ids = rows.map((row) => row.id)
  const views = await announcedViews(call, rows)
  const share = await shareOf(call, ids, call.actor.worker)
  const verdicts = await eligibilitiesOf(call, call.actor.worker, rows.map((row) => row.rule))
  const offers = ids.length === 0 ? [] : await offersTo(call, sql`b.campaign_id = any(${ids}::int8[])`)
  return views.flatMap((view, index) => {
    const [row, eligibility] = [rows[index], verdicts[index]]
    if (!row || !eligibility) return []
    const { signedUp, received } = share(row.id)
    const meant = eligibility.verdict === 'yes' || eligibility.verdict === 'unknown'
    return [{
      ...view, eligibility, signed_up: signedUp, received, per_worker: row.per_worker,
      may_sign_up: meant && !signedUp && takesSignUps(row.joining) && (row.state === 'planned' || row.state === 'running') && view.seats_left !== 0,
      may_show_pass: meant && row.state === 'running' && view.stations.length > 0 && received < row.per_worker && (signedUp || row.joining !== 'sign-up'),
      offers: offers.filter((one) => one.campaign_id === row.id).map(({ batch_id, title, value_fen, left, mine, per_worker }) => ({ batch_id, title, value_fen, left, mine, per_worker })),
    }]
  })
}
