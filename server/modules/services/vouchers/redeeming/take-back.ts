// POST /vouchers/redemptions/{id}/reversal: it was the wrong voucher, or the meal was not to be had

import { sql } from 'kysely'
import { beyondScope } from '../../../../platform/database/beyond.ts'
import type { Call, Reply } from '../../../../platform/http/call.ts'
import { Problem } from '../../../../platform/http/problem.ts'
import { settingValue } from '../../../access/index.ts'
import { words } from '../../words.ts'
import { tellBatch } from '../batch-events.ts'
import { answerRedemption, getRedemption } from './redemption-views.ts'

/** The voucher holds again, as long as it would have. A month that was closed meanwhile stays; the next takes it back. */
export async function takeBack(call: Call<'POST /vouchers/redemptions/{id}/reversal'>): Promise<Reply<'POST /vouchers/redemptions/{id}/reversal'>> {
  const redemption = await getRedemption(call, call.params.id)
  if (redemption.undone_at !== null) throw undone(call)
  const minutes = await settingValue(call, 'voucher.undo-minutes')
  if (Temporal.Instant.compare(call.now, redemption.redeemed_at.add({ minutes })) > 0) throw new Problem('undo-too-late', { minutes })
  // The batch and the voucher are in reach of their office and holder; what is taken back is the partner's own act.
  await beyondScope(call, async () => {
    const batch = await call.tx.selectFrom('voucher_batch').select(['id', 'campaign_id', 'state']).where('id', '=', redemption.batch_id).forNoKeyUpdate().executeTakeFirstOrThrow()
    const taken = await call.tx.updateTable('voucher_redemption').set({ undone_at: call.now, undone_by: call.actor.account, undo_reason: call.body.reason.trim() }).where('id', '=', redemption.id).where('undone_at', 'is', null).returning('id').executeTakeFirst()
    // Pressed twice at once: the count goes down with the one that was first.
    if (!taken) throw undone(call)
    await call.tx.updateTable('voucher_batch').set((row) => ({ redeemed: row('redeemed', '-', 1) })).where('id', '=', redemption.batch_id).execute()
    if (batch.state !== 'cancelled') await call.tx.updateTable('voucher').set({ state: 'valid', ended_on: null }).where('id', '=', redemption.voucher_id).execute()
    else {
      await call.tx.updateTable('voucher').set({ state: 'cancelled' }).where('id', '=', redemption.voucher_id).execute()
      await sql`update voucher_batch set issued = issued - 1, cancelled = cancelled + 1 where id = ${redemption.batch_id}`.execute(call.tx)
    }
    await tellBatch(call, batch)
  })
  await call.emit({ kind: 'voucher.redemption-undone', place: redemption.partner_place, subject: redemption.id, data: { partner: redemption.partner_id, batch: redemption.batch_id } })
  return answerRedemption(call, redemption.id)
}

function undone(call: Pick<Call<'POST /vouchers/redemptions/{id}/reversal'>, 'language'>): Problem {
  return new Problem('wrong-state', { state: words(call.language, '已撤回', 'taken back') })
}
