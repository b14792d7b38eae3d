// A passkey is bound to this site and asks for a finger or a PIN: two factors in one, and nothing to phish.

import type { AuthenticationResponseJSON, AuthenticatorTransport, WebAuthnCredential } from '@simplewebauthn/server'
import { systemScope } from '../../../platform/database/scope.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { passkeySite } from '../sign-in/own-origin.ts'
import { signedIn, type SignedIn } from '../sign-in/signed-in.ts'
import { keepStep, takeStep } from '../sign-in/steps.ts'
import { webauthn } from './webauthn.ts'

/** Names no credentials: the browser offers those it has for this site, and the answer tells nobody who has one. */
export async function beginPasskeySignIn(call: Call<'POST /sign-in/passkeys/challenges'>): Promise<Reply<'POST /sign-in/passkeys/challenges'>> {
  const { generateAuthenticationOptions } = await webauthn()
  const options = await generateAuthenticationOptions({ rpID: passkeySite(call).name, userVerification: 'required' })
  const step = await call.inTransaction('write', (inside) => keepStep(inside.tx, inside, 'passkey-sign-in', { minutes: 5, data: options.challenge }), systemScope)
  return { step, options: { ...options } }
}

export async function signInByPasskey(call: Call<'POST /sign-in/passkeys'>): Promise<SignedIn> {
  // A challenge is used up whatever comes of it.
  const step = await call.inTransaction('write', (inside) => takeStep<string>(inside.tx, inside, 'passkey-sign-in', call.body.step), systemScope)
  const answer = step && (await call.inTransaction('write', (inside) => acceptPasskey(inside, step.data, call.body.response as unknown as AuthenticationResponseJSON), systemScope))
  if (!answer) throw new Problem('sign-in-failed')
  return answer
}

async function acceptPasskey(inside: Context, challenge: string, response: AuthenticationResponseJSON): Promise<SignedIn | undefined> {
  const { tx, now } = inside
  const passkey = await tx
    .selectFrom('passkey as k')
    .innerJoin('account as a', 'a.id', 'k.account_id')
    .select(['k.id', 'k.public_key', 'k.counter', 'k.transports', 'a.id as account', 'a.kind'])
    .where('k.id', '=', String(response.id))
    .where('a.status', '=', 'active')
    .where('a.kind', '<>', 'program')
    .forUpdate()
    .executeTakeFirst()
  if (!passkey) return undefined
  const counter = await verifiedCounter(inside, challenge, response, { id: passkey.id, publicKey: new Uint8Array(passkey.public_key), counter: passkey.counter, transports: passkey.transports as AuthenticatorTransport[] })
  if (counter === undefined) return undefined
  await tx.updateTable('passkey').set({ counter, last_used_at: now }).where('id', '=', passkey.id).execute()
  return signedIn(tx, inside, { id: passkey.account, kind: passkey.kind as 'staff' | 'worker' }, 'passkey')
}

/** The library checks signature, challenge, origin, site, verification of the user, and that the counter has gone up. */
async function verifiedCounter(context: Context, challenge: string, response: AuthenticationResponseJSON, credential: WebAuthnCredential): Promise<number | undefined> {
  const site = passkeySite(context)
  const { verifyAuthenticationResponse } = await webauthn()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({ response, expectedChallenge: challenge, expectedOrigin: site.origin, expectedRPID: site.name, credential, requireUserVerification: true })
    return verified ? authenticationInfo.newCounter : undefined
  } catch {
    return undefined // It throws for everything that is wrong with what came.
  }
}
