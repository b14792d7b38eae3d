// A write with an Idempotency-Key happens once: the second request waits for the first and gets its answer.

import { sql } from 'kysely'
import type { Tx } from '../database/connection.ts'
import type { Keyring } from '../secrets/keyring.ts'
import { Problem } from './problem.ts'

export type Remembered = { status: number; headers: Record<string, string>; body: unknown }

type Request = { key: string; account: number; method: string; url: string; body: unknown; now: Temporal.Instant }

/**
 * Takes the key inside the transaction of the write. A concurrent request with the same key blocks here on the
 * primary key until that transaction ends.
 * @returns the first answer when there was one
 * @throws Problem key-reused when the key came with another request
 */
export async function takeKey(tx: Tx, keyring: Keyring, request: Request): Promise<Remembered | undefined> {
  const hash = requestHash(keyring, request)
  const taken = await sql`insert into idempotency_key (key, account_id, request_hash, status, created_at)
    values (${request.key}, ${request.account}, ${hash}, 0, ${request.now}) on conflict do nothing returning 1`.execute(tx)
  if (taken.rows.length > 0) return undefined
  const row = await tx.selectFrom('idempotency_key').select(['request_hash', 'status', 'headers', 'body']).where('key', '=', request.key).where('account_id', '=', request.account).executeTakeFirstOrThrow()
  if (!hash.equals(row.request_hash)) throw new Problem('key-reused')
  return { status: row.status, headers: row.headers as Record<string, string>, body: row.body ? JSON.parse(keyring.open(row.body)) : undefined }
}

export async function rememberAnswer(tx: Tx, keyring: Keyring, request: Pick<Request, 'key' | 'account'>, answer: Remembered): Promise<void> {
  const body = answer.body === undefined ? null : keyring.seal(JSON.stringify(answer.body))
  await sql`update idempotency_key set status = ${answer.status}, headers = ${JSON.stringify(answer.headers)}::text::jsonb, body = ${body}
    where key = ${request.key} and account_id = ${request.account}`.execute(tx)
}

/** A refusal is no answer to remember: the next try with the key is looked at anew. */
export async function forgetKey(tx: Tx, { key, account }: Pick<Request, 'key' | 'account'>): Promise<void> {
  await tx.deleteFrom('idempotency_key').where('key', '=', key).where('account_id', '=', account).execute()
}

/** Keyed: bodies hold phone and ID numbers, which are few enough to be tried. */
function requestHash(keyring: Keyring, request: Request): Buffer {
  return keyring.tokenHash(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
}
