// Staff: a password, then a code of their authenticator. Nobody gets in with a password alone.

import { sql } from 'kysely'
import { systemScope } from '../../../platform/database/scope.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { forgetFailures, giveBack, takeTry } from './attempts.ts'
import { passwordMatches } from './password-hash.ts'
import { signedIn, type SignedIn } from './signed-in.ts'
import { keepStep, takeStep, tryStep } from './steps.ts'
import { newTotpSecret, totpStep, totpUri } from './totp.ts'

type Held = { login: string; /** Not enrolled yet: the secret that the person is adding now. */ enrolling?: string }

export async function signInByPassword(call: Call<'POST /sign-in/password'>): Promise<Reply<'POST /sign-in/password'>> {
  const login = call.body.login.trim()
  const { account, taken } = await call.inTransaction('write', async (inside) => {
    const counted = await takeTry(inside, login)
    return { taken: counted, account: await inside.tx.selectFrom('account').select(['id', 'password_hash', 'totp_secret']).where('login', '=', login).where('kind', '=', 'staff').where('status', '=', 'active').executeTakeFirst() }
  }, systemScope)
  // Outside a transaction: a tenth of a second of thinking must not hold a connection.
  const right = await passwordMatches(call.body.password, account?.password_hash ?? undefined)
  if (!right || !account) throw new Problem('sign-in-failed')
  return call.inTransaction('write', async (inside) => {
    await giveBack(inside, taken)
    // Meanwhile it may have been changed, or its owner suspended or invited anew: then this was the old one.
    const stands = await inside.tx.selectFrom('account').select('id').where('id', '=', account.id).where('password_hash', '=', account.password_hash).where('status', '=', 'active').forUpdate().executeTakeFirst()
    if (!stands) throw new Problem('sign-in-failed')
    const enrolling = account.totp_secret === null ? newTotpSecret() : undefined
    const step = await keepStep(inside.tx, inside, 'password', { account: account.id, minutes: 10, data: { login, ...(enrolling ? { enrolling } : {}) } satisfies Held })
    return { step, next: enrolling ? ('totp-enrolment' as const) : ('totp' as const), totp_uri: enrolling ? totpUri(enrolling, login, call.city.name) : null }
  }, systemScope)
}

export async function signInByTotp(call: Call<'POST /sign-in/totp'>): Promise<SignedIn> {
  const answer = await call.inTransaction('write', async (inside) => {
    const step = await tryStep<Held>(inside.tx, inside, 'password', call.body.step)
    if (!step?.account) return undefined
    await takeTry(inside, step.data.login)
    if (!(await acceptCode(inside, step.account, step.data, call.body.code))) return undefined
    await takeStep(inside.tx, inside, 'password', call.body.step)
    await forgetFailures(inside.tx, inside.services, step.data.login)
    return signedIn(inside.tx, inside, { id: step.account, kind: 'staff' }, 'password')
  }, systemScope)
  if (!answer) throw new Problem('code-wrong')
  return answer
}

/** Marks the code's time step as used in the same breath: of two requests with one code only one gets in. */
async function acceptCode({ tx, now, services }: Context, account: number, held: Held, code: string): Promise<boolean> {
  const row = await tx.selectFrom('account').select('totp_secret').where('id', '=', account).where('status', '=', 'active').forUpdate().executeTakeFirst()
  if (!row) return false
  // Somebody enrolled in the meantime: what this step offered is void.
  if ((row.totp_secret === null) !== (held.enrolling !== undefined)) return false
  const secret = row.totp_secret === null ? (held.enrolling ?? '') : services.keyring.open(row.totp_secret)
  const step = totpStep(secret, code, now)
  if (step === undefined) return false
  const { rows } = await sql`update account set totp_last_step = ${step}, totp_secret = coalesce(totp_secret, ${held.enrolling ? services.keyring.seal(held.enrolling) : null})
    where id = ${account} and (totp_last_step is null or totp_last_step < ${step}) returning id`.execute(tx)
  return rows.length === 1
}
