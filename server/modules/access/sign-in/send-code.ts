// A one-time code to a phone. Nothing here looks at who the phone belongs to, so nothing can tell.

import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'
import { systemScope } from '../../../platform/database/scope.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem, invalidField } from '../../../platform/http/problem.ts'
import { sendSms } from '../messages.ts'
import { settingValue } from '../settings/setting-value.ts'
import { networkAddress } from './network-address.ts'
import { mobileNumber } from './phone-number.ts'

const MINUTES = 10
const TRIES = 5
const HOUR = 3600

export async function sendCode(call: Call<'POST /sign-in/codes'>): Promise<Reply<'POST /sign-in/codes'>> {
  const phone = mobileNumber(call.body.phone)
  if (!phone) throw invalidField('phone', call.language === 'en' ? 'Must be a mobile number' : '请填写手机号')
  const code = String(randomInt(1_000_000)).padStart(6, '0')
  const retryAfter = await call.inTransaction('write', (inside) => keepCode(inside, phone, code), systemScope)
  // After the commit: a slow provider must not hold the transaction, and a code that was sent is a code that is known.
  await sendSms(call.services, { city: call.city.code, phone, template: { name: 'sign-in-code', code, minutes: MINUTES }, language: call.language })
  return { expires_in: MINUTES * 60, retry_after: retryAfter }
}

/** The keyed hash of a code; bound to its phone, so that equal codes of two phones look different. */
export function codeHash({ keyring }: Context['services'], phoneHash: string, code: string): Buffer {
  return keyring.tokenHash(`code ${phoneHash} ${code}`)
}

/** @returns seconds until this phone may get another code */
async function keepCode(inside: Context, phone: string, code: string): Promise<number> {
  const { tx, now, services, request } = inside
  const phoneHash = services.keyring.hash('phone', phone)
  const addressHash = services.keyring.hash('address', networkAddress(request.ip))
  const perPhone = await settingValue(inside, 'sign-in.codes-per-phone')
  // Two requests for one phone, or from one address, count each other.
  await sql`select pg_advisory_xact_lock(hashtextextended(key, 0)) from unnest(${[`${inside.city.schema} code ${addressHash}`, `${inside.city.schema} code ${phoneHash}`]}::text[]) key order by key`.execute(tx)
  const toPhone = await sentWithinHour(tx, 'phone_hash', phoneHash, now)
  const fromAddress = await sentWithinHour(tx, 'address_hash', addressHash, now)
  refuseAbove(toPhone, perPhone, now)
  refuseAbove(fromAddress, await settingValue(inside, 'sign-in.codes-per-address'), now)

  await tx.updateTable('one_time_code').set({ consumed_at: now }).where('phone_hash', '=', phoneHash).where('consumed_at', 'is', null).execute()
  await tx
    .insertInto('one_time_code')
    .values({ phone_hash: phoneHash, address_hash: addressHash, code_hash: codeHash(services, phoneHash, code), sent_at: now, expires_at: now.add({ minutes: MINUTES }), tries_left: TRIES })
    .execute()
  const oldest = toPhone.at(-1)
  return toPhone.length + 1 < perPhone ? 0 : secondsUntil(oldest ?? now, now)
}

/** Newest first. */
async function sentWithinHour(tx: Tx, column: 'phone_hash' | 'address_hash', hash: string, now: Temporal.Instant): Promise<Temporal.Instant[]> {
  const rows = await tx.selectFrom('one_time_code').select('sent_at').where(column, '=', hash).where('sent_at', '>', now.subtract({ seconds: HOUR })).orderBy('sent_at', 'desc').execute()
  return rows.map((row) => row.sent_at)
}

function refuseAbove(sent: readonly Temporal.Instant[], limit: number, now: Temporal.Instant): void {
  const leaving = sent[limit - 1]
  if (leaving) throw new Problem('too-many', { seconds: secondsUntil(leaving, now) })
}

function secondsUntil(sentAt: Temporal.Instant, now: Temporal.Instant): number {
  return Math.max(1, Math.ceil((sentAt.epochMilliseconds + HOUR * 1000 - now.epochMilliseconds) / 1000))
}
