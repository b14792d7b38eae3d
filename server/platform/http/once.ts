// Idempotency-Key for operations that open their own transactions: the key is taken inside the one that writes.

import { rememberAnswer, takeKey } from './idempotency.ts'
import type { Context } from './call.ts'
import { invalidField } from './problem.ts'

/**
 * Does `work` once for each Idempotency-Key of the caller; a repetition gets the first answer.
 * @param call with the transaction of the write
 * @param asked what the request said, beyond its address
 */
export async function once<T>(call: Context, status: number, asked: unknown, work: () => Promise<T>): Promise<T> {
  const key = call.request.headers['idempotency-key']
  if (key === undefined) return work()
  if (typeof key !== 'string' || !/^[\w.:~-]{8,100}$/.test(key)) throw invalidField('Idempotency-Key', '8–100 characters of A-Z a-z 0-9 . _ : ~ -')
  const { keyring } = call.services
  const { method, url } = call.request
  const request = { key, account: call.actor.account, method, url, body: asked, now: call.now }
  const first = await takeKey(call.tx, keyring, request)
  if (first) {
    for (const [name, value] of Object.entries(first.headers)) call.answer.header(name, value)
    call.answer.header('idempotency-replayed', 'true')
    return first.body as T
  }
  const body = await work()
  await rememberAnswer(call.tx, keyring, request, { status, headers: {}, body })
  return body
}
