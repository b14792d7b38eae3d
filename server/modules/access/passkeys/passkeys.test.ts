import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createAuthenticator, type Authenticator, type Flaws } from '../../../testing/authenticator.ts'
import { person, startWaystation, type Person } from '../../../testing/waystation.ts'

const waystation = await startWaystation({ work: false })
const { stranger, origin } = waystation
const officer = await waystation.as('township-officer')

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
    const worker = await waystation.as('worker-shi-lei')
    equal((await worker.delete(`/me/passkeys/${key.id}`)).status, 404)
    equal((await officer.delete(`/me/passkeys/${key.id}`)).status, 204)
    equal((await signIn(key)).status, 401)
  })

  it('is added only by the answer to one’s own challenge, from this site, verified', async () => {
    const worker = await waystation.as('worker-shi-lei')
    const begun = await officer.post('/me/passkeys/challenges')
    const response = createAuthenticator(origin).register(begun.body['options'] as Options)
    equal((await worker.post('/me/passkeys', { step: begun.body['step'], label: '偷来的', response })).status, 401)
    for (const flaws of [{ origin: 'https://waystation.evil.example' }, { unverified: true }]) equal((await add(officer, createAuthenticator(origin), flaws)).status, 401)
    for (const rubbish of [{}, { id: 'x' }, { id: 'x', rawId: 'x', type: 'public-key', response: { clientDataJSON: '!!', attestationObject: '' } }]) {
      const { body } = await officer.post('/me/passkeys/challenges')
      equal((await officer.post('/me/passkeys', { step: body['step'], label: 'x', response: rubbish })).status, 401)
    }
  })

  it('of an account that is suspended, or invited anew, lets nobody in', async () => {
    const district = await waystation.as('district-officer')
    const other = await waystation.as('township-officer-other')
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
