// A worker signs in with the code, and gets the account of this phone, or a new one.

import { sql } from 'kysely'
import { systemScope } from '../../../platform/database/scope.ts'
import type { Call, Context } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { sameBytes } from '../../../platform/secrets/keyring.ts'
import { workerDirectory } from '../directory.ts'
import { settingValue } from '../settings/setting-value.ts'
import { endSessions } from '../sessions/session.ts'
import { mobileNumber } from './phone-number.ts'
import { isDormant, whoseRecord } from './phone-rules.ts'
import { codeHash } from './send-code.ts'
import { signedIn, type SignedIn } from './signed-in.ts'

export async function signInByPhone(call: Call<'POST /sign-in/phone'>): Promise<SignedIn> {
  const phone = mobileNumber(call.body.phone)
  if (!phone) throw new Problem('code-wrong')
  const answer = await call.inTransaction('write', async (inside) => {
    // A wrong try is counted, so this transaction commits also when it answers with nothing.
    if (!(await consumeCode(inside, phone, call.body.code))) return undefined
    return signedIn(inside.tx, inside, { id: await accountOfPhone(inside, phone), kind: 'worker' }, 'phone')
  }, systemScope)
  if (!answer) throw new Problem('code-wrong')
  return answer
}

/**
 * One try. Taking it locks the row, so two right tries at once are one after the other, and the second finds the code
 * consumed; a thousand wrong ones at once are still five.
 */
async function consumeCode({ tx, now, services }: Context, phone: string, code: string): Promise<boolean> {
  const phoneHash = services.keyring.hash('phone', phone)
  const { rows } = await sql<{ id: number; code_hash: Buffer }>`
    update one_time_code set tries_left = tries_left - 1
    where id = (select id from one_time_code where phone_hash = ${phoneHash} order by id desc limit 1)
      and consumed_at is null and tries_left > 0 and expires_at > ${now}
    returning id, code_hash`.execute(tx)
  const right = codeHash(services, phoneHash, code)
  const row = rows[0]
  if (!row || !sameBytes(row.code_hash, right)) return false
  await tx.updateTable('one_time_code').set({ consumed_at: now }).where('id', '=', row.id).execute()
  return true
}

/** Rules and reasons: docs/decisions/0003. */
async function accountOfPhone(inside: Context, phone: string): Promise<number> {
  const { tx, now, today, services } = inside
  const phoneHash = services.keyring.hash('phone', phone)
  const dormantDays = await settingValue(inside, 'sign-in.phone-dormant-days')
  const people = await workerDirectory().holdersOfPhone(tx, phoneHash)
  const account = await tx.selectFrom('account').select(['id', 'worker_id', 'status', 'created_at']).where('phone_hash', '=', phoneHash).forUpdate().executeTakeFirst()
  if (account) {
    if (account.status === 'suspended') throw new Problem('code-wrong')
    const worker = people.find((one) => one.worker === account.worker_id)
    const lastUsed = await lastUse(inside, account.id)
    if (!isDormant({ lastUsed, workedUntil: worker ? worker.workedUntil : undefined, today, dormantDays })) return account.id
    // Perhaps another person holds this number now. The old account keeps its record and loses the number.
    await tx.updateTable('account').set({ phone_hash: null, phone: null }).where('id', '=', account.id).execute()
    await endSessions(tx, inside, account.id)
  }
  const taken = new Set((await tx.selectFrom('account').select('worker_id').where('worker_id', 'in', [0, ...people.map((one) => one.worker)]).execute()).map((row) => row.worker_id))
  const worker = whoseRecord({ people, taken, today, dormantDays }) ?? (await workerDirectory().welcome(tx, { phone, now, keyring: services.keyring }))
  const { id } = await tx
    .insertInto('account')
    .values({ kind: 'worker', phone_hash: phoneHash, phone: services.keyring.seal(phone), worker_id: worker, language: inside.language, created_at: now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

async function lastUse({ tx }: Context, account: number): Promise<Temporal.PlainDate | undefined> {
  const row = await tx.selectFrom('session').select((one) => one.fn.max('last_used_on').as('day')).where('account_id', '=', account).executeTakeFirst()
  return row?.day ?? undefined
}
