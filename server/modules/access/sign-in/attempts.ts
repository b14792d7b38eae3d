// Wrong passwords and codes make the next try wait, longer each time. Counted by what was typed as login, whether or not
// anybody has it: so a wait says nothing about who exists.

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'
import type { Context } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { waitAfter } from './attempt-rules.ts'

/** A try that was counted. `lockedUntil`: the wait that it brought about, if it was wrong. */
export type Try = { login: string; lockedUntil: Temporal.Instant | null }

/**
 * Counts a try as wrong before it is known whether it is: otherwise a thousand at the same moment would all be looked at
 * before the first is counted. The row is locked until the transaction ends.
 * @throws Problem too-many while the login has to wait
 */
export async function takeTry({ tx, now, services }: Context, login: string): Promise<Try> {
  const hash = loginHash(services, login)
  const { rows } = await sql<{ failures: number }>`
    insert into sign_in_failure as f (login_hash, failures, last_at) values (${hash}, 1, ${now})
    on conflict (login_hash) do update set failures = least(f.failures + 1, 1000), last_at = ${now}, locked_until = null where f.locked_until is null or f.locked_until <= ${now}
    returning failures`.execute(tx)
  const failures = rows[0]?.failures
  if (failures === undefined) throw new Problem('too-many', { seconds: await secondsLeft(tx, hash, now) })
  const seconds = waitAfter(failures)
  const lockedUntil = seconds > 0 ? now.add({ seconds }) : null
  if (lockedUntil) await tx.updateTable('sign_in_failure').set({ locked_until: lockedUntil }).where('login_hash', '=', hash).execute()
  return { login, lockedUntil }
}

/** It was right, but there is more to prove: earlier wrong ones stay counted, and so does a wait that another brought about. */
export async function giveBack({ tx, services }: Context, { login, lockedUntil }: Try): Promise<void> {
  await sql`update sign_in_failure set failures = greatest(failures - 1, 0), locked_until = nullif(locked_until, ${lockedUntil}::timestamptz)
    where login_hash = ${loginHash(services, login)}`.execute(tx)
}

export async function forgetFailures(tx: Tx, services: Context['services'], login: string): Promise<void> {
  await tx.deleteFrom('sign_in_failure').where('login_hash', '=', loginHash(services, login)).execute()
}

async function secondsLeft(tx: Tx, hash: string, now: Temporal.Instant): Promise<number> {
  const row = await tx.selectFrom('sign_in_failure').select('locked_until').where('login_hash', '=', hash).executeTakeFirst()
  return Math.max(1, Math.ceil(((row?.locked_until?.epochMilliseconds ?? 0) - now.epochMilliseconds) / 1000))
}

function loginHash({ keyring }: Context['services'], login: string): string {
  return keyring.hash('login', login.trim().toLowerCase())
}
