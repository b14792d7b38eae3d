// The OpenID provider of the city's staff, as discovered; asked again after an hour, or after it could not be reached.

import { allowInsecureRequests, ClientError, ClientSecretBasic, ClientSecretJwt, ClientSecretPost, discovery, ResponseBodyError, type ClientAuth, type Configuration } from 'openid-client'
import type { Services } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'

const HOUR = 3_600_000

/** @throws Problem not-found when none is configured, unavailable when it does not answer */
export async function oidcProvider(services: Services): Promise<Configuration> {
  const { oidc } = services.config
  if (!oidc) throw new Problem('not-found')
  const known = providers.get(services)
  if (known && performance.now() - known.at < HOUR) return known.provider
  const asked = { at: performance.now(), provider: discover(oidc, services) }
  providers.set(services, asked)
  // Only what failed is forgotten: meanwhile somebody may have asked again, and been answered.
  asked.provider.catch(() => providers.get(services) === asked && providers.delete(services))
  return asked.provider
}

/**
 * Whether the provider, and not what it was asked, is at fault: no connection, no answer in time, an answer of its
 * gateway, or its own word that it cannot answer now.
 */
export function isSilence(error: unknown): boolean {
  // Node's fetch says so; the library's own TypeErrors carry a code.
  if (error instanceof TypeError) return !('code' in error)
  if (error instanceof ResponseBodyError) return error.status >= 500
  if (!(error instanceof ClientError)) return false
  return error.code === 'OAUTH_TIMEOUT' || (error.cause instanceof Response && error.cause.status >= 500)
}

/** What may be written to the log of a refusal: kinds of errors, nothing that came from outside. */
export function reasonOf(error: unknown): string {
  if (error instanceof ClientError) return error.code ?? error.name
  return error instanceof Error ? error.name : 'unknown'
}

async function discover(oidc: { issuer: string; clientId: string; clientSecret: string }, { log }: Services): Promise<Configuration> {
  const issuer = new URL(oidc.issuer)
  try {
    return await discovery(issuer, oidc.clientId, oidc.clientSecret, asSupported(oidc.clientSecret), {
      timeout: 10,
      // Without TLS only on this machine; the configuration refuses it elsewhere.
      ...(issuer.protocol === 'http:' ? { execute: [allowInsecureRequests] } : {}),
    })
  } catch (error) {
    log.error({ reason: reasonOf(error) }, 'OpenID provider does not answer')
    throw new Problem('unavailable')
  }
}

/** How the provider wants to be told the secret; in the header when it does not say (OpenID Connect Discovery 1.0 §3). */
function asSupported(secret: string): ClientAuth {
  const [basic, post, jwt] = [ClientSecretBasic(secret), ClientSecretPost(secret), ClientSecretJwt(secret)]
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const way = methods.includes('client_secret_basic') ? basic : methods.includes('client_secret_post') ? post : methods.includes('client_secret_jwt') ? jwt : basic
    way(server, client, body, headers)
  }
}

const providers = new WeakMap<Services, { provider: Promise<Configuration>; at: number }>()
