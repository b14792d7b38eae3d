// POST /vouchers/redemptions: once, also when two partners scan in the same second

import { beyondScope } from '../../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { invalidField, Problem } from '../../../../platform/http/problem.ts'
import { partnerPlaces, stationLabels } from '../../../stations/index.ts'
import { words } from '../../words.ts'
import { tellBatch } from '../batch-events.ts'
import { monthOf, obstacleOf } from '../rules.ts'
import { momentWords, obstacleWords } from '../voucher-words.ts'
import { findStanding, findVoucher, tillsOf, type FoundVoucher, type Till } from './find-voucher.ts'
import { answerRedemption } from './redemption-views.ts'

export async function redeemVoucher(call: Call<'POST /vouchers/redemptions'>): Promise<Reply<'POST /vouchers/redemptions'>> {
  const voucher = await findVoucher(call, call.body.code)
  const tills = await tillsOf(call)
  const obstacle = obstacleOf(voucher, call.today, tills.map((one) => one.partner))
  if (obstacle === 'already-redeemed') throw await alreadyRedeemed(call, voucher.id)
  if (obstacle) throw new Problem('voucher-not-redeemable', { why: obstacleWords(call.language, obstacle, voucher), obstacle })
  const { partner, station } = await chooseTill(call, tills.filter((one) => voucher.partners.includes(one.partner)))
  // A keeper reaches the station, not the partner who owns it.
  const owner = (await beyondScope(call, () => partnerPlaces(call.tx, [partner]))).get(partner)
  if (!owner || owner.closed) throw invalidField('partner_id', words(call.language, '这家商户已停用', 'This partner is closed'))

  await takeVoucher(call, voucher)
  const { id } = await call.tx
    .insertInto('voucher_redemption')
    .values({
      voucher_id: voucher.id, batch_id: voucher.batch_id, partner_id: partner, partner_place: owner.place, batch_place: voucher.place, station_id: station, value_fen: voucher.value_fen, code_tail: voucher.code_tail,
      redeemed_at: call.now, redeemed_by: call.actor.account, month: monthOf(call.now),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  // By the redemption and the batch, never by the voucher: whose it was is to be forgotten.
  await call.emit({ kind: 'voucher.redeemed', place: owner.place, subject: id, data: { batch: voucher.batch_id, partner, value_fen: voucher.value_fen } })
  return answerRedemption(call, id)
}

/** The one statement that decides who was first. The batch's row comes before its vouchers, here and wherever both are written. */
async function takeVoucher(call: Context, voucher: FoundVoucher): Promise<void> {
  // The voucher is its holder's, the batch the office's: a partner reaches neither, but was shown the code.
  const taken = await beyondScope(call, async () => {
    const batch = await call.tx.selectFrom('voucher_batch').select(['id', 'campaign_id']).where('id', '=', voucher.batch_id).forNoKeyUpdate().executeTakeFirstOrThrow()
    const first = await call.tx.updateTable('voucher').set({ state: 'redeemed', ended_on: call.today }).where('id', '=', voucher.id).where('state', '=', 'valid').returning('id').executeTakeFirst()
    if (!first) return undefined
    await call.tx.updateTable('voucher_batch').set((row) => ({ redeemed: row('redeemed', '+', 1) })).where('id', '=', voucher.batch_id).execute()
    await tellBatch(call, batch)
    return first
  })
  if (taken) return
  throw await alreadyRedeemed(call, voucher.id)
}

async function alreadyRedeemed(call: Context, voucher: number): Promise<Problem> {
  const standing = await findStanding(call, voucher)
  // It was cancelled, or redeemed and taken back, in this very moment.
  if (!standing) return new Problem('voucher-not-redeemable', { why: words(call.language, '刚刚有变动，请再查一次', 'it has just changed; look it up again') })
  return new Problem('already-redeemed', { when: momentWords(call.language, standing.redeemed_at), where: standing.where, redeemed_at: standing.redeemed_at.toString(), redemption: await ownRedemption(call, standing) })
}

/** Its number, for the partner whose own it is: a till that lost the answer can show or take back what it did. */
async function ownRedemption(call: Context, { id, partner_id }: { id: number; partner_id: number }): Promise<number | null> {
  return (await tillsOf(call)).some((one) => one.partner === partner_id && one.stations === 'all') ? id : null
}

/** @throws Problem invalid-request when the caller works for several that redeem it and does not say for which */
async function chooseTill(call: Call<'POST /vouchers/redemptions'>, tills: readonly Till[]): Promise<{ partner: number; station: number | null }> {
  const { partner_id, station_id } = call.body
  const station = station_id === undefined ? undefined : (await stationLabels(call.tx, [station_id])).get(station_id)
  if (station_id !== undefined && !station) throw invalidField('station_id', words(call.language, '没有这个驿站', 'There is no such station'))
  const fitting = tills.filter((one) => (partner_id === undefined || one.partner === partner_id) && (!station || (station.partner_id === one.partner && (one.stations === 'all' || one.stations.includes(station.id)))))
  const [till, another] = fitting
  if (!till) throw invalidField(station ? 'station_id' : 'partner_id', words(call.language, '您不在这里核销', 'You do not redeem there'))
  if (another) throw invalidField('partner_id', words(call.language, '您负责多家商户，请先选一家', 'You work for several partners; say which'))
  if (station) return { partner: till.partner, station: station.id }
  if (till.stations === 'all') return { partner: till.partner, station: null }
  const [only, other] = till.stations
  if (only === undefined || other !== undefined) throw invalidField('station_id', words(call.language, '您负责多个驿站，请先选一个', 'You keep several stations; say which'))
  return { partner: till.partner, station: only }
}
