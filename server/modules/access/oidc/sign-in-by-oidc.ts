// Staff sign in with the account of their office, by OpenID Connect: authorisation code with PKCE, state and nonce.

import { authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, type IDToken } from 'openid-client'
import { systemScope } from '../../../platform/database/scope.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { cookieText } from '../sessions/session.ts'
import { ownOrigin } from '../sign-in/own-origin.ts'
import { signedIn } from '../sign-in/signed-in.ts'
import { keepStep, takeStep } from '../sign-in/steps.ts'
import { accountOfIdentity } from './account-of-identity.ts'
import { oidcProvider } from './provider.ts'

const STATE_COOKIE = 'waystation_oidc'
const BELOW = '/sign-in/oidc'
const MINUTES = 10

/** Where people end up: fixed addresses, so that no link can send them elsewhere. */
const DESK = '/desk/'
const FAILED = '/desk/sign-in?problem=sign-in-failed'

type Held = { verifier: string; nonce: string; /** Signed in already, and linking this identity to their account. */ connect: number | null }

export async function signInOptions(call: Call<'GET /sign-in/options'>): Promise<Reply<'GET /sign-in/options'>> {
  const { mode, oidc } = call.services.config
  return { demo: mode === 'demo', oidc: oidc ? { label: oidc.label, href: `/api/v1/${call.city.code}${BELOW}` } : null }
}

export async function beginOidc(call: Call<'GET /sign-in/oidc'>): Promise<void> {
  const provider = await oidcProvider(call.services)
  const verifier = randomPKCECodeVerifier()
  const nonce = randomNonce()
  const connect = call.query.connect && call.actor.kind === 'staff' ? call.actor.account : null
  const state = await call.inTransaction('write', (inside) => keepStep(inside.tx, inside, 'oidc', { minutes: MINUTES, data: { verifier, nonce, connect } satisfies Held }), systemScope)
  const url = buildAuthorizationUrl(provider, {
    redirect_uri: returnAddress(call).href,
    scope: 'openid profile',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  // The state has to come back to the browser that asked: a link with somebody else's answer signs nobody in.
  call.answer.header('set-cookie', cookieText(call, STATE_COOKIE, state, MINUTES * 60, BELOW))
  redirect(call, url.href)
}

export async function returnFromOidc(call: Call<'GET /sign-in/oidc/return'>): Promise<void> {
  const provider = await oidcProvider(call.services)
  call.answer.header('set-cookie', cookieText(call, STATE_COOKIE, '', 0, BELOW))
  const { state } = call.query
  if (!state || call.request.cookies[STATE_COOKIE] !== state) return redirect(call, FAILED)
  const step = await call.inTransaction('write', (inside) => takeStep<Held>(inside.tx, inside, 'oidc', state), systemScope)
  if (!step) return redirect(call, FAILED)
  const address = returnAddress(call)
  address.search = new URL(call.request.url, address).search
  const claims = await authorizationCodeGrant(provider, address, { pkceCodeVerifier: step.data.verifier, expectedState: state, expectedNonce: step.data.nonce, idTokenExpected: true })
    .then((tokens) => tokens.claims())
    .catch((error: unknown) => {
      call.services.log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'OpenID sign-in refused')
      return undefined
    })
  const entered = claims && (await call.inTransaction('write', (inside) => enter(inside, claims, step.data.connect), systemScope))
  redirect(call, entered ? DESK : FAILED)
}

async function enter(inside: Context, claims: IDToken, connect: number | null): Promise<boolean> {
  // Linking is for whoever began it in this browser, and only while they are still signed in as that.
  if (connect !== null && connect !== inside.actor.account) return false
  const account = await accountOfIdentity(inside, claims, connect)
  if (account === undefined) return false
  await signedIn(inside.tx, inside, { id: account, kind: 'staff' }, 'oidc')
  return true
}

function returnAddress(call: Context): URL {
  return new URL(`/api/v1/${call.city.code}${BELOW}/return`, ownOrigin(call))
}

function redirect(call: Context, href: string): void {
  call.answer.status(302)
  call.answer.header('location', href)
}
