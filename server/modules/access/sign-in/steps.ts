// What stands between two steps of signing in: the caller holds a random token, the database its keyed hash, and what
// belongs to it encrypted. Taken once.

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'
import type { Context } from '../../../platform/http/call.ts'
import { newToken } from '../../../platform/secrets/keyring.ts'

export type StepKind = 'password' | 'invitation' | 'passkey-sign-in' | 'passkey-adding' | 'oidc'

type Given = { account?: number | undefined; data?: unknown; minutes: number; token?: string }

/** @returns the token */
export async function keepStep(tx: Tx, { services, now }: Pick<Context, 'services' | 'now'>, kind: StepKind, { account, data, minutes, token = newToken() }: Given): Promise<string> {
  await tx
    .insertInto('sign_in_step')
    .values({ token_hash: stepHash(services, kind, token), kind, account_id: account ?? null, data: data === undefined ? null : services.keyring.seal(JSON.stringify(data)), expires_at: now.add({ minutes }) })
    .execute()
  return token
}

/** Takes the step away: whoever comes second finds nothing. */
export async function takeStep<T>(tx: Tx, { services, now }: Pick<Context, 'services' | 'now'>, kind: StepKind, token: string): Promise<{ account: number | null; data: T } | undefined> {
  const row = await tx.deleteFrom('sign_in_step').where('token_hash', '=', stepHash(services, kind, token)).where('expires_at', '>', now).returning(['account_id', 'data']).executeTakeFirst()
  return row && { account: row.account_id, data: (row.data ? JSON.parse(services.keyring.open(row.data)) : undefined) as T }
}

/** One of five tries at a step that stays until it succeeds. The row is locked until the transaction ends. */
export async function tryStep<T>(tx: Tx, { services, now }: Pick<Context, 'services' | 'now'>, kind: StepKind, token: string): Promise<{ account: number | null; data: T } | undefined> {
  const { rows } = await sql<{ account_id: number | null; data: Buffer | null }>`update sign_in_step set tries_left = tries_left - 1
    where token_hash = ${stepHash(services, kind, token)} and tries_left > 0 and expires_at > ${now} returning account_id, data`.execute(tx)
  const row = rows[0]
  return row && { account: row.account_id, data: (row.data ? JSON.parse(services.keyring.open(row.data)) : undefined) as T }
}

/** Whatever an account had begun ends: a newer invitation replaces the older. */
export async function dropSteps(tx: Tx, account: number): Promise<void> {
  await tx.deleteFrom('sign_in_step').where('account_id', '=', account).execute()
}

/** Bound to its kind: a token of one step opens no other. */
function stepHash({ keyring }: Pick<Context['services'], 'keyring'>, kind: StepKind, token: string): Buffer {
  return keyring.tokenHash(`step ${kind} ${token}`)
}
