// My passkeys: adding one, seeing them, removing one.

import { generateRegistrationOptions, verifyRegistrationResponse, type RegistrationResponseJSON, type WebAuthnCredential } from '@simplewebauthn/server'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem, notFound, ruleProblem } from '../../../platform/http/problem.ts'
import { ownOrigin } from '../sign-in/own-origin.ts'
import { keepStep, takeStep } from '../sign-in/steps.ts'

const MOST = 10

export async function beginAddingPasskey(call: Call<'POST /me/passkeys/challenges'>): Promise<Reply<'POST /me/passkeys/challenges'>> {
  const { account } = call.actor
  if (call.actor.kind === 'program') throw ruleProblem(call.language === 'en' ? 'a program has no finger' : '程序不能用通行密钥')
  const known = await call.tx.selectFrom('passkey').select('id').where('account_id', '=', account).execute()
  if (known.length >= MOST) throw ruleProblem(call.language === 'en' ? `at most ${MOST} passkeys` : `最多 ${MOST} 个通行密钥`)
  const { login } = await call.tx.selectFrom('account').select('login').where('id', '=', account).executeTakeFirstOrThrow()
  const options = await generateRegistrationOptions({
    rpName: `驿站 ${call.city.name}`,
    rpID: ownOrigin(call).hostname,
    userName: login ?? (call.actor.name || '驿站'),
    userDisplayName: call.actor.name,
    // Not the account's number: an authenticator keeps this where others may read it.
    userID: new Uint8Array(call.services.keyring.tokenHash(`passkey user ${call.city.code} ${account}`)),
    attestationType: 'none',
    excludeCredentials: known,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const step = await beyondScope(call, () => keepStep(call.tx, call, 'passkey-adding', { account, minutes: 10, data: options.challenge })) // steps are the system's
  return { step, options: { ...options } }
}

export async function addPasskey(call: Call<'POST /me/passkeys'>): Promise<Reply<'POST /me/passkeys'>> {
  const step = await beyondScope(call, () => takeStep<string>(call.tx, call, 'passkey-adding', call.body.step))
  const credential = step?.account === call.actor.account ? await verifiedCredential(call, step.data, call.body.response as unknown as RegistrationResponseJSON) : undefined
  if (!credential) throw new Problem('sign-in-failed')
  const label = call.body.label.trim()
  const added = await call.tx
    .insertInto('passkey')
    .values({ id: credential.id, account_id: call.actor.account, public_key: Buffer.from(credential.publicKey), counter: credential.counter, transports: credential.transports ?? [], label, created_at: call.now })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  if (added[0]?.numInsertedOrUpdatedRows === 0n) throw new Problem('sign-in-failed')
  await call.emit({ kind: 'passkey.added', place: call.actor.kind === 'staff' ? call.city.code * 1e9 : null, subject: call.actor.account })
  return { id: credential.id, label }
}

export async function listMyPasskeys(call: Call<'GET /me/passkeys'>): Promise<Reply<'GET /me/passkeys'>> {
  return { items: await call.tx.selectFrom('passkey').select(['id', 'label', 'created_at', 'last_used_at']).where('account_id', '=', call.actor.account).orderBy('created_at').execute() }
}

export async function removePasskey(call: Call<'DELETE /me/passkeys/{passkey}'>): Promise<void> {
  const removed = await call.tx.deleteFrom('passkey').where('id', '=', call.params.passkey).where('account_id', '=', call.actor.account).executeTakeFirst()
  if (removed.numDeletedRows === 0n) throw notFound()
  await call.emit({ kind: 'passkey.removed', place: call.actor.kind === 'staff' ? call.city.code * 1e9 : null, subject: call.actor.account })
}

async function verifiedCredential(context: Context, challenge: string, response: RegistrationResponseJSON): Promise<WebAuthnCredential | undefined> {
  const origin = ownOrigin(context)
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({ response, expectedChallenge: challenge, expectedOrigin: origin.origin, expectedRPID: origin.hostname, requireUserVerification: true })
    return verified ? registrationInfo.credential : undefined
  } catch {
    return undefined // It throws for everything that is wrong with what came.
  }
}
