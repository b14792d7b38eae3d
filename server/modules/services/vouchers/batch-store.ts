// Batches as lists and details show them.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Static } from 'typebox'
import type { EligibilityRule } from '../../../../contract/services.ts'
import type { VoucherBatch } from '../../../../contract/vouchers.ts'
import { inReach, type Reach } from '../../../platform/database/reach.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { describePlaces } from '../../places/index.ts'
import { partnerLabels, type PartnerLabel } from '../../stations/index.ts'
import { serviceTitles } from '../catalogue/service-titles.ts'
import { wordsOfRules } from '../eligibility/target-group.ts'

export type BatchRow = {
  id: number
  title: string
  terms: string
  value_fen: number
  place: number
  campaign_id: number | null
  service_id: number | null
  quota: number
  issued: number
  redeemed: number
  expired: number
  cancelled: number
  valid_from: Temporal.PlainDate
  valid_until: Temporal.PlainDate
  valid_days: number | null
  per_worker: number
  claimable: boolean
  rule: EligibilityRule
  state: Static<typeof VoucherBatch>['state']
  revision: number
}

export const batchColumns = sql`b.id, b.title, b.terms, b.value_fen, b.place, b.campaign_id, b.service_id, b.quota, b.issued, b.redeemed, b.expired, b.cancelled, b.valid_from, b.valid_until, b.valid_days, b.per_worker, b.claimable, b.rule, b.state, b.revision`

/** By the office's place, or by a partner that redeems it. */
export function batchInReach(reach: Reach): RawBuilder<SqlBool> {
  const { partners } = reach.scope
  const byPlace = inReach(reach, { place: 'b.place' })
  return partners.length === 0 ? byPlace : sql<SqlBool>`(${byPlace} or exists (select 1 from voucher_batch_partner p where p.batch_id = b.id and p.partner_id = any(${[...partners]}::int8[])))`
}

/** @throws Problem not-found for a batch that is not there or not in reach */
export async function getBatch(call: Pick<Context, 'tx' | 'scope' | 'city'>, id: number, options: { lock?: boolean } = {}): Promise<BatchRow> {
  const { rows } = await sql<BatchRow>`select ${batchColumns} from voucher_batch b where b.id = ${id} and ${batchInReach(call)} ${options.lock ? sql`for update` : sql``}`.execute(call.tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}

export async function batchViews(call: Context, rows: readonly BatchRow[]) {
  const partners = await partnersOf(call, rows.map((row) => row.id))
  const parents = await parentsOf(call, rows)
  const places = await describePlaces(call.tx, rows.map((row) => row.place))
  const said = await wordsOfRules(call, rows.map((row) => row.rule))
  return rows.map(({ campaign_id: campaign, service_id: service, ...row }, index) => ({
    ...row, place_name: places.get(row.place)?.name ?? '', campaign: parents.campaign(campaign), service: parents.service(service),
    left: row.state === 'open' ? row.quota - row.issued : 0, redeemed_fen: row.redeemed * row.value_fen, rule_words: said[index] ?? '', partners: partners.get(row.id) ?? [],
  }))
}

/** Who redeems which batch, by name. */
export async function partnersOf(call: Pick<Context, 'tx'>, batches: readonly number[]): Promise<Map<number, PartnerLabel[]>> {
  const rows = batches.length === 0 ? [] : await call.tx.selectFrom('voucher_batch_partner').select(['batch_id', 'partner_id']).where('batch_id', 'in', [...batches]).orderBy('partner_id').execute()
  const labels = await partnerLabels(call.tx, rows.map((row) => row.partner_id))
  const found = new Map<number, PartnerLabel[]>(batches.map((id) => [id, []]))
  for (const row of rows) found.get(row.batch_id)?.push(labels.get(row.partner_id) ?? { id: row.partner_id, short_name: '' })
  return found
}

/** What batches are issued under, by name: whoever sees the batch may know it. */
export async function parentsOf(call: Pick<Context, 'tx' | 'scope' | 'language'>, rows: readonly { campaign_id: number | null; service_id: number | null }[]) {
  const campaignIds = rows.flatMap((row) => row.campaign_id ?? [])
  const campaigns = campaignIds.length === 0 ? [] : await beyondScope(call, () => call.tx.selectFrom('campaign').select(['id', 'name']).where('id', 'in', campaignIds).execute())
  const services = await serviceTitles(call, rows.flatMap((row) => row.service_id ?? []))
  const names = new Map(campaigns.map((row) => [row.id, row.name]))
  return {
    campaign: (id: number | null) => (id === null ? null : { id, name: names.get(id) ?? '' }),
    service: (id: number | null) => (id === null ? null : { id, name: services.get(id) ?? '' }),
  }
}
