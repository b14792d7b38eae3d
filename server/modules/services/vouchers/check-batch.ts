// What a batch may say: asked before it is written, so that the field is named.

import type { Static } from 'typebox'
import type { EligibilityRule } from '../../../../contract/services.ts'
import type { Context } from '../../../platform/http/call.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import { invalidField } from '../../../platform/http/problem.ts'
import { partnerPlaces } from '../../stations/index.ts'
import { requireSoundRule } from '../eligibility/describe-rule.ts'
import { words } from '../words.ts'

type Given = { valid_from: Temporal.PlainDate; valid_until: Temporal.PlainDate; rule?: Static<typeof EligibilityRule> | undefined; partner_ids?: readonly number[] | undefined }

/** @throws Problem invalid-request */
export async function checkBatch(call: Context, given: Given): Promise<void> {
  if (Temporal.PlainDate.compare(given.valid_until, given.valid_from) < 0) throw invalidField('valid_until', words(call.language, '截止日期不能早于开始日期', 'It cannot end before it begins'))
  if (given.rule) await requireSoundRule(call, given.rule, 'rule')
  const asked = [...new Set(given.partner_ids ?? [])]
  // A voucher may be redeemed at any partner of the city: names of partners are no secret.
  const known = await beyondScope(call, () => partnerPlaces(call.tx, asked))
  if (asked.some((one) => known.get(one)?.closed !== false)) throw invalidField('partner_ids', words(call.language, '有的商户不存在或已停用', 'A partner does not exist or is closed'))
}

export async function writePartners(call: Context, batch: number, partners: readonly number[]): Promise<void> {
  const ids = [...new Set(partners)]
  await call.tx.deleteFrom('voucher_batch_partner').where('batch_id', '=', batch).where('partner_id', 'not in', [0, ...ids]).execute()
  await call.tx.insertInto('voucher_batch_partner').values(ids.map((partner_id) => ({ batch_id: batch, partner_id }))).onConflict((conflict) => conflict.doNothing()).execute()
}
