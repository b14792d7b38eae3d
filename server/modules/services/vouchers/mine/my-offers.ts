// GET /me/voucher-offers and taking one

import { sql, type RawBuilder } from 'kysely'
import { beyondScope } from '../../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { notFound, Problem } from '../../../../platform/http/problem.ts'
import { selvesOf } from '../../../registry/index.ts'
import { eligibilitiesOf } from '../../eligibility/target-group.ts'
import { words } from '../../words.ts'
import { batchColumns, parentsOf, partnersOf, type BatchRow } from '../batch-store.ts'
import { issueVouchers, type Issued } from '../issue.ts'
import { myVouchers } from './my-vouchers.ts'

export async function listMyOffers(call: Call<'GET /me/voucher-offers'>): Promise<Reply<'GET /me/voucher-offers'>> {
  return { items: await offersTo(call, sql`true`) }
}

/** What the worker may take now, with whether it is meant for them; also what they have taken their share of. */
export async function offersTo(call: Context, which: RawBuilder<unknown>) {
  const rows = await offeredBatches(call, which)
  const selves = await selvesOf(call, call.actor.worker)
  const mine = await beyondScope(call, () => call.tx.selectFrom('voucher_taken').select(['batch_id', 'times']).where('worker_id', 'in', selves).where('batch_id', 'in', [0, ...rows.map((row) => row.id)]).execute())
  const partners = await partnersOf(call, rows.map((row) => row.id))
  const parents = await parentsOf(call, rows)
  const verdicts = await eligibilitiesOf(call, call.actor.worker, rows.map((row) => row.rule))
  return rows.flatMap((row, index) => {
    const eligibility = verdicts[index]
    if (!eligibility) return []
    const own = mine.filter((one) => one.batch_id === row.id).reduce((sum, one) => sum + one.times, 0)
    return [{ batch_id: row.id, title: row.title, terms: row.terms, value_fen: row.value_fen, left: row.quota - row.issued, valid_from: row.valid_from, valid_until: row.valid_until, partners: partners.get(row.id) ?? [], campaign: parents.campaign(row.campaign_id), campaign_id: row.campaign_id, service: parents.service(row.service_id), mine: own, per_worker: row.per_worker, eligibility }]
  })
}

export async function claimVoucher(call: Call<'POST /me/vouchers'>): Promise<Reply<'POST /me/vouchers'>> {
  const [batch] = await offeredBatches(call, sql`b.id = ${call.body.batch_id}`)
  if (!batch) throw notFound()
  const [eligibility] = await eligibilitiesOf(call, call.actor.worker, [batch.rule])
  if (eligibility?.verdict !== 'yes') throw notMeant(call, eligibility)
  const { worker } = call.actor
  const issued = await issueVouchers(call, { batch: batch.id, workers: [{ worker, selves: await selvesOf(call, worker) }], origin: 'claimed' })
  const [voucher] = issued.vouchers
  if (!voucher) throw withheldProblem(call, issued)
  const [view] = await myVouchers(call, sql`v.id = ${voucher.id}`)
  if (!view) throw new Error('It was issued a moment ago')
  return view
}

/** Why nobody got one, as a problem. */
export function withheldProblem(call: Pick<Context, 'language'>, { withheld }: Issued): Problem {
  if (withheld['already-has'] > 0) return new Problem('already-has')
  if (withheld['quota-used-up'] > 0) return new Problem('quota-used-up')
  return new Problem('wrong-state', { state: words(call.language, '不在发放期', 'not being issued') })
}

/** With what the worker could agree to, if that is what is missing. */
export function notMeant({ language }: Pick<Context, 'language'>, eligibility: { verdict: string; words: string; reasons: readonly string[] } | undefined): Problem {
  const verdict = eligibility?.verdict ?? 'unknown'
  if (verdict === 'not-asked') return new Problem('consent-needed', { verdict, purpose: words(language, '查看登记信息，核对是不是发给您的', 'have your record looked at, whether it is meant for you') })
  if (verdict === 'unknown') return new Problem('not-meant', { verdict, why: words(language, `登记信息里还看不出来（${eligibility?.words ?? ''}），请联系社区`, `your record does not say (${eligibility?.words ?? ''}); ask your community`) })
  return new Problem('not-meant', { verdict, why: eligibility?.reasons.join('；') || (eligibility?.words ?? '') })
}

/** Open to claim, not over; of a campaign only while it is announced and runs. */
async function offeredBatches(call: Context, which: RawBuilder<unknown>): Promise<BatchRow[]> {
  // Open to everybody in the city: batches are in reach of the office that made them.
  const { rows } = await beyondScope(call, () => sql<BatchRow>`
    select ${batchColumns} from voucher_batch b
    where b.claimable and b.state = 'open' and b.valid_until >= ${call.today} and ${which}
      and (b.campaign_id is null or exists (select 1 from campaign c where c.id = b.campaign_id and c.state = 'running' and c.announced_at is not null))
    order by b.valid_until, b.id limit 100`.execute(call.tx))
  return rows
}
