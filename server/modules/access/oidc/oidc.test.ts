import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startOpenIdProvider, testClient } from '../../../testing/openid-provider.ts'
import { startWaystation } from '../../../testing/waystation.ts'

const office = await startOpenIdProvider()
const waystation = await startWaystation({ work: false, oidc: { issuer: office.issuer, ...testClient, label: '单位账号', loginClaim: 'preferred_username' } })
office.open(`${waystation.origin}/api/v1/110105/sign-in/oidc/return`)
const district = await waystation.as('district-officer')
const community = ((await waystation.stranger.get('/places?kind=community&limit=1')).body['items'] as { code: number }[])[0]?.code

async function addOfficer(login: string): Promise<number> {
  const { body, status, text } = await district.post('/accounts', { name: `同事 ${login}`, title: '', login, grant: { role: 'community_officer', place: community } })
  equal(status, 201, text)
  return (body['account'] as { id: number }).id
}

/** A browser with cookies, that stops before it would come back to Waystation. */
function browser() {
  const jar = new Map<string, Map<string, string>>()
  async function visit(address: string): Promise<Response> {
    const url = new URL(address)
    const cookies = jar.get(url.host) ?? new Map<string, string>()
    const response = await fetch(url, { redirect: 'manual', headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') } })
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      const [name = '', ...value] = pair.split('=')
      if (/max-age=0/i.test(line) || value.join('=') === '') cookies.delete(name)
      else cookies.set(name, value.join('='))
    }
    jar.set(url.host, cookies)
    return response
  }
  return {
    visit,
    cookie: (name: string) => jar.get(new URL(waystation.origin).host)?.get(name),
    setCookie: (name: string, value: string) => jar.set(new URL(waystation.origin).host, new Map([[name, value]])),
    /** From our sign-in page to the address at which the provider sends people back. */
    async signInAtOffice(path = '/api/v1/110105/sign-in/oidc'): Promise<string> {
      let address = waystation.origin + path
      for (let hops = 0; hops < 12; hops += 1) {
        const response = await visit(address)
        ok(response.status >= 300 && response.status < 400, `${address}: ${response.status} ${await response.text()}`)
        address = new URL(response.headers.get('location') ?? '', address).href
        if (address.includes('/sign-in/oidc/return')) return address
      }
      throw new Error('The provider never came back')
    },
  }
}

async function me(one: ReturnType<typeof browser>): Promise<number | undefined> {
  const response = await one.visit(`${waystation.origin}/api/v1/110105/me`)
  return response.status === 200 ? ((await response.json()) as { account: number }).account : undefined
}

const FAILED = '/desk/sign-in?problem=sign-in-failed'

describe('an officer signs in with the account of their office', () => {
  it('is known by its login the first time, and by the identity ever after', async () => {
    const account = await addOfficer('lin.yi')
    office.sits = { sub: 'person-1', preferred_username: 'lin.yi' }
    const first = browser()
    const back = await first.visit(await first.signInAtOffice())
    deepEqual([back.status, back.headers.get('location')], [302, '/desk/'])
    equal(await me(first), account)
    equal(first.cookie('waystation_oidc'), undefined)

    office.sits = { sub: 'person-1', preferred_username: 'lin.yi.married' }
    const later = browser()
    await later.visit(await later.signInAtOffice())
    equal(await me(later), account)
  })

  it('the sign-in page says that there is such a way', async () => {
    deepEqual((await waystation.stranger.get('/sign-in/options')).body, { demo: true, oidc: { label: '单位账号', href: '/api/v1/110105/sign-in/oidc' } })
    const plain = await startWaystation({ work: false })
    equal((await plain.stranger.get('/sign-in/options')).body['oidc'], null)
    equal((await plain.stranger.get('/sign-in/oidc')).status, 404)
  })

  it('asks with PKCE, state and nonce', async () => {
    const response = await browser().visit(`${waystation.origin}/api/v1/110105/sign-in/oidc`)
    const asked = new URL(response.headers.get('location') ?? '').searchParams
    equal(asked.get('code_challenge_method'), 'S256')
    for (const name of ['code_challenge', 'state', 'nonce']) match(asked.get(name) ?? '', /^[\w-]{32,}$/)
  })
})

describe('nobody gets in', () => {
  it('whom nobody here knows: no account is made', async () => {
    office.sits = { sub: 'person-2', preferred_username: 'somebody.else' }
    const one = browser()
    equal((await one.visit(await one.signInAtOffice())).headers.get('location'), FAILED)
    equal(await me(one), undefined)
  })

  it('who was given the login of somebody who has signed in before', async () => {
    await addOfficer('wang.er')
    office.sits = { sub: 'person-3', preferred_username: 'wang.er' }
    const before = browser()
    await before.visit(await before.signInAtOffice())
    ok(await me(before))
    office.sits = { sub: 'person-4', preferred_username: 'wang.er' }
    const one = browser()
    equal((await one.visit(await one.signInAtOffice())).headers.get('location'), FAILED)
  })

  it('who is suspended', async () => {
    const account = await addOfficer('zhao.san')
    office.sits = { sub: 'person-5', preferred_username: 'zhao.san' }
    const before = browser()
    await before.visit(await before.signInAtOffice())
    equal(await me(before), account)
    await district.patch(`/accounts/${account}`, { status: 'suspended' })
    const one = browser()
    equal((await one.visit(await one.signInAtOffice())).headers.get('location'), FAILED)
  })

  it('by an answer that belongs to another browser, or has been used', async () => {
    await addOfficer('qian.si')
    office.sits = { sub: 'person-6', preferred_username: 'qian.si' }
    const attacker = browser()
    const answer = await attacker.signInAtOffice()
    const victim = browser()
    equal((await victim.visit(answer)).headers.get('location'), FAILED)
    equal(await me(victim), undefined)
    const mine = browser()
    const own = await mine.signInAtOffice()
    const state = mine.cookie('waystation_oidc') ?? ''
    equal((await mine.visit(own)).headers.get('location'), '/desk/')
    const again = browser()
    again.setCookie('waystation_oidc', state)
    equal((await again.visit(own)).headers.get('location'), FAILED)
  })

  it('with a code that the provider did not give, and when the provider says no', async () => {
    for (const change of [{ code: 'made-up' }, { error: 'access_denied', code: '' }]) {
      const one = browser()
      const address = new URL(await one.signInAtOffice())
      for (const [name, value] of Object.entries(change)) address.searchParams.set(name, value)
      equal((await one.visit(address.href)).headers.get('location'), FAILED)
      equal(await me(one), undefined)
    }
    equal((await browser().visit(`${waystation.origin}/api/v1/110105/sign-in/oidc/return`)).headers.get('location'), FAILED)
  })
})

describe('linking one’s own account', () => {
  it('while signed in, and only then', async () => {
    const { body } = await waystation.stranger.post('/demo/sessions', { persona: 'auditor' })
    const one = browser()
    one.setCookie('waystation', String(body['token']))
    office.sits = { sub: 'person-7', preferred_username: 'a name nobody has here' }
    equal((await one.visit(await one.signInAtOffice('/api/v1/110105/sign-in/oidc?connect=true'))).headers.get('location'), '/desk/')
    const later = browser()
    await later.visit(await later.signInAtOffice())
    equal(await me(later), (body['me'] as { account: number }).account)

    office.sits = { sub: 'person-8', preferred_username: 'another' }
    const stranger = browser()
    equal((await stranger.visit(await stranger.signInAtOffice('/api/v1/110105/sign-in/oidc?connect=true'))).headers.get('location'), FAILED)
  })
})
