// From a code to the voucher behind it, for whoever stands at a partner's till.

import { sql } from 'kysely'
import { beyondScope } from '../../../../platform/database/beyond.ts'
import type { Context } from '../../../../platform/http/call.ts'
import { partnerLabels, stationLabels } from '../../../stations/index.ts'
import { foldVoucherCode, type VoucherState } from '../rules.ts'
import { refuseGuessing, wrongCode } from '../tries.ts'

export type FoundVoucher = {
  id: number
  batch_id: number
  place: number
  title: string
  terms: string
  value_fen: number
  state: VoucherState
  code_tail: string
  valid_from: Temporal.PlainDate
  valid_until: Temporal.PlainDate
  partners: number[]
}

/**
 * Never whose it is: that column is not read.
 * @throws Problem voucher-unknown, counted against account and address; too-many after too many of them
 */
export async function findVoucher(call: Context, typed: string): Promise<FoundVoucher> {
  await refuseGuessing(call)
  const code = foldVoucherCode(call.city.code, typed)
  if (code === undefined) throw await wrongCode(call, 'voucher-unknown')
  // A voucher is in reach of its holder and of the office that pays; whoever is shown its code may redeem it.
  const { rows } = await beyondScope(call, () => sql<FoundVoucher>`
    select v.id, v.batch_id, v.place, b.title, b.terms, b.value_fen, v.state, v.code_tail, v.valid_from, v.valid_until,
      (select coalesce(array_agg(p.partner_id), '{}') from voucher_batch_partner p where p.batch_id = b.id) as partners
    from voucher v join voucher_batch b on b.id = v.batch_id
    where v.code_hash = ${call.services.keyring.hash('voucher', code)}`.execute(call.tx))
  if (!rows[0]) throw await wrongCode(call, 'voucher-unknown')
  return rows[0]
}

/** For whom the caller redeems: partners they work for, and owners of stations they keep. */
export type Till = { partner: number; stations: number[] | 'all' }

export async function tillsOf(call: Pick<Context, 'tx' | 'scope'>): Promise<Till[]> {
  const { partners, stations } = call.scope
  const kept = await stationLabels(call.tx, stations)
  const owners = [...new Set([...kept.values()].map((one) => one.partner_id))].filter((one) => !partners.includes(one))
  return [
    ...partners.map((partner): Till => ({ partner, stations: 'all' })),
    ...owners.map((partner): Till => ({ partner, stations: [...kept.values()].filter((one) => one.partner_id === partner).map((one) => one.id) })),
  ]
}

export type Standing = { id: number; partner_id: number; redeemed_at: Temporal.Instant; where: string }

/** The redemption that stands for a voucher, with the name of the partner. */
export async function findStanding(call: Context, voucher: number): Promise<Standing | undefined> {
  // It may have been another partner's: the second is told when and where.
  const row = await beyondScope(call, () => call.tx.selectFrom('voucher_redemption').select(['id', 'partner_id', 'redeemed_at']).where('voucher_id', '=', voucher).where('undone_at', 'is', null).executeTakeFirst())
  if (!row) return undefined
  return { ...row, where: (await partnerLabels(call.tx, [row.partner_id])).get(row.partner_id)?.short_name ?? '' }
}
