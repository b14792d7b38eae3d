import { deepEqual, equal, notEqual, rejects } from 'node:assert/strict'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, describe, it } from 'node:test'
import { plainBrowser } from '../../../testing/browser-without-pages.ts'
import { startOpenIdProvider, testClient, type Somebody } from '../../../testing/openid-provider.ts'
import { startWaystation } from '../../../testing/waystation.ts'
import type { Services } from '../../../platform/http/call.ts'
import { oidcProvider } from './provider.ts'
import { loginIn, scopesFor } from './vouched-login.ts'

const BACK = '/sign-in/oidc/return'

/** An office whose provider is like this, and an officer with this login. */
async function officeWith(login: string, loginClaim: string, settings: Parameters<typeof startOpenIdProvider>[0] = {}) {
  const provider = await startOpenIdProvider(settings)
  const waystation = await startWaystation({ work: false, oidc: { issuer: provider.issuer, ...testClient, label: '', loginClaim } })
  const city = `${waystation.origin}/api/v1/110105`
  provider.open(city + BACK)
  const place = ((await waystation.stranger.get('/places?kind=community&limit=1')).body['items'] as { code: number }[])[0]?.code
  const added = await (await waystation.as('district-officer')).post('/accounts', { name: '同事', title: '', login, grant: { role: 'community_officer', place } })
  equal(added.status, 201, added.text)
  return {
    provider,
    async signIn(person: Somebody): Promise<string | null> {
      provider.sits = person
      const browser = plainBrowser()
      return (await browser.visit(await browser.follow(`${city}/sign-in/oidc`, BACK))).headers.get('location')
    },
  }
}

describe('the secret is told as the provider wants it', () => {
  for (const [settings, authorization] of [[{ accepts: 'client_secret_post' }, ''], [{ accepts: 'client_secret_basic' }, 'Basic'], [{ accepts: 'client_secret_basic', silent: true }, 'Basic']] as const) {
    it(`${settings.accepts}${'silent' in settings ? ', which it does not say' : ''}`, async () => {
      const { provider, signIn } = await officeWith('an.officer', 'preferred_username', settings)
      equal(await signIn({ sub: 'a', preferred_username: 'an.officer' }), '/desk/')
      deepEqual(provider.asked.filter(({ path }) => path === '/token').map((one) => one.authorization), [authorization])
    })
  }
})

describe('an officer whose login is their phone number', () => {
  it('is known by a verified number as the provider writes it, and by no other', async () => {
    const { provider, signIn } = await officeWith('13800138000', 'phone_number')
    equal(await signIn({ sub: 'a', phone_number: '+86 138 0013 8000' }), '/desk/sign-in?problem=unknown')
    equal(await signIn({ sub: 'a', phone_number: '+86 138 0013 8000', phone_number_verified: false }), '/desk/sign-in?problem=unknown')
    equal(await signIn({ sub: 'b', phone_number: '+8613900139000', phone_number_verified: true }), '/desk/sign-in?problem=unknown')
    equal(await signIn({ sub: 'a', phone_number: '+86 138 0013 8000', phone_number_verified: true }), '/desk/')
    // Known by now: nothing more is asked about them.
    const before = provider.asked.filter(({ path }) => path === '/me').length
    equal(await signIn({ sub: 'a' }), '/desk/')
    equal(provider.asked.filter(({ path }) => path === '/me').length, before)
  })
})

it('scopes ask for the claim and no more; a verified mark counts wherever there is one', () => {
  deepEqual(['sub', 'email', 'phone_number', 'preferred_username', 'staff_number'].map(scopesFor), ['openid', 'openid email', 'openid phone', 'openid profile', 'openid profile'])
  equal(loginIn('email', { sub: 'a', email: 'a@example.gov.cn' }), undefined)
  equal(loginIn('email', { sub: 'a', email: 'a@example.gov.cn', email_verified: 'true' }), undefined)
  equal(loginIn('email', { sub: 'a', email: ' a@example.gov.cn ', email_verified: true }), 'a@example.gov.cn')
  equal(loginIn('staff_number', { sub: 'a', staff_number: '0117' }), '0117')
  equal(loginIn('staff_number', { sub: 'a', staff_number: '0117', staff_number_verified: false }), undefined)
  equal(loginIn('phone_number', { sub: 'a', phone_number: '+1 202 555 0100', phone_number_verified: true }), undefined)
  for (const staff_number of ['', ' ', 117, null, ['0117']]) equal(loginIn('staff_number', { sub: 'a', staff_number }), undefined)
})

it('a discovery that fails late does not drop a newer one that succeeded', async (t) => {
  const waiting: ServerResponse[] = []
  let hold = true
  const server = createServer((_, response) => {
    if (hold) waiting.push(response)
    else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ issuer }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => server.close())
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const services = { config: { oidc: { issuer, ...testClient } }, log: { error: () => undefined } } as unknown as Services

  let now = 0
  t.mock.method(performance, 'now', () => now)
  const old = oidcProvider(services)
  const failing = rejects(old, /not available/)
  while (waiting.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
  hold = false
  now = 2 * 3_600_000
  const newer = await oidcProvider(services)
  waiting[0]?.destroy()
  await failing
  equal(await oidcProvider(services), newer)
  now += 2 * 3_600_000
  notEqual(await oidcProvider(services), newer)
})
