// POST /workers/{id}/vouchers, and what an approved application brings

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import type { EligibilityRule } from '../../../../contract/services.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import { notFound, ruleProblem } from '../../../platform/http/problem.ts'
import { placeOfWorker, selvesOf } from '../../registry/index.ts'
import { asksAge } from '../eligibility/rules.ts'
import type { BatchRow } from './batch-store.ts'
import { getOwnBatch } from './change-batch.ts'
import { issueVouchers, type Issuing } from './issue.ts'
import { withheldProblem } from './mine/my-offers.ts'
import { words } from '../words.ts'

/** An officer gives one to somebody in front of them: the rule is theirs to judge, the quota is not. */
export async function giveVoucher(call: Call<'POST /workers/{id}/vouchers'>): Promise<Reply<'POST /workers/{id}/vouchers'>> {
  const worker = call.params.id
  if ((await placeOfWorker(call, worker)) === undefined) throw notFound()
  const batch = await getOwnBatch(call, call.body.batch_id)
  if (await goesByAge(call, batch)) throw ruleProblem(words(call.language, '这批券按年龄发，不能单独给：不然谁领过，就看得出谁的年龄', 'this batch goes by age and is not given one by one: who has one already would tell their age'))
  const issued = await issueVouchers(call, { batch: batch.id, workers: [{ worker, selves: await selvesOf(call, worker) }], origin: 'staff' })
  const [voucher] = issued.vouchers
  if (!voucher) throw withheldProblem(call, issued)
  return { id: voucher.id, valid_until: voucher.until }
}

/** Whether who holds a voucher of this batch says something of their age. */
async function goesByAge(call: Pick<Context, 'tx'>, batch: BatchRow): Promise<boolean> {
  if (asksAge(batch.rule)) return true
  const issues = await call.tx.selectFrom('voucher_issue').select('rule').where('batch_id', '=', batch.id).execute()
  return issues.some(({ rule }) => asksAge(rule as EligibilityRule))
}

/**
 * One voucher of each open batch of the service, in the transaction that approves the application; once for each
 * application, however often it is called. A batch that is used up gives none: the approval stands all the same.
 * @returns how many were issued
 */
export async function issueForApplication(call: Issuing, { application, service, worker }: { application: number; service: number; worker: number }): Promise<number> {
  // Whoever approves may be a provider's: batches are the office's.
  const batches = await beyondScope(call, () =>
    call.tx
      .selectFrom('voucher_batch as b').select('b.id').where('b.service_id', '=', service).where('b.state', '=', 'open')
      .where((is) => is.not(is.exists(is.selectFrom('voucher as v').select('v.id').whereRef('v.batch_id', '=', 'b.id').where('v.source_id', '=', application).where('v.origin', '=', 'application'))))
      .orderBy('b.id').execute())
  const selves = await selvesOf(call, worker)
  let count = 0
  for (const { id } of batches) count += (await issueVouchers(call, { batch: id, workers: [{ worker, selves }], origin: 'application', application })).vouchers.length
  return count
}
