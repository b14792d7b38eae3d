// Setting a password: the first with an invitation, later ones with the one before.

import { randomBytes } from 'node:crypto'
import type { Tx } from '../../../platform/database/connection.ts'
import { systemScope } from '../../../platform/database/scope.ts'
import { emit } from '../../../platform/events/emit.ts'
import type { Call, Context } from '../../../platform/http/call.ts'
import { Problem, ruleProblem } from '../../../platform/http/problem.ts'
import { endSessions } from '../sessions/session.ts'
import { forgetFailures, takeTry } from './attempts.ts'
import { hashPassword, passwordMatches } from './password-hash.ts'
import { passwordFlaw, type PasswordFlaw } from './password-rules.ts'
import { dropSteps, keepStep, takeStep } from './steps.ts'

const INVITATION_DAYS = 7

/** A code to hand over on paper or by phone: 100 bits in five groups, without letters that look alike. */
export async function invite(tx: Tx, context: Pick<Context, 'services' | 'now'>, account: number): Promise<string> {
  const code = [...randomBytes(20)].map((byte) => 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'[byte % 32]).join('')
  await dropSteps(tx, account)
  await keepStep(tx, context, 'invitation', { account, minutes: INVITATION_DAYS * 24 * 60, token: code })
  return code.match(/.{4}/g)?.join('-') ?? code
}

export async function acceptInvitation(call: Call<'POST /sign-in/invitations'>): Promise<void> {
  const code = call.body.invitation.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  const hash = await hashPassword(call.body.password)
  // A password that is refused leaves the invitation as it was: the transaction is rolled back.
  await call.inTransaction('write', async (inside) => {
    const step = await takeStep(inside.tx, inside, 'invitation', code)
    if (!step?.account) throw new Problem('code-wrong')
    const account = await inside.tx.selectFrom('account').select(['id', 'login', 'name']).where('id', '=', step.account).where('status', '=', 'active').executeTakeFirst()
    if (!account) throw new Problem('code-wrong')
    requireGoodPassword(call, call.body.password, account)
    await inside.tx.updateTable('account').set({ password_hash: hash }).where('id', '=', account.id).execute()
    await forgetFailures(inside.tx, inside.services, account.login ?? '')
    await emit(inside.tx, inside.now, account.id, { kind: 'password.set', place: inside.city.code * 1e9, subject: account.id })
  }, systemScope)
}

export async function changePassword(call: Call<'PUT /me/password'>): Promise<void> {
  const account = await call.inTransaction('write', async (inside) => {
    const row = await inside.tx.selectFrom('account').select(['id', 'login', 'name', 'password_hash']).where('id', '=', call.actor.account).executeTakeFirstOrThrow()
    requireGoodPassword(call, call.body.password, row)
    await takeTry(inside, ownKey(row.id))
    return row
  }, systemScope)
  const right = await passwordMatches(call.body.current, account.password_hash ?? undefined)
  if (!right) throw new Problem('sign-in-failed')
  const hash = await hashPassword(call.body.password)
  await call.inTransaction('write', async (inside) => {
    await inside.tx.updateTable('account').set({ password_hash: hash }).where('id', '=', account.id).execute()
    await forgetFailures(inside.tx, inside.services, ownKey(account.id))
    // Whoever else is signed in with the old password is out; this session stays.
    await endSessions(inside.tx, inside, account.id, { except: call.actor.session })
    await inside.emit({ kind: 'password.set', place: inside.city.code * 1e9, subject: account.id })
  }, systemScope)
}

/** Guessing here has its own count: it must not lock the owner's sign-in. */
function ownKey(account: number): string {
  return `account ${account} changes its password`
}

function requireGoodPassword({ language }: Pick<Context, 'language'>, password: string, account: { login: string | null; name: string }): void {
  const flaw = passwordFlaw(password, { login: account.login ?? '', name: account.name })
  if (flaw) throw ruleProblem(flaws[flaw][language === 'en' ? 1 : 0])
}

const flaws: Record<PasswordFlaw, readonly [zh: string, en: string]> = {
  'too-short': ['密码至少 10 个字', 'a password has at least 10 characters'],
  'holds-login': ['密码里不要包含账号或姓名', 'a password must not hold the login or the name'],
  'too-simple': ['这个密码太容易猜', 'this password is too easy to guess'],
}
