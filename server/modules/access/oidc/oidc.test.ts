import { deepEqual, equal, match } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { plainBrowser, type PlainBrowser } from '../../../testing/browser-without-pages.ts'
import { startOpenIdProvider, testClient } from '../../../testing/openid-provider.ts'
import { startWaystation } from '../../../testing/waystation.ts'

const office = await startOpenIdProvider()
const waystation = await startWaystation({ work: false, oidc: { issuer: office.issuer, ...testClient, label: '单位账号', loginClaim: 'preferred_username' } })
const city = `${waystation.origin}/api/v1/110105`
const BACK = '/sign-in/oidc/return'
office.open(city + BACK)
const district = await waystation.as('district-officer')
const community = ((await waystation.stranger.get('/places?kind=community&limit=1')).body['items'] as { code: number }[])[0]?.code

async function addOfficer(login: string): Promise<number> {
  const { body, status, text } = await district.post('/accounts', { name: `同事 ${login}`, title: '', login, grant: { role: 'community_officer', place: community } })
  equal(status, 201, text)
  return (body['account'] as { id: number }).id
}

/** From our sign-in page to the address at which the provider sends people back. */
const atOffice = (one: PlainBrowser, path = '/sign-in/oidc') => one.follow(city + path, BACK)

/** All the way; where the browser ends. */
async function signIn(one: PlainBrowser): Promise<string | null> {
  return (await one.visit(await atOffice(one))).headers.get('location')
}

async function me(one: PlainBrowser): Promise<number | undefined> {
  const response = await one.visit(`${city}/me`)
  return response.status === 200 ? ((await response.json()) as { account: number }).account : undefined
}

const states = (one: PlainBrowser) => [...one.cookies(city)].filter(([name]) => name.startsWith('waystation_oidc_'))
const at = (problem: string) => `/desk/sign-in?problem=${problem}`

describe('an officer signs in with the account of their office', () => {
  it('is known by its login the first time, and by the identity ever after', async () => {
    const account = await addOfficer('lin.yi')
    office.sits = { sub: 'person-1', preferred_username: 'lin.yi' }
    const first = plainBrowser()
    const back = await first.visit(await atOffice(first))
    deepEqual([back.status, back.headers.get('location')], [302, '/desk/'])
    equal(await me(first), account)
    deepEqual(states(first), [])

    office.sits = { sub: 'person-1', preferred_username: 'lin.yi.married' }
    const later = plainBrowser()
    equal(await signIn(later), '/desk/')
    equal(await me(later), account)
  })

  it('the sign-in page says that there is such a way', async () => {
    deepEqual((await waystation.stranger.get('/sign-in/options')).body, { demo: true, oidc: { label: '单位账号', href: '/api/v1/110105/sign-in/oidc' } })
    const plain = await startWaystation({ work: false })
    equal((await plain.stranger.get('/sign-in/options')).body['oidc'], null)
    equal((await plain.stranger.get('/sign-in/oidc')).status, 404)
  })

  it('asks with PKCE, state and nonce, and for no more than it needs', async () => {
    const response = await plainBrowser().visit(`${city}/sign-in/oidc`)
    const asked = new URL(response.headers.get('location') ?? '').searchParams
    equal(asked.get('code_challenge_method'), 'S256')
    equal(asked.get('scope'), 'openid profile')
    for (const name of ['code_challenge', 'state', 'nonce']) match(asked.get(name) ?? '', /^[\w-]{32,}$/)
  })

  it('in two tabs at once, and finishes both; what was begun and left does not pile up', async () => {
    const account = await addOfficer('two.tabs')
    office.sits = { sub: 'person-9', preferred_username: 'two.tabs' }
    const one = plainBrowser()
    const [first, second] = [await atOffice(one), await atOffice(one)]
    equal((await one.visit(second)).headers.get('location'), '/desk/')
    equal((await one.visit(first)).headers.get('location'), '/desk/')
    equal(await me(one), account)
    for (let left = 0; left < 7; left += 1) await one.visit(`${city}/sign-in/oidc`)
    const last = await atOffice(one)
    equal(states(one).length, 4)
    equal((await one.visit(last)).headers.get('location'), '/desk/')
  })
})

