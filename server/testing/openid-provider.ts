// A real OpenID provider on loopback, for tests: whoever `sits` at the browser signs in without being asked.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { Provider } from 'oidc-provider'

export type Somebody = { sub: string; preferred_username: string }

export type TestProvider = { issuer: string; sits: Somebody; /** The address it may send people back to; it answers nothing before. */ open(redirectUri: string): void }

export const testClient = { clientId: 'waystation', clientSecret: 'a secret of the office' }

export async function startOpenIdProvider(): Promise<TestProvider> {
  let provider: Provider | undefined
  const state: TestProvider = { issuer: '', sits: { sub: 'nobody', preferred_username: 'nobody' }, open: (redirectUri) => void (provider = makeProvider(state.issuer, redirectUri)) }
  const server = createServer((request, response) => {
    if (!provider) response.writeHead(503).end()
    else if (request.url?.startsWith('/interaction/')) {
      people.set(state.sits.sub, state.sits)
      void provider.interactionFinished(request, response, { login: { accountId: state.sits.sub } })
    }
    else void provider.callback()(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => server.close())
  state.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return state
}

/** By subject, as they called themselves last. */
const people = new Map<string, Somebody>()

function makeProvider(issuer: string, redirectUri: string): Provider {
  return new Provider(issuer, {
    clients: [{ client_id: testClient.clientId, client_secret: testClient.clientSecret, redirect_uris: [redirectUri], grant_types: ['authorization_code'], response_types: ['code'] }],
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => people.get(id) ?? { sub: id } }),
    async loadExistingGrant({ oidc }) {
      const grant = new oidc.provider.Grant({ clientId: oidc.client?.clientId ?? '', accountId: oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
    cookies: { keys: ['of the test'] },
  })
}
