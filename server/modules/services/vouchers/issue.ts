// Issuing: the one way in which a voucher comes to be. The batch's row is locked, so neither the quota nor a worker's
// share can be passed, however many ask at once.

import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context } from '../../../platform/http/call.ts'
import { codeOf } from '../../../platform/secrets/code-rules.ts'
import { emit } from '../../../platform/events/emit.ts'
import { notify } from '../../notices/index.ts'
import { tellBatch } from './batch-events.ts'
import { CODE_LENGTH, codeTail, validity } from './rules.ts'

export type Issuing = Pick<Context, 'tx' | 'scope' | 'city' | 'now' | 'today' | 'services'>

type Asked = { batch: number; workers: readonly { worker: number; selves: readonly number[] }[]; origin: 'claimed' | 'application' | 'staff'; application?: number }

export type Issued = {
  /** Of the batch. */
  title: string
  vouchers: { id: number; worker: number; until: Temporal.PlainDate }[]
  /** Why workers got none, and how many for each reason. */
  withheld: { 'already-has': number; 'quota-used-up': number; 'not-open': number }
}

/**
 * One voucher for each of the workers, as far as the quota and their share go: the first ones first.
 * @param workers each once, with all records that were merged into theirs
 */
export async function issueVouchers(call: Issuing, asked: Asked): Promise<Issued> {
  const issued = await issue(call, asked)
  const [first] = issued.vouchers
  // Whoever took it themself knows. The notice names the batch: it stays longer than whose each voucher was.
  if (first && asked.origin !== 'claimed') await notify(call, { kind: 'voucher.issued', subject: asked.batch, values: { name: issued.title, until: first.until.toString() } }, { workers: issued.vouchers.map((one) => one.worker) })
  return issued
}

async function issue(call: Issuing, asked: Asked): Promise<Issued> {
  // Whoever issues may be the worker or a provider's staff: neither reaches the batch, which is the office's.
  return beyondScope(call, async () => {
    const withheld = { 'already-has': 0, 'quota-used-up': 0, 'not-open': 0 }
    const batch = await call.tx.selectFrom('voucher_batch').select(['id', 'title', 'place', 'campaign_id', 'quota', 'issued', 'valid_from', 'valid_until', 'valid_days', 'per_worker', 'state']).where('id', '=', asked.batch).forUpdate().executeTakeFirstOrThrow()
    const held = batch.state === 'open' ? validity(batch, call.today) : undefined
    if (!held) return { title: batch.title, vouchers: [], withheld: { ...withheld, 'not-open': asked.workers.length } }

    const mayHave = await stillMay(call, batch, asked.workers)
    withheld['already-has'] = asked.workers.length - mayHave.length
    const lucky = mayHave.slice(0, batch.quota - batch.issued)
    withheld['quota-used-up'] = mayHave.length - lucky.length
    if (lucky.length === 0) return { title: batch.title, vouchers: [], withheld }

    const vouchers = await call.tx
      .insertInto('voucher')
      .values(lucky.map(({ worker }) => ({
        batch_id: batch.id, place: batch.place, worker_id: worker, origin: asked.origin, source_id: asked.application ?? null, issued_on: call.today, valid_from: held.from, valid_until: held.until, ...newCode(call),
      })))
      .returning(['id', 'worker_id as worker', 'valid_until as until'])
      .execute()
    await sql`
      insert into voucher_taken (batch_id, worker_id, times) select ${batch.id}, worker, 1 from unnest(${lucky.map(({ worker }) => worker)}::int8[]) as w (worker)
      on conflict (batch_id, worker_id) do update set times = voucher_taken.times + 1`.execute(call.tx)
    await sql`update voucher_batch set issued = issued + ${vouchers.length} where id = ${batch.id}`.execute(call.tx)
    // Neither worker nor account: an event is for ever, and with the order of vouchers it would say whose each one is.
    await emit(call.tx, call.now, null, { kind: 'voucher.issued', place: batch.place, subject: batch.id, data: { count: vouchers.length, origin: asked.origin } })
    await tellBatch(call, batch)
    return { title: batch.title, vouchers: vouchers.map((one) => ({ ...one, worker: one.worker ?? 0 })), withheld }
  })
}

/** Of some workers those who have not had their share of a batch. In the system's scope. */
export async function withoutTheirs(call: Pick<Context, 'tx'>, batch: number, workers: Asked['workers']): Promise<Asked['workers']> {
  return stillMay(call, await call.tx.selectFrom('voucher_batch').select(['id', 'per_worker']).where('id', '=', batch).executeTakeFirstOrThrow(), workers)
}

async function stillMay(call: Pick<Context, 'tx'>, batch: { id: number; per_worker: number }, workers: Asked['workers']): Promise<Asked['workers']> {
  const taken = await takenBy(call, batch.id, workers.flatMap(({ selves }) => selves))
  return workers.filter(({ selves }) => selves.reduce((sum, one) => sum + (taken.get(one) ?? 0), 0) < batch.per_worker)
}

async function takenBy(call: Pick<Context, 'tx'>, batch: number, workers: readonly number[]): Promise<Map<number, number>> {
  const rows = await call.tx.selectFrom('voucher_taken').select(['worker_id', 'times']).where('batch_id', '=', batch).where('worker_id', 'in', [0, ...workers]).execute()
  return new Map(rows.map((row) => [row.worker_id, row.times]))
}

/** A code nobody can guess. That two are alike is as likely as guessing one; the unique hash would refuse it. */
function newCode({ services }: Issuing): { code: Buffer; code_hash: string; code_tail: string } {
  const code = codeOf(randomBytes(CODE_LENGTH))
  return { code: services.keyring.seal(code), code_hash: services.keyring.hash('voucher', code), code_tail: codeTail(code) }
}
