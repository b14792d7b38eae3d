// A real OpenID provider on loopback, for tests: whoever `sits` at the browser signs in without being asked.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { Provider } from 'oidc-provider'

/** What the provider knows of somebody. Claims come by userinfo, as the standard has it, and not in the ID token. */
export type Somebody = { sub: string; preferred_username?: string; email?: string; email_verified?: boolean; phone_number?: string; phone_number_verified?: boolean }

export type ClientAuthentication = 'client_secret_basic' | 'client_secret_post'

export type TestProvider = {
  issuer: string
  sits: Somebody
  /** It takes connections and breaks them off. */
  down: boolean
  /** Paths that were asked for, with how the caller said who it is. */
  readonly asked: { path: string; authorization: string }[]
  /** The address it may send people back to; it answers nothing before. */
  open(redirectUri: string): void
}

export const testClient = { clientId: 'waystation', clientSecret: 'a secret of the office' }

/** @param accepts how it wants to be told the secret; `silent`: it does not say so in its metadata */
export async function startOpenIdProvider({ accepts = 'client_secret_basic', silent = false }: { accepts?: ClientAuthentication; silent?: boolean } = {}): Promise<TestProvider> {
  let provider: Provider | undefined
  const state: TestProvider = {
    issuer: '',
    sits: { sub: 'nobody' },
    down: false,
    asked: [],
    open: (redirectUri) => void (provider = makeProvider(state.issuer, redirectUri, accepts, silent)),
  }
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0] ?? ''
    state.asked.push({ path, authorization: request.headers.authorization?.split(' ')[0] ?? '' })
    if (state.down) request.socket.destroy()
    else if (!provider) response.writeHead(503).end()
    else if (path.startsWith('/interaction/')) {
      people.set(state.sits.sub, state.sits)
      void provider.interactionFinished(request, response, { login: { accountId: state.sits.sub } })
    } else void provider.callback()(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => server.close())
  state.issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return state
}

/** By subject, as they called themselves last. */
const people = new Map<string, Somebody>()

function makeProvider(issuer: string, redirectUri: string, accepts: ClientAuthentication, silent: boolean): Provider {
  const provider = new Provider(issuer, {
    clients: [{ client_id: testClient.clientId, client_secret: testClient.clientSecret, redirect_uris: [redirectUri], grant_types: ['authorization_code'], response_types: ['code'], token_endpoint_auth_method: accepts }],
    clientAuthMethods: [accepts],
    claims: { openid: ['sub'], profile: ['preferred_username'], email: ['email', 'email_verified'], phone: ['phone_number', 'phone_number_verified'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: (_, id) => ({ accountId: id, claims: () => people.get(id) ?? { sub: id } }),
    async loadExistingGrant({ oidc }) {
      const clientId = oidc.client?.clientId ?? ''
      // A new grant in place of the old would end the codes that another tab still holds.
      const earlier = await oidc.provider.Grant.find(oidc.session?.grantIdFor(clientId) ?? '')
      if (earlier) return earlier
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid profile email phone')
      await grant.save()
      return grant
    },
    cookies: { keys: ['of the test'] },
  })
  if (silent) {
    provider.use(async (context, next) => {
      await next()
      if (context.path.endsWith('/openid-configuration')) delete context.body['token_endpoint_auth_methods_supported']
    })
  }
  return provider
}
