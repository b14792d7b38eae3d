// Adding, changing and throwing away a campaign

import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { EligibilityRule } from '../../../../contract/services.ts'
import { json } from '../../../platform/database/json.ts'
import { reachesPlace, wholeCode } from '../../../platform/database/reach.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { invalidField, Problem } from '../../../platform/http/problem.ts'
import { describePlaces } from '../../places/index.ts'
import { goodLabels, stationLabels } from '../../stations/index.ts'
import { requireSoundRule } from '../eligibility/describe-rule.ts'
import { everybody } from '../eligibility/target-group.ts'
import { words } from '../words.ts'
import { getCampaign, getOwnCampaign, type CampaignRow } from './campaign-store.ts'
import { campaignStateWords } from './campaign-words.ts'
import { campaignView } from './list-campaigns.ts'
import { shownOf, tellJoined } from './tell-joined.ts'

type Body = Call<'PATCH /campaigns/{id}'>['body']

export async function addCampaign(call: Call<'POST /campaigns'>): Promise<Reply<'POST /campaigns'>> {
  const { body } = call
  const place = wholeCode(body.place)
  if (!reachesPlace(call, place) || !(await describePlaces(call.tx, [place])).has(place)) throw invalidField('place', words(call.language, '没有这个辖区，或不在您的管辖范围内', 'There is no such place in your reach'))
  const dates = await checkBody(call, body, undefined)
  const { id } = await call.tx
    .insertInto('campaign')
    .values({
      name: body.name.trim(), season: body.season, purpose: body.purpose?.trim() ?? '', place, ...dates, joining: body.joining, capacity: body.capacity ?? null, target: body.target ?? null, per_worker: body.per_worker ?? 1, rule: ruleJson(body.rule ?? everybody),
      other_costs: json([]) as never, created_by: call.actor.account, created_at: call.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writeParts(call, id, body)
  await call.emit({ kind: 'campaign.added', place, subject: id })
  return campaignView(call, await getCampaign(call, id))
}

export async function changeCampaign(call: Call<'PATCH /campaigns/{id}'>): Promise<Reply<'PATCH /campaigns/{id}'>> {
  const campaign = await getOwnCampaign(call, call.params.id)
  call.requireMatch(campaign.revision)
  if (campaign.ended_at) throw new Problem('wrong-state', { state: campaignStateWords(call.language, campaign.state) })
  const { body } = call
  const dates = await checkBody(call, body, campaign)
  const before = await shownOf(call, campaign)
  await call.tx
    .updateTable('campaign')
    .set({
      ...dates, revision: campaign.revision + 1,
      ...(body.name === undefined ? {} : { name: body.name.trim() }), ...(body.season === undefined ? {} : { season: body.season }), ...(body.purpose === undefined ? {} : { purpose: body.purpose.trim() }), ...(body.joining === undefined ? {} : { joining: body.joining }),
      ...(body.capacity === undefined ? {} : { capacity: body.capacity }), ...(body.target === undefined ? {} : { target: body.target }), ...(body.per_worker === undefined ? {} : { per_worker: body.per_worker }), ...(body.rule === undefined ? {} : { rule: ruleJson(body.rule) }),
    })
    .where('id', '=', campaign.id)
    .execute()
  await writeParts(call, campaign.id, body)
  await call.emit({ kind: 'campaign.changed', place: campaign.place, subject: campaign.id, data: { fields: Object.keys(body) } })
  const changed = await getCampaign(call, campaign.id)
  const after = await shownOf(call, changed)
  if (after.days !== before.days || after.stations !== before.stations) await tellJoined(call, 'campaign.changed', changed)
  return campaignView(call, changed)
}

export async function throwAwayDraft(call: Call<'DELETE /campaigns/{id}'>): Promise<void> {
  const campaign = await getOwnCampaign(call, call.params.id)
  const batch = await call.tx.selectFrom('voucher_batch').select('id').where('campaign_id', '=', campaign.id).limit(1).executeTakeFirst()
  if (campaign.state !== 'draft' || batch) throw new Problem('wrong-state', { state: batch ? words(call.language, '已有券', 'has vouchers') : campaignStateWords(call.language, campaign.state) })
  await call.tx.deleteFrom('campaign').where('id', '=', campaign.id).execute()
  await call.emit({ kind: 'campaign.thrown-away', place: campaign.place, subject: campaign.id })
}

/** @throws Problem invalid-request, with the field named */
async function checkBody(call: Context, body: Body, before: CampaignRow | undefined): Promise<{ starts_on: Temporal.PlainDate; ends_on: Temporal.PlainDate }> {
  const starts_on = body.starts_on === undefined ? before?.starts_on : Temporal.PlainDate.from(body.starts_on)
  const ends_on = body.ends_on === undefined ? before?.ends_on : Temporal.PlainDate.from(body.ends_on)
  if (!starts_on || !ends_on) throw invalidField('starts_on', words(call.language, '这一项必填', 'This is required'))
  if (Temporal.PlainDate.compare(ends_on, starts_on) < 0) throw invalidField('ends_on', words(call.language, '结束不能早于开始', 'It cannot end before it begins'))
  if (body.ends_on !== undefined && Temporal.PlainDate.compare(ends_on, call.today) < 0) throw invalidField('ends_on', words(call.language, '结束日期已经过了', 'That day is over'))
  if (before && typeof body.capacity === 'number' && body.capacity < before.signed_up) throw invalidField('capacity', words(call.language, `已有 ${before.signed_up} 人报名，不能更少`, `${before.signed_up} have signed up; it cannot be less`))
  if (body.rule) await requireSoundRule(call, body.rule, 'rule')
  return { starts_on, ends_on }
}

async function writeParts(call: Context, campaign: number, { station_ids, goods }: Pick<Body, 'station_ids' | 'goods'>): Promise<void> {
  if (station_ids) await writeStations(call, campaign, [...new Set(station_ids)])
  if (goods) await writeGoods(call, campaign, goods)
}

async function writeStations(call: Context, campaign: number, ids: readonly number[]): Promise<void> {
  // Any station of the network may hand out, not only those of the campaign's place.
  const known = await stationLabels(call.tx, ids)
  if (ids.some((id) => !known.has(id) || known.get(id)?.status === 'closed')) throw invalidField('station_ids', words(call.language, '有的驿站不存在或已关闭', 'A station does not exist or is closed'))
  await call.tx.deleteFrom('campaign_station').where('campaign_id', '=', campaign).where('station_id', 'not in', [0, ...ids]).execute()
  if (ids.length === 0) return
  await call.tx.insertInto('campaign_station').values(ids.map((station_id) => ({ campaign_id: campaign, station_id, partner_id: known.get(station_id)?.partner_id ?? 0 }))).onConflict((conflict) => conflict.doNothing()).execute()
}

async function writeGoods(call: Context, campaign: number, goods: NonNullable<Body['goods']>): Promise<void> {
  const ids = goods.map((one) => one.good_id)
  if (new Set(ids).size < ids.length) throw invalidField('goods', words(call.language, '同一种物资只填一次', 'Each kind of goods once'))
  const known = await goodLabels(call.tx, ids)
  if (ids.some((id) => known.get(id)?.retired !== false)) throw invalidField('goods', words(call.language, '有的物资不存在或已停用', 'A kind of goods does not exist or is retired'))
  const kept = await call.tx.selectFrom('campaign_good').select('good_id').where('campaign_id', '=', campaign).where('handed', '>', 0).where('good_id', 'not in', [0, ...ids]).executeTakeFirst()
  if (kept) throw invalidField('goods', words(call.language, '已经发过的物资不能去掉', 'Goods that were handed out stay'))
  await call.tx.deleteFrom('campaign_good').where('campaign_id', '=', campaign).where('good_id', 'not in', [0, ...ids]).execute()
  for (const [position, { good_id, unit_cost_fen, planned }] of goods.entries()) {
    const values = { position, unit_cost_fen, planned }
    await call.tx.insertInto('campaign_good').values({ campaign_id: campaign, good_id, ...values }).onConflict((conflict) => conflict.columns(['campaign_id', 'good_id']).doUpdateSet(values)).execute()
  }
}

function ruleJson(rule: Static<typeof EligibilityRule>) {
  return sql<never>`${JSON.stringify(rule)}::text::json`
}
