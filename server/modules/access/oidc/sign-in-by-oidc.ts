// Staff sign in with the account of their office, by OpenID Connect: authorisation code with PKCE, state and nonce.
// Both ends are pages that a browser goes to, so whatever fails leads to the sign-in page, which says why.

import { AuthorizationResponseError, authorizationCodeGrant, buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, ResponseBodyError, type Configuration } from 'openid-client'
import type { SignInProblem } from '../../../../contract/access.ts'
import { systemScope } from '../../../platform/database/scope.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { ownOrigin } from '../sign-in/own-origin.ts'
import { signedIn } from '../sign-in/signed-in.ts'
import { keepStep, takeStep } from '../sign-in/steps.ts'
import { findLinked, linkByLogin, type Found } from './account-of-identity.ts'
import { isSilence, oidcProvider, reasonOf } from './provider.ts'
import { rememberState, takeState } from './state-cookies.ts'
import { scopesFor, vouchedLogin } from './vouched-login.ts'

const MINUTES = 10

type Held = { verifier: string; nonce: string }
type Came = { iss: string; sub: string; /** Asked for only when nobody came with this identity before. */ login: () => Promise<string | undefined> }

export async function signInOptions(call: Call<'GET /sign-in/options'>): Promise<Reply<'GET /sign-in/options'>> {
  const { mode, oidc } = call.services.config
  return { demo: mode === 'demo', oidc: oidc ? { label: oidc.label, href: `/api/v1/${call.city.code}/sign-in/oidc` } : null }
}

export async function beginOidc(call: Call<'GET /sign-in/oidc'>): Promise<void> {
  const provider = await reachableProvider(call)
  if (!provider) return toSignIn(call, 'unavailable')
  const verifier = randomPKCECodeVerifier()
  const nonce = randomNonce()
  const state = await call.inTransaction('write', (inside) => keepStep(inside.tx, inside, 'oidc', { minutes: MINUTES, data: { verifier, nonce } satisfies Held }), systemScope)
  const url = buildAuthorizationUrl(provider, {
    redirect_uri: returnAddress(call).href,
    scope: scopesFor(claimOf(call)),
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  })
  rememberState(call, state, MINUTES * 60)
  redirect(call, url.href)
}

export async function returnFromOidc(call: Call<'GET /sign-in/oidc/return'>): Promise<void> {
  const { state } = call.query
  if (!state || !takeState(call, state)) return toSignIn(call, 'expired')
  const step = await call.inTransaction('write', (inside) => takeStep<Held>(inside.tx, inside, 'oidc', state), systemScope)
  if (!step) return toSignIn(call, 'expired')
  const provider = await reachableProvider(call)
  if (!provider) return toSignIn(call, 'unavailable')
  const found = await whoCame(call, provider, state, step.data).then((came) => accountOf(call, came)).catch((error: unknown) => {
    if (error instanceof Problem) throw error
    call.services.log.warn({ reason: reasonOf(error) }, 'OpenID sign-in refused')
    return { problem: problemOf(error) }
  })
  if ('problem' in found) return toSignIn(call, found.problem)
  await call.inTransaction('write', (inside) => signedIn(inside.tx, inside, { id: found.account, kind: 'staff' }, 'oidc'), systemScope)
  redirect(call, '/desk/')
}

async function whoCame(call: Call<'GET /sign-in/oidc/return'>, provider: Configuration, state: string, held: Held): Promise<Came> {
  const address = returnAddress(call)
  address.search = new URL(call.request.url, address).search
  const tokens = await authorizationCodeGrant(provider, address, { pkceCodeVerifier: held.verifier, expectedState: state, expectedNonce: held.nonce, idTokenExpected: true })
  const claims = tokens.claims()
  if (!claims) throw new Error('An ID token was expected and is not there')
  return { iss: claims.iss, sub: claims.sub, login: () => vouchedLogin(provider, claimOf(call), claims, tokens.access_token) }
}

/** The provider is asked between two transactions and never inside one: it may take ten seconds to answer. */
async function accountOf(call: Context, came: Came): Promise<Found> {
  const linked = await call.inTransaction('read', (inside) => findLinked(inside, came), systemScope)
  if (linked) return linked
  const login = await came.login()
  return login === undefined ? { problem: 'unknown' } : call.inTransaction('write', (inside) => linkByLogin(inside, came, login), systemScope)
}

function problemOf(error: unknown): SignInProblem {
  if (isSilence(error)) return 'unavailable'
  if (error instanceof AuthorizationResponseError) return error.error === 'access_denied' ? 'cancelled' : /^(temporarily_unavailable|server_error)$/.test(error.error) ? 'unavailable' : 'failed'
  return error instanceof ResponseBodyError && error.error === 'invalid_grant' ? 'expired' : 'failed'
}

async function reachableProvider({ services }: Context): Promise<Configuration | undefined> {
  return oidcProvider(services).catch((error: unknown) => {
    if (error instanceof Problem && error.type === 'unavailable') return undefined
    throw error
  })
}

function claimOf({ services }: Context): string {
  return services.config.oidc?.loginClaim ?? ''
}

function returnAddress(call: Context): URL {
  return new URL(`/api/v1/${call.city.code}/sign-in/oidc/return`, ownOrigin(call))
}

/** A fixed address with a fixed word: no link can send people elsewhere, or put words on our page. */
function toSignIn(call: Context, problem: SignInProblem): void {
  redirect(call, `/desk/sign-in?problem=${problem}`)
}

function redirect(call: Context, href: string): void {
  call.answer.status(302)
  call.answer.header('location', href)
}
