// POST /voucher-batches

import { sql } from 'kysely'
import { reachesPlace } from '../../../platform/database/reach.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { invalidField } from '../../../platform/http/problem.ts'
import { wholeCode } from '../../../platform/database/reach.ts'
import { describePlaces } from '../../places/index.ts'
import { serviceTitles } from '../catalogue/service-titles.ts'
import { everybody } from '../eligibility/target-group.ts'
import { words } from '../words.ts'
import { getBatch } from './batch-store.ts'
import { checkBatch, writePartners } from './check-batch.ts'
import { answerBatch } from './list-batches.ts'

export async function addBatch(call: Call<'POST /voucher-batches'>): Promise<Reply<'POST /voucher-batches'>> {
  const { body } = call
  const place = wholeCode(body.place)
  if (!reachesPlace(call, place) || !(await describePlaces(call.tx, [place])).has(place)) throw invalidField('place', words(call.language, '没有这个辖区，或不在您的管辖范围内', 'There is no such place in your reach'))
  const dates = { valid_from: Temporal.PlainDate.from(body.valid_from), valid_until: Temporal.PlainDate.from(body.valid_until) }
  await checkBatch(call, { ...dates, rule: body.rule, partner_ids: body.partner_ids })
  await checkParent(call, body.campaign_id ?? null, body.service_id ?? null)
  const { id } = await call.tx
    .insertInto('voucher_batch')
    .values({
      title: body.title.trim(), terms: body.terms?.trim() ?? '', value_fen: body.value_fen, place, campaign_id: body.campaign_id ?? null, service_id: body.service_id ?? null, quota: body.quota, ...dates, valid_days: body.valid_days ?? null,
      per_worker: body.per_worker ?? 1, claimable: body.claimable ?? false, rule: sql`${JSON.stringify(body.rule ?? everybody)}::text::json`, created_by: call.actor.account, created_at: call.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await writePartners(call, id, body.partner_ids)
  await call.emit({ kind: 'voucher-batch.added', place, subject: id, data: { quota: body.quota, value_fen: body.value_fen, campaign: body.campaign_id ?? null, service: body.service_id ?? null } })
  return answerBatch(call, await getBatch(call, id))
}

/** A batch belongs to a campaign in reach that is not over, to a service, or to neither. */
async function checkParent(call: Context, campaign: number | null, service: number | null): Promise<void> {
  if (campaign !== null && service !== null) throw invalidField('service_id', words(call.language, '活动和服务只能选一个', 'Either a campaign or a service'))
  if (campaign !== null) {
    const found = await call.tx.selectFrom('campaign').select(['place', 'state']).where('id', '=', campaign).executeTakeFirst()
    if (!found || !reachesPlace(call, found.place)) throw invalidField('campaign_id', words(call.language, '没有这个活动', 'There is no such campaign'))
    if (found.state === 'ended' || found.state === 'reported') throw invalidField('campaign_id', words(call.language, '活动已结束', 'The campaign is over'))
  }
  if (service !== null && !(await serviceTitles(call, [service])).has(service)) throw invalidField('service_id', words(call.language, '没有这个服务', 'There is no such service'))
}
