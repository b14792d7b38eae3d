// GET /me/vouchers: with their codes, so that the phone keeps them for where there is no network

import { sql, type RawBuilder } from 'kysely'
import { beyondScope } from '../../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { partnerLabels } from '../../../stations/index.ts'
import { selvesOf } from '../../../registry/index.ts'
import { parentsOf, partnersOf } from '../batch-store.ts'
import { groupedCode, stateOn, voucherPayload, type VoucherState } from '../rules.ts'

type MyRow = {
  id: number
  batch_id: number
  title: string
  terms: string
  value_fen: number
  campaign_id: number | null
  service_id: number | null
  state: VoucherState
  code: Buffer | null
  issued_on: Temporal.PlainDate
  valid_from: Temporal.PlainDate
  valid_until: Temporal.PlainDate
  redeemed_at: Temporal.Instant | null
  partner_id: number | null
}

const MOST = 300

export async function listMyVouchers(call: Call<'GET /me/vouchers'>): Promise<Reply<'GET /me/vouchers'>> {
  // The codes are money: no cache between here and the app keeps them.
  call.answer.header('cache-control', 'no-store')
  const views = await myVouchers(call, sql`true`)
  return { items: views.filter((one) => call.query.state === undefined || one.state === call.query.state) }
}

/** Those that hold first, the ones that run out soonest before the others; then the newest. */
export async function myVouchers(call: Context, which: RawBuilder<unknown>) {
  const selves = await selvesOf(call, call.actor.worker)
  // One's own vouchers, those of records merged into one's own too; batch and redemption are in reach of their office.
  const { rows } = await beyondScope(call, () => sql<MyRow>`
    select v.id, v.batch_id, b.title, b.terms, b.value_fen, b.campaign_id, b.service_id, v.state, v.code, v.issued_on, v.valid_from, v.valid_until, r.redeemed_at, r.partner_id
    from voucher v join voucher_batch b on b.id = v.batch_id left join voucher_redemption r on r.voucher_id = v.id and r.undone_at is null
    where v.worker_id = any(${selves}::int8[]) and ${which}
    order by v.state <> 'valid' or v.valid_until < ${call.today}, case when v.state = 'valid' then v.valid_until end, v.id desc limit ${MOST}`.execute(call.tx))
  const partners = await partnersOf(call, rows.map((row) => row.batch_id))
  const redeemers = await partnerLabels(call.tx, rows.flatMap((row) => row.partner_id ?? []))
  const parents = await parentsOf(call, rows)
  return rows.map((row) => {
    const state = stateOn(row, call.today)
    const code = state === 'valid' && row.code ? call.services.keyring.open(row.code) : null
    return {
      id: row.id, title: row.title, terms: row.terms, value_fen: row.value_fen, state, code: code && groupedCode(code), payload: code && voucherPayload(call.city.code, code), issued_on: row.issued_on, valid_from: row.valid_from, valid_until: row.valid_until,
      partners: partners.get(row.batch_id) ?? [], campaign: parents.campaign(row.campaign_id), service: parents.service(row.service_id), redeemed_at: row.redeemed_at, redeemed_by: row.partner_id === null ? null : (redeemers.get(row.partner_id) ?? null),
    }
  })
}
