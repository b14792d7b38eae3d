import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { person, startWaystation } from '../../../testing/waystation.ts'

let ahead = 0
const waystation = await startWaystation({ work: false, clock: () => Temporal.Now.instant().add({ seconds: ahead }) })
const { stranger, services, origin } = waystation
const city = 110105

async function lastCode(phone: string): Promise<string> {
  const messages = (await stranger.get('/demo/messages')).body as unknown as { to: string; text: string }[]
  return /\d{6}/.exec(messages.find(({ to }) => to === phone)?.text ?? '')?.[0] ?? ''
}

async function signIn(phone: string) {
  equal((await stranger.post('/sign-in/codes', { phone })).status, 202)
  return stranger.post('/sign-in/phone', { phone, code: await lastCode(phone) })
}

const me = (answer: { body: Record<string, unknown> }) => answer.body['me'] as { account: number; worker_id: number; name: string; phone_masked: string }

describe('a rider signs in by phone', () => {
  it('with the code, however they write the number, and stays signed in', async () => {
    const first = await signIn('13900010001')
    equal(first.status, 201)
    equal(me(first).phone_masked, '*******0001')
    const again = await stranger.post('/sign-in/codes', { phone: '+86 139-0001 0001' })
    equal(again.status, 202)
    const second = await stranger.post('/sign-in/phone', { phone: '０１３９０００１０００１'.slice(1), code: await lastCode('13900010001') })
    equal(me(second).account, me(first).account)
    equal((await person(origin, String(second.body['token'])).get('/me')).status, 200)
  })

  it('opens the record that a roster made for them', async () => {
    const phone = '13900010002'
    const worker = await addWorker(phone, { name: '赵小燕', state: 'present' })
    const answer = await signIn(phone)
    equal(me(answer).worker_id, worker)
    equal(me(answer).name, '赵小燕')
  })

  it('a persona of the demo can also come in by phone', async () => {
    const account = await waystation.sql((tx) => tx.selectFrom('account').select(['id', 'phone']).where('persona', '=', 'worker-shi-lei').executeTakeFirstOrThrow())
    const phone = services.keyring.open(account.phone ?? Buffer.alloc(0))
    equal(me(await signIn(phone)).account, account.id)
  })
})

describe('whose record a phone opens', () => {
  it('nobody’s when two people are registered with it: that is for a person to sort out', async () => {
    const phone = '13900010003'
    const two = [await addWorker(phone, { name: '王甲', state: 'present' }), await addWorker(phone, { name: '王乙', state: 'present' })]
    ok(!two.includes(me(await signIn(phone)).worker_id))
  })

  it('not that of somebody who left the city half a year ago: the number may be another’s now', async () => {
    const phone = '13900010004'
    const gone = await addWorker(phone, { name: '旧机主', state: 'away', since: '2024-01-01T00:00:00Z' })
    const answer = await signIn(phone)
    notEqual(me(answer).worker_id, gone)
    equal(me(answer).name, '')
  })

  it('not that of a worker who has an account, when a roster suddenly names this phone for them', async () => {
    const mine = await signIn('13900010005')
    const { hash } = sealed('13900010006')
    await waystation.sql((tx) => tx.updateTable('worker').set({ phone_hash: hash }).where('id', '=', me(mine).worker_id).execute())
    notEqual(me(await signIn('13900010006')).worker_id, me(mine).worker_id)
  })

  it('after half a year unused, whoever holds the number now starts anew, and the old sessions are over', async () => {
    const before = await signIn('13900010007')
    ahead += 181 * 86_400
    const after = await signIn('13900010007')
    notEqual(me(after).account, me(before).account)
    notEqual(me(after).worker_id, me(before).worker_id)
    equal((await person(origin, String(before.body['token'])).get('/me')).status, 401)
  })
})

