import { deepEqual, equal, match, notEqual, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { person, startWaystation } from '../../../testing/waystation.ts'
import { hashPassword, passwordMatches } from './password-hash.ts'
import { passwordFlaw } from './password-rules.ts'
import { stepAt, totpCode } from './totp.ts'

let ahead = 0
const clock = () => Temporal.Now.instant().add({ seconds: ahead })
const waystation = await startWaystation({ work: false, clock })
const { stranger, origin } = waystation
const district = await waystation.as('district-officer')
const township = ((await (await waystation.as('township-officer')).get('/me')).body['grants'] as { place: number }[])[0]?.place ?? 0

const PASSWORD = '早上七点半-送第一单'
let number = 0

/** A new officer who has set a password, and the secret of their authenticator once they enrolled it. */
async function newOfficer() {
  number += 1
  const login = `officer${number}`
  const added = await district.post('/accounts', { name: `测试员${number}`, title: '党群工作办', login, grant: { role: 'community_officer', place: township } })
  equal(added.status, 201, added.text)
  const id = (added.body['account'] as { id: number }).id
  equal((await stranger.post('/sign-in/invitations', { invitation: String(added.body['invitation']).toLowerCase(), password: PASSWORD })).status, 204)
  const first = await stranger.post('/sign-in/password', { login, password: PASSWORD })
  equal(first.body['next'], 'totp-enrolment')
  const secret = /secret=(\w+)/.exec(String(first.body['totp_uri']))?.[1] ?? ''
  const enrolled = await stranger.post('/sign-in/totp', { step: first.body['step'], code: code(secret) })
  equal(enrolled.status, 201, enrolled.text)
  ahead += 60
  return { id, login, secret, me: person(origin, String(enrolled.body['token'])), invitation: String(added.body['invitation']) }
}

function code(secret: string): string {
  return totpCode(secret, stepAt(clock()))
}

async function timeOfRefusal(login: string): Promise<number> {
  const began = performance.now()
  await stranger.post('/sign-in/password', { login, password: 'wrong wrong wrong' })
  return performance.now() - began
}

describe('an officer signs in', () => {
  it('with the password and the authenticator, and by neither alone', async () => {
    const officer = await newOfficer()
    const first = await stranger.post('/sign-in/password', { login: officer.login, password: PASSWORD })
    deepEqual([first.status, first.body['next'], first.body['totp_uri']], [200, 'totp', null])
    equal((await person(origin, String(first.body['step'])).get('/me')).status, 401)
    const second = await stranger.post('/sign-in/totp', { step: first.body['step'], code: code(officer.secret) })
    equal(second.status, 201)
    equal((second.body['me'] as { has_totp: boolean }).has_totp, true)
    equal((await stranger.post('/sign-in/totp', { step: 'x'.repeat(43), code: code(officer.secret) })).status, 401)
  })

  it('a code of the authenticator works once, also for two at the same moment', async () => {
    const officer = await newOfficer()
    const steps = await Promise.all([1, 2, 3].map(() => stranger.post('/sign-in/password', { login: officer.login, password: PASSWORD })))
    const answers = await Promise.all(steps.map(({ body }) => stranger.post('/sign-in/totp', { step: body['step'], code: code(officer.secret) })))
    deepEqual(answers.map(({ status }) => status).sort(), [201, 401, 401])
  })

  it('a phone whose clock is half a minute off still works, one that is two minutes off does not', async () => {
    const officer = await newOfficer()
    const sign = async (seconds: number) => {
      const { body } = await stranger.post('/sign-in/password', { login: officer.login, password: PASSWORD })
      return (await stranger.post('/sign-in/totp', { step: body['step'], code: totpCode(officer.secret, stepAt(clock().add({ seconds }))) })).status
    }
    equal(await sign(120), 401)
    equal(await sign(-30), 201)
    equal(await sign(30), 201)
  })
})

describe('guessing', () => {
  it('waits longer and longer, for logins that exist and for those that do not alike', async () => {
    const officer = await newOfficer()
    const answers = async (login: string) => {
      const statuses: number[] = []
      for (let i = 0; i < 6; i += 1) statuses.push((await stranger.post('/sign-in/password', { login, password: 'wrong wrong wrong' })).status)
      return statuses
    }
    deepEqual(await answers(officer.login), [401, 401, 401, 401, 401, 429])
    deepEqual(await answers('nobody-has-this'), [401, 401, 401, 401, 401, 429])
    equal((await stranger.post('/sign-in/password', { login: officer.login, password: PASSWORD })).status, 429)
    ahead += 31
    equal((await stranger.post('/sign-in/password', { login: officer.login, password: 'wrong wrong wrong' })).status, 401)
    const { body, status } = await stranger.post('/sign-in/password', { login: officer.login, password: PASSWORD })
    equal(status, 429)
    ok(Number(body['seconds']) > 31)
    ahead += 61
    equal((await stranger.post('/sign-in/password', { login: officer.login, password: PASSWORD })).status, 200)
  })

  it('many at the same moment are counted one by one, passwords and codes alike', async () => {
    const officer = await newOfficer()
    for (const login of [officer.login, 'nobody-has-this-either']) {
      const answers = await Promise.all(Array.from({ length: 20 }, () => stranger.post('/sign-in/password', { login, password: 'wrong wrong wrong' })))
      deepEqual(answers.map(({ status }) => status).filter((status) => status === 401).length, 5, login)
    }
    ahead += 31
    const steps: unknown[] = []
    const other = await newOfficer()
    for (let i = 0; i < 12; i += 1) steps.push((await stranger.post('/sign-in/password', { login: other.login, password: PASSWORD })).body['step'])
    const right = code(other.secret)
    const codes = await Promise.all(steps.map((step) => stranger.post('/sign-in/totp', { step, code: right === '000000' ? '000001' : '000000' })))
    deepEqual(codes.map(({ status }) => status).filter((status) => status === 401).length, 5)
  })

  it('right passwords do not pile up waits, and do not take away those that wrong codes brought about', async () => {
    const officer = await newOfficer()
    const first = () => stranger.post('/sign-in/password', { login: officer.login, password: PASSWORD })
    for (let i = 0; i < 8; i += 1) equal((await first()).status, 200)
    const steps = [(await first()).body['step'], (await first()).body['step']]
    const wrong = code(officer.secret) === '000000' ? '000001' : '000000'
    for (let i = 0; i < 5; i += 1) equal((await stranger.post('/sign-in/totp', { step: steps[0], code: wrong })).status, 401)
    equal((await first()).status, 429)
    equal((await stranger.post('/sign-in/totp', { step: steps[1], code: code(officer.secret) })).status, 429)
    ahead += 31
    equal((await first()).status, 200)
    equal((await stranger.post('/sign-in/totp', { step: steps[1], code: wrong })).status, 401)
    equal((await first()).status, 429)
  })

  it('an unknown login takes as long as a known one', async () => {
    const officer = await newOfficer()
    const [known, unknown] = [await timeOfRefusal(officer.login), await timeOfRefusal('another nobody')]
    ok(unknown > known / 5 && known > unknown / 5, `${known} ms and ${unknown} ms`)
  })

  it('codes of the authenticator: five tries, then the step is over', async () => {
    const officer = await newOfficer()
    const { body } = await stranger.post('/sign-in/password', { login: officer.login, password: PASSWORD })
    const right = code(officer.secret)
    for (let i = 0; i < 5; i += 1) await stranger.post('/sign-in/totp', { step: body['step'], code: right === '000000' ? '000001' : '000000' })
    notEqual((await stranger.post('/sign-in/totp', { step: body['step'], code: right })).status, 201)
  })
})

describe('an invitation', () => {
  it('sets a password once; a password that is too easy does not use it up', async () => {
    const added = await district.post('/accounts', { name: '新同事', title: '', login: 'new-colleague', grant: { role: 'grid_worker', place: township } })
    const invitation = String(added.body['invitation'])
    match(invitation, /^([A-HJ-NP-Z2-9]{4}-){4}[A-HJ-NP-Z2-9]{4}$/)
    equal((await stranger.post('/sign-in/password', { login: 'new-colleague', password: PASSWORD })).status, 401)
    equal((await stranger.post('/sign-in/invitations', { invitation, password: 'password123' })).status, 422)
    equal((await stranger.post('/sign-in/invitations', { invitation, password: PASSWORD })).status, 204)
    equal((await stranger.post('/sign-in/invitations', { invitation, password: PASSWORD })).status, 401)
    ok(!JSON.stringify(await waystation.sql((tx) => tx.selectFrom('sign_in_step').selectAll().execute())).includes(invitation.replaceAll('-', '')))
  })

  it('given anew, ends the old password, authenticator and sessions', async () => {
    const officer = await newOfficer()
    const again = await district.post(`/accounts/${officer.id}/invitations`)
    equal(again.status, 201)
    equal((await officer.me.get('/me')).status, 401)
    equal((await stranger.post('/sign-in/password', { login: officer.login, password: PASSWORD })).status, 401)
    equal((await stranger.post('/sign-in/invitations', { invitation: again.body['invitation'], password: PASSWORD })).status, 204)
    equal((await stranger.post('/sign-in/password', { login: officer.login, password: PASSWORD })).body['next'], 'totp-enrolment')
  })

  it('ends after a week', async () => {
    const added = await district.post('/accounts', { name: '慢同事', title: '', login: 'slow-colleague', grant: { role: 'grid_worker', place: township } })
    ahead += 7 * 86_400 + 1
    equal((await stranger.post('/sign-in/invitations', { invitation: added.body['invitation'], password: PASSWORD })).status, 401)
    ahead -= 7 * 86_400 + 1
  })
})

describe('changing my password', () => {
  it('asks for the current one, and signs me out everywhere else', async () => {
    const officer = await newOfficer()
    const { body } = await stranger.post('/sign-in/password', { login: officer.login, password: PASSWORD })
    const elsewhere = person(origin, String((await stranger.post('/sign-in/totp', { step: body['step'], code: code(officer.secret) })).body['token']))
    equal((await officer.me.put('/me/password', { current: 'not this one', password: '另一个够长的密码呀呀' })).status, 401)
    equal((await officer.me.put('/me/password', { current: PASSWORD, password: 'aaaaaaaaaaaaaa' })).status, 422)
    equal((await officer.me.put('/me/password', { current: PASSWORD, password: '另一个够长的密码呀呀' })).status, 204)
    equal((await officer.me.get('/me')).status, 200)
    equal((await elsewhere.get('/me')).status, 401)
  })

  it('a worker has no password to guess', async () => {
    const worker = await waystation.as('worker-shi-lei')
    equal((await worker.put('/me/password', { current: '', password: '另一个够长的密码呀呀' })).status, 400)
    equal((await worker.put('/me/password', { current: 'x', password: '另一个够长的密码呀呀' })).status, 401)
  })
})

describe('passwords and authenticator codes', () => {
  it('a hash is argon2id, fits its password only, and is never the same twice', async () => {
    const [one, two] = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)]
    match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    notEqual(one, two)
    deepEqual([await passwordMatches(PASSWORD, one), await passwordMatches(`${PASSWORD} `, one), await passwordMatches(PASSWORD, undefined)], [true, false, false])
  })

  it('codes are those of RFC 6238, appendix B', () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
    for (const [seconds, expected] of [[59, '287082'], [1111111109, '081804'], [1111111111, '050471'], [1234567890, '005924'], [2000000000, '279037'], [20000000000, '353130']] as const) {
      equal(totpCode(secret, Math.floor(seconds / 30)), expected)
    }
  })

  it('easy passwords are refused', () => {
    const known = { login: 'chen.xiaolan', name: '陈晓岚' }
    for (const [password, flaw] of [['short', 'too-short'], ['Chen.Xiaolan2026', 'holds-login'], ['我是陈晓岚我是陈晓岚', 'holds-login'], ['aaaaaaaaaaaa', 'too-simple'], ['12345678901', 'too-simple'], ['Password2026'.slice(0, 11), 'too-simple'], ['abcdefghijkl', 'too-simple']] as const) {
      equal(passwordFlaw(password, known), flaw, password)
    }
    for (const good of ['早上七点半-送第一单', 'correct horse battery', 'Tz9#vLq2pW']) equal(passwordFlaw(good, known), undefined, good)
  })
})