describe('nobody gets in', () => {
  it('whom nobody here knows: no account is made', async () => {
    office.sits = { sub: 'person-2', preferred_username: 'somebody.else' }
    const one = plainBrowser()
    equal(await signIn(one), at('unknown'))
    equal(await me(one), undefined)
  })

  it('who was given the login of somebody who has signed in before', async () => {
    await addOfficer('wang.er')
    office.sits = { sub: 'person-3', preferred_username: 'wang.er' }
    const before = plainBrowser()
    equal(await signIn(before), '/desk/')
    office.sits = { sub: 'person-4', preferred_username: 'wang.er' }
    equal(await signIn(plainBrowser()), at('unknown'))
  })

  it('who is suspended, known or not yet', async () => {
    const account = await addOfficer('zhao.san')
    office.sits = { sub: 'person-5', preferred_username: 'zhao.san' }
    equal(await signIn(plainBrowser()), '/desk/')
    await district.patch(`/accounts/${account}`, { status: 'suspended' })
    equal(await signIn(plainBrowser()), at('suspended'))
    const never = await addOfficer('zhao.si')
    await district.patch(`/accounts/${never}`, { status: 'suspended' })
    office.sits = { sub: 'person-10', preferred_username: 'zhao.si' }
    equal(await signIn(plainBrowser()), at('suspended'))
  })

  it('as who was invited anew, until they are linked anew', async () => {
    const account = await addOfficer('sun.wu')
    office.sits = { sub: 'person-11', preferred_username: 'sun.wu' }
    equal(await signIn(plainBrowser()), '/desk/')
    office.sits = { sub: 'person-11', preferred_username: 'another name' }
    equal(await signIn(plainBrowser()), '/desk/')
    equal((await district.post(`/accounts/${account}/invitations`)).status, 201)
    equal(await signIn(plainBrowser()), at('unknown'))
    office.sits = { sub: 'person-12', preferred_username: 'sun.wu' }
    equal(await signIn(plainBrowser()), '/desk/')
  })

  it('by an answer that belongs to another browser, or has been used', async () => {
    await addOfficer('qian.si')
    office.sits = { sub: 'person-6', preferred_username: 'qian.si' }
    const attacker = plainBrowser()
    const answer = await atOffice(attacker)
    const victim = plainBrowser()
    equal((await victim.visit(answer)).headers.get('location'), at('expired'))
    equal(await me(victim), undefined)
    const mine = plainBrowser()
    const own = await atOffice(mine)
    const [[name, state] = ['', '']] = states(mine)
    equal((await mine.visit(own)).headers.get('location'), '/desk/')
    const again = plainBrowser()
    again.cookies(city).set(name, state)
    equal((await again.visit(own)).headers.get('location'), at('expired'))
  })

  it('with a code that the provider did not give, when they say no, and without an answer', async () => {
    for (const [change, problem] of [[{ code: 'made-up' }, 'expired'], [{ error: 'access_denied', code: '' }, 'cancelled'], [{ error: 'temporarily_unavailable', code: '' }, 'unavailable'], [{ error: '<script>', code: '' }, 'failed'], [{ iss: 'https://evil.example' }, 'failed']] as const) {
      const one = plainBrowser()
      const address = new URL(await atOffice(one))
      for (const [name, value] of Object.entries(change)) {
        if (value === '') address.searchParams.delete(name)
        else address.searchParams.set(name, value)
      }
      equal((await one.visit(address.href)).headers.get('location'), at(problem), JSON.stringify(change))
      equal(await me(one), undefined)
    }
    equal((await plainBrowser().visit(city + BACK)).headers.get('location'), at('expired'))
  })
})

describe('a page of another site', () => {
  it('cannot make an officer’s browser tie a foreign identity to the officer’s account', async () => {
    const { body } = await waystation.stranger.post('/demo/sessions', { persona: 'auditor' })
    const officer = plainBrowser()
    officer.cookies(city).set('waystation', String(body['token']))
    // The attacker's identity sits at the provider; a link or an image on their page opens ours, cookie and all.
    office.sits = { sub: 'attacker', preferred_username: 'attacker' }
    for (const path of ['/sign-in/oidc?connect=true', '/sign-in/oidc?connect=1', '/sign-in/oidc']) {
      equal((await officer.visit(await atOffice(officer, path))).headers.get('location'), at('unknown'))
    }
    equal(await signIn(plainBrowser()), at('unknown'))
    equal(await me(officer), (body['me'] as { account: number }).account)
    deepEqual(await waystation.sql((tx) => tx.selectFrom('outside_identity').select('subject').where('subject', '=', 'attacker').execute()), [])
  })

  it('cannot have a demo send people back to a name of its own', async () => {
    const { request } = await import('node:http')
    const status = await new Promise<number>((resolve) => request(`${city}/sign-in/oidc`, { headers: { host: 'evil.example' } }, (answer) => resolve(answer.resume().statusCode ?? 0)).end())
    equal(status, 403)
  })
})

describe('while the provider is down', () => {
  it('the browser lands on the sign-in page, at the start and at the return, and gets in once it is up', async () => {
    const provider = await startOpenIdProvider()
    provider.sits = { sub: 'person-13', preferred_username: 'up.again' }
    const other = await startWaystation({ work: false, oidc: { issuer: provider.issuer, ...testClient, label: '', loginClaim: 'preferred_username' } })
    const its = `${other.origin}/api/v1/110105`
    provider.open(its + BACK)
    const officer = await other.as('district-officer')
    equal((await officer.post('/accounts', { name: '同事', title: '', login: 'up.again', grant: { role: 'community_officer', place: community } })).status, 201)

    provider.down = true
    const one = plainBrowser()
    equal((await one.visit(`${its}/sign-in/oidc`)).headers.get('location'), at('unavailable'))
    provider.down = false
    const back = await one.follow(`${its}/sign-in/oidc`, BACK)
    provider.down = true
    equal((await one.visit(back)).headers.get('location'), at('unavailable'))
    provider.down = false
    const again = await one.follow(`${its}/sign-in/oidc`, BACK)
    equal((await one.visit(again)).headers.get('location'), '/desk/')
  })
})
