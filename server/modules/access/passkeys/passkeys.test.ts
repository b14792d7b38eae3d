import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createAuthenticator, type Authenticator, type Flaws } from '../../../testing/authenticator.ts'
import { person, startWaystation, type Person } from '../../../testing/waystation.ts'

const waystation = await startWaystation({ work: false })
// A passkey is bound to a name, so people come by one.
const origin = waystation.origin.replace('127.0.0.1', 'localhost')
const stranger = person(origin, '')
const officer = await as('township-officer')

async function as(persona: string): Promise<Person> {
  return person(origin, (await waystation.as(persona)).token)
}

type Options = { challenge: string; user: { id: string } }

async function add(who: Person, key: Authenticator, flaws?: Flaws) {
  const begun = await who.post('/me/passkeys/challenges')
  equal(begun.status, 201, begun.text)
  return who.post('/me/passkeys', { step: begun.body['step'], label: '办公室电脑', response: key.register(begun.body['options'] as Options, flaws) })
}

async function signIn(key: Authenticator, flaws?: Flaws) {
  const begun = await stranger.post('/sign-in/passkeys/challenges')
  return stranger.post('/sign-in/passkeys', { step: begun.body['step'], response: key.answer(begun.body['options'] as Options, flaws) })
}

describe('a passkey', () => {
  it('lets an officer in with a touch, without login or password', async () => {
    const key = createAuthenticator(origin)
    equal((await add(officer, key)).status, 201)
    const answer = await signIn(key)
    equal(answer.status, 201, answer.text)
    const self = await person(origin, String(answer.body['token'])).get('/me')
    equal(self.body['name'], (await officer.get('/me')).body['name'])
    ok((self.body['passkeys'] as number) >= 1)
    const listed = (await officer.get('/me/passkeys')).body['items'] as { id: string; label: string; last_used_at: string | null }[]
    ok(listed.some(({ id, label, last_used_at: used }) => id === key.id && label === '办公室电脑' && used !== null))
  })

  it('is refused with a forged signature, for another site, and without a finger or PIN', async () => {
    const key = createAuthenticator(origin)
    equal((await add(officer, key)).status, 201)
    for (const flaws of [{ forged: true }, { origin: 'https://waystation.evil.example' }, { unverified: true }]) equal((await signIn(key, flaws)).status, 401, JSON.stringify(flaws))
    equal((await signIn(key)).status, 201)
  })

  it('is refused when its counter goes back: somebody has copied it', async () => {
    const key = createAuthenticator(origin)
    await add(officer, key)
    equal((await signIn(key, { counter: 50 })).status, 201)
    equal((await signIn(key, { counter: 50 })).status, 401)
    equal((await signIn(key, { counter: 7 })).status, 401)
    equal((await signIn(key, { counter: 51 })).status, 201)
  })

  it('answers one challenge once, and no other', async () => {
    const key = createAuthenticator(origin)
    await add(officer, key)
    const begun = await stranger.post('/sign-in/passkeys/challenges')
    const response = key.answer(begun.body['options'] as Options)
    const answers = await Promise.all([1, 2, 3].map(() => stranger.post('/sign-in/passkeys', { step: begun.body['step'], response })))
    deepEqual(answers.map(({ status }) => status).sort(), [201, 401, 401])
    const another = await stranger.post('/sign-in/passkeys/challenges')
    equal((await stranger.post('/sign-in/passkeys', { step: another.body['step'], response: key.answer({ challenge: (begun.body['options'] as Options).challenge }) })).status, 401)
  })

  it('that nobody added, or that was removed, lets nobody in', async () => {
    const key = createAuthenticator(origin)
    equal((await signIn(key)).status, 401)
    await add(officer, key)
    const worker = await as('worker-shi-lei')
    equal((await worker.delete(`/me/passkeys/${key.id}`)).status, 404)
    equal((await officer.delete(`/me/passkeys/${key.id}`)).status, 204)
    equal((await signIn(key)).status, 401)
  })

  it('is added only by the answer to one’s own challenge, from this site, verified', async () => {
    const worker = await as('worker-shi-lei')
    const begun = await officer.post('/me/passkeys/challenges')
    const response = createAuthenticator(origin).register(begun.body['options'] as Options)
    equal((await worker.post('/me/passkeys', { step: begun.body['step'], label: '偷来的', response })).status, 401)
    for (const flaws of [{ origin: 'https://waystation.evil.example' }, { unverified: true }]) equal((await add(officer, createAuthenticator(origin), flaws)).status, 401)
    for (const rubbish of [{}, { id: 'x' }, { id: 'x', rawId: 'x', type: 'public-key', response: { clientDataJSON: '!!', attestationObject: '' } }]) {
      const { body } = await officer.post('/me/passkeys/challenges')
      equal((await officer.post('/me/passkeys', { step: body['step'], label: 'x', response: rubbish })).status, 401)
    }
  })

  it('is not offered at an IP address, where no browser would take it: the refusal says where to go', async () => {
    const { port } = new URL(origin)
    for (const who of [waystation.stranger, await waystation.as('township-officer')]) {
      const path = who.token === '' ? '/sign-in/passkeys/challenges' : '/me/passkeys/challenges'
      const refused = await who.post(path)
      equal(refused.status, 422)
      equal(refused.body['type'], '/api/problems/rule')
      ok(String(refused.body['title']).includes(`http://localhost:${port}/desk/`), refused.text)
      ok(String((await who.post(path, undefined, { 'accept-language': 'en' })).body['title']).includes(`open http://localhost:${port}/desk/ instead`))
    }
  })

  it('that came with a wrong answer has to be begun anew: its challenge is used up', async () => {
    const begun = await officer.post('/me/passkeys/challenges')
    const key = createAuthenticator(origin)
    const send = (flaws?: Flaws) => officer.post('/me/passkeys', { step: begun.body['step'], label: 'x', response: key.register(begun.body['options'] as Options, flaws) })
    equal((await send({ unverified: true })).status, 401)
    equal((await send()).status, 401)
    equal((await add(officer, key)).status, 201)
  })

  it('is one of ten at most, also when several are added at once', async () => {
    const worker = await as('worker-zhou-xiaoman')
    const begun = await Promise.all(Array.from({ length: 12 }, () => worker.post('/me/passkeys/challenges')))
    const answers = await Promise.all(begun.map(({ body }) => worker.post('/me/passkeys', { step: body['step'], label: 'x', response: createAuthenticator(origin).register(body['options'] as Options) })))
    deepEqual(answers.map(({ status }) => status).sort(), [...Array.from({ length: 10 }, () => 201), 422, 422])
    equal((await worker.post('/me/passkeys/challenges')).status, 422)
  })

  it('of an account that is suspended, or invited anew, lets nobody in', async () => {
    const district = await waystation.as('district-officer')
    const other = await as('township-officer-other')
    const key = createAuthenticator(origin)
    await add(other, key)
    const { account } = (await other.get('/me')).body
    equal((await district.patch(`/accounts/${Number(account)}`, { status: 'suspended' })).status, 200)
    equal((await signIn(key)).status, 401)
    await district.patch(`/accounts/${Number(account)}`, { status: 'active' })
    equal((await signIn(key)).status, 201)
    await district.post(`/accounts/${Number(account)}/invitations`)
    equal((await signIn(key)).status, 401)
  })
})
