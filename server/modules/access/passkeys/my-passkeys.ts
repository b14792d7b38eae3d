// My passkeys: adding one, seeing them, removing one.

import type { RegistrationResponseJSON, WebAuthnCredential } from '@simplewebauthn/server'
import { beyondScope } from '../../../platform/database/beyond.ts'
import { systemScope } from '../../../platform/database/scope.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem, notFound, ruleProblem } from '../../../platform/http/problem.ts'
import { passkeySite } from '../sign-in/own-origin.ts'
import { keepStep, takeStep } from '../sign-in/steps.ts'
import { webauthn } from './webauthn.ts'

const MOST = 10

export async function beginAddingPasskey(call: Call<'POST /me/passkeys/challenges'>): Promise<Reply<'POST /me/passkeys/challenges'>> {
  const { account } = call.actor
  if (call.actor.kind === 'program') throw ruleProblem(call.language === 'en' ? 'a program has no finger' : '程序不能用通行密钥')
  const known = await requireRoom(call, account)
  const { login } = await call.tx.selectFrom('account').select('login').where('id', '=', account).executeTakeFirstOrThrow()
  const { generateRegistrationOptions } = await webauthn()
  const options = await generateRegistrationOptions({
    rpName: `驿站 ${call.city.name}`,
    rpID: passkeySite(call).name,
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
  // In a transaction of its own: a challenge is used up whatever comes of it.
  const step = await call.inTransaction('write', (inside) => takeStep<string>(inside.tx, inside, 'passkey-adding', call.body.step), systemScope)
  const credential = step?.account === call.actor.account ? await verifiedCredential(call, step.data, call.body.response as unknown as RegistrationResponseJSON) : undefined
  if (!credential) throw new Problem('sign-in-failed')
  const label = call.body.label.trim()
  await call.inTransaction('write', async (inside) => {
    const account = inside.actor.account
    // Two that are added at once count each other.
    await inside.tx.selectFrom('account').select('id').where('id', '=', account).forUpdate().execute()
    await requireRoom(inside, account)
    const added = await inside.tx
      .insertInto('passkey')
      .values({ id: credential.id, account_id: account, public_key: Buffer.from(credential.publicKey), counter: credential.counter, transports: credential.transports ?? [], label, created_at: inside.now })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) throw new Problem('sign-in-failed')
    await inside.emit({ kind: 'passkey.added', place: inside.actor.kind === 'staff' ? inside.city.code * 1e9 : null, subject: account })
  })
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

/** @returns those there are already */
async function requireRoom({ tx, language }: Context, account: number): Promise<{ id: string }[]> {
  const known = await tx.selectFrom('passkey').select('id').where('account_id', '=', account).execute()
  if (known.length >= MOST) throw ruleProblem(language === 'en' ? `at most ${MOST} passkeys` : `最多 ${MOST} 个通行密钥`)
  return known
}

async function verifiedCredential(context: Context, challenge: string, response: RegistrationResponseJSON): Promise<WebAuthnCredential | undefined> {
  const site = passkeySite(context)
  const { verifyRegistrationResponse } = await webauthn()
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({ response, expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: site.name, requireUserVerification: true })
    return verified ? registrationInfo.credential : undefined
  } catch {
    return undefined // It throws for everything that is wrong with what came.
  }
}
