// Wrong passwords and codes make the next try wait, longer each time. Counted by what was typed as login, whether or not
// anybody has it: so a wait says nothing about who exists.

import type { Tx } from '../../../platform/database/connection.ts'
import type { Context } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { waitAfter } from './attempt-rules.ts'

/** @throws Problem too-many while the login has to wait */
export async function requirePatience({ tx, now, services }: Context, login: string): Promise<void> {
  const row = await tx.selectFrom('sign_in_failure').select('locked_until').where('login_hash', '=', loginHash(services, login)).executeTakeFirst()
  if (row?.locked_until && Temporal.Instant.compare(row.locked_until, now) > 0) {
    throw new Problem('too-many', { seconds: Math.ceil((row.locked_until.epochMilliseconds - now.epochMilliseconds) / 1000) })
  }
}

export async function countFailure({ tx, now, services }: Context, login: string): Promise<void> {
  const hash = loginHash(services, login)
  const { failures } = await tx
    .insertInto('sign_in_failure')
    .values({ login_hash: hash, failures: 1, last_at: now })
    .onConflict((conflict) => conflict.column('login_hash').doUpdateSet((row) => ({ failures: row('sign_in_failure.failures', '+', 1), last_at: now })))
    .returning('failures')
    .executeTakeFirstOrThrow()
  const seconds = waitAfter(failures)
  if (seconds > 0) await tx.updateTable('sign_in_failure').set({ locked_until: now.add({ seconds }) }).where('login_hash', '=', hash).execute()
}

export async function forgetFailures(tx: Tx, services: Context['services'], login: string): Promise<void> {
  await tx.deleteFrom('sign_in_failure').where('login_hash', '=', loginHash(services, login)).execute()
}

function loginHash({ keyring }: Context['services'], login: string): string {
  return keyring.hash('login', login.trim().toLowerCase())
}