describe('a code', () => {
  it('opens the door once, also when it comes twice at the same moment', async () => {
    const phone = '13900020001'
    await stranger.post('/sign-in/codes', { phone })
    const code = await lastCode(phone)
    const answers = await Promise.all(Array.from({ length: 4 }, () => stranger.post('/sign-in/phone', { phone, code })))
    deepEqual(answers.map(({ status }) => status).sort(), [201, 401, 401, 401])
  })

  it('takes five wrong guesses, no more, even all at once', async () => {
    const phone = '13900020002'
    await stranger.post('/sign-in/codes', { phone })
    const code = await lastCode(phone)
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0')
    await Promise.all(Array.from({ length: 8 }, () => stranger.post('/sign-in/phone', { phone, code: wrong })))
    equal((await stranger.post('/sign-in/phone', { phone, code })).status, 401)
  })

  it('ends after ten minutes, and when a newer one is sent', async () => {
    const phone = '13900020003'
    await stranger.post('/sign-in/codes', { phone })
    const old = await lastCode(phone)
    ahead += 601
    equal((await stranger.post('/sign-in/phone', { phone, code: old })).status, 401)
    await stranger.post('/sign-in/codes', { phone })
    const first = await lastCode(phone)
    await stranger.post('/sign-in/codes', { phone })
    const second = await lastCode(phone)
    if (first !== second) equal((await stranger.post('/sign-in/phone', { phone, code: first })).status, 401)
    equal((await stranger.post('/sign-in/phone', { phone, code: second })).status, 201)
  })

  it('does not work for another phone', async () => {
    await stranger.post('/sign-in/codes', { phone: '13900020004' })
    await stranger.post('/sign-in/codes', { phone: '13900020005' })
    equal((await stranger.post('/sign-in/phone', { phone: '13900020005', code: await lastCode('13900020004') })).status, 401)
  })

  it('is kept as a keyed hash only', async () => {
    const phone = '13900020006'
    await stranger.post('/sign-in/codes', { phone })
    const code = await lastCode(phone)
    const rows = await waystation.sql((tx) => tx.selectFrom('one_time_code').selectAll().execute())
    ok(!JSON.stringify(rows).includes(code))
    ok(!JSON.stringify(rows).includes(phone))
  })
})

describe('nobody can flood a phone, or find out who has an account', () => {
  it('five codes an hour to one phone, at once or not; the hour passes', async () => {
    const phone = '13900030001'
    const answers = await Promise.all(Array.from({ length: 8 }, () => stranger.post('/sign-in/codes', { phone })))
    deepEqual(answers.map(({ status }) => status).sort(), [202, 202, 202, 202, 202, 429, 429, 429])
    const refused = answers.find(({ status }) => status === 429)
    ok(Number(refused?.headers.get('retry-after')) > 3500)
    ahead += 3601
    equal((await stranger.post('/sign-in/codes', { phone })).status, 202)
  })

  it('thirty an hour from one network address', async () => {
    ahead += 3601
    let sent = 0
    for (let i = 0; i < 32; i += 1) if ((await stranger.post('/sign-in/codes', { phone: `139000400${String(i).padStart(2, '0')}` })).status === 202) sent += 1
    equal(sent, 30)
    ahead += 3601
  })

  it('a phone with an account and one without get the same answers', async () => {
    await signIn('13900050001')
    const known = [await stranger.post('/sign-in/codes', { phone: '13900050001' }), await stranger.post('/sign-in/phone', { phone: '13900050001', code: '000000' })]
    const unknown = [await stranger.post('/sign-in/codes', { phone: '13900050002' }), await stranger.post('/sign-in/phone', { phone: '13900050002', code: '000000' })]
    const plain = (answers: typeof known) => answers.map(({ status, text }) => [status, text.replace(/urn:uuid:[^"]*/, '')])
    deepEqual(plain(known), plain(unknown))
  })

  it('what is no mobile number is refused with the field named', async () => {
    for (const phone of ['12345', '23900050001', '139000500011', 'abcdefghijk']) {
      const { status, body } = await stranger.post('/sign-in/codes', { phone })
      equal(status, 400)
      equal((body['errors'] as { field: string }[])[0]?.field, 'phone')
    }
  })
})

function sealed(phone: string) {
  return { hash: services.keyring.hash('phone', phone), phone: services.keyring.seal(phone), tail: phone.slice(-4) }
}

async function addWorker(number: string, given: { name: string; state: string; since?: string }): Promise<number> {
  const { hash, phone, tail } = sealed(number)
  const created = Temporal.Instant.from(given.since ?? '2026-10-01T00:00:00Z')
  const { id } = await waystation.sql((tx) => tx.insertInto('worker').values({ name: given.name, state: given.state, phone, phone_hash: hash, phone_tail: tail, created_at: created, place: city * 1e9 }).returning('id').executeTakeFirstOrThrow())
  return id
}
