// POST /vouchers/lookups: what a code is worth, before it is redeemed

import type { Call, Reply } from '../../../../platform/http/call.ts'
import { obstacleOf } from '../rules.ts'
import { findStanding, findVoucher, tillsOf } from './find-voucher.ts'

export async function lookUpVoucher(call: Call<'POST /vouchers/lookups'>): Promise<Reply<'POST /vouchers/lookups'>> {
  const { id, batch_id: _, place: __, partners, state, ...shown } = await findVoucher(call, call.body.code)
  const tills = await tillsOf(call)
  const obstacle = obstacleOf({ ...shown, state, partners }, call.today, tills.map((one) => one.partner)) ?? null
  const standing = obstacle === 'already-redeemed' ? await findStanding(call, id) : undefined
  return { ...shown, redeemable: obstacle === null, obstacle, redeemed_at: standing?.redeemed_at ?? null, redeemed_where: standing?.where ?? null }
}
