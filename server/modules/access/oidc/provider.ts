// The OpenID provider of the city's staff, as discovered; asked again after an hour, or after it could not be reached.

import { allowInsecureRequests, discovery, type Configuration } from 'openid-client'
import type { Services } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'

const HOUR = 3_600_000

/** @throws Problem not-found when none is configured, unavailable when it does not answer */
export async function oidcProvider(services: Services): Promise<Configuration> {
  const { oidc } = services.config
  if (!oidc) throw new Problem('not-found')
  const known = providers.get(services)
  if (known && performance.now() - known.at < HOUR) return known.provider
  const issuer = new URL(oidc.issuer)
  // Without TLS only on this machine; the configuration refuses it elsewhere.
  const provider = discovery(issuer, oidc.clientId, oidc.clientSecret, undefined, { timeout: 10, ...(issuer.protocol === 'http:' ? { execute: [allowInsecureRequests] } : {}) })
  providers.set(services, { provider, at: performance.now() })
  return provider.catch((error: unknown) => {
    providers.delete(services)
    services.log.error({ reason: error instanceof Error ? error.name : 'unknown' }, 'OpenID provider does not answer')
    throw new Problem('unavailable')
  })
}

const providers = new WeakMap<Services, { provider: Promise<Configuration>; at: number }>()
