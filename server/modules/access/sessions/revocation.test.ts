import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { buildWaystation } from '../../../app.ts'
import { readConfig } from '../../../platform/config.ts'
import { testKeys } from '../../../testing/template.ts'
import { person, startWaystation, type Person } from '../../../testing/waystation.ts'

let ahead = 0
const clock = () => Temporal.Now.instant().add({ seconds: ahead })
const waystation = await startWaystation({ work: false, clock })
// A second server on the same database, as behind a load balancer.
const second = await buildWaystation({ ...readConfig({ LOG_LEVEL: 'silent' }), secretKeys: testKeys, rateLimit: 1_000_000 }, waystation.url, { work: false, clock })
const secondOrigin = await second.http.listen({ host: '127.0.0.1', port: 0 })
after(() => second.stop())

const administrator = await waystation.as('administrator')
const district = await waystation.as('district-officer')

/** Asks both servers until each has refused; how many milliseconds that took. */
async function refusedAfter(token: string, path: string, status: number): Promise<number> {
  const began = performance.now()
  for (const origin of [waystation.origin, secondOrigin]) {
    while ((await person(origin, token).get(path)).status !== status) if (performance.now() - began > 3000) return Infinity
  }
  return performance.now() - began
}

async function warm(token: string, path: string): Promise<void> {
  for (const origin of [waystation.origin, secondOrigin]) equal((await person(origin, token).get(path)).status, 200)
}

async function grantsOf(who: Person) {
  const { body } = await who.get('/me')
  return { account: body['account'] as number, grants: body['grants'] as { id: number }[] }
}

describe('refused within a second, by every server', () => {
  it('a session that was signed out', async () => {
    const worker = await waystation.as('worker-shi-lei')
    await warm(worker.token, '/me')
    equal((await worker.delete('/session')).status, 204)
    ok((await refusedAfter(worker.token, '/me', 401)) < 1000)
  })

  it('a role that was revoked, in the middle of work', async () => {
    const officer = await waystation.as('township-officer')
    await warm(officer.token, '/accounts')
    const { account, grants } = await grantsOf(officer)
    equal((await district.delete(`/accounts/${account}/grants/${grants[0]?.id ?? 0}`)).status, 204)
    ok((await refusedAfter(officer.token, '/accounts', 403)) < 1000)
    deepEqual((await officer.get('/me')).body['verbs'], [])
  })

  it('a suspended person, whose sessions are over even when they come back', async () => {
    const auditor = await waystation.as('auditor')
    await warm(auditor.token, '/audit/events')
    const { account } = await grantsOf(auditor)
    equal((await administrator.patch(`/accounts/${account}`, { status: 'suspended' })).status, 200)
    ok((await refusedAfter(auditor.token, '/audit/events', 401)) < 1000)
    equal((await administrator.patch(`/accounts/${account}`, { status: 'active' })).status, 200)
    equal((await auditor.get('/me')).status, 401)
  })

  it('also when no word of changes gets through: nothing is trusted for a second then', async () => {
    const worker = await waystation.as('worker-luo-changhe')
    await warm(worker.token, '/me')
    const { account } = await grantsOf(worker)
    const listeners = 'select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1 and datname = current_database()'
    const cutting = setInterval(() => void waystation.services.db.owner.query(listeners, ['waystation live']).catch(() => undefined), 50)
    await new Promise((resolve) => setTimeout(resolve, 150))
    await warm(worker.token, '/me')
    await waystation.services.db.owner.query("update city_110105.session set revoked_at = now() where account_id = $1", [account])
    const took = await refusedAfter(worker.token, '/me', 401)
    clearInterval(cutting)
    ok(took < 1000, `${took} ms`)
  })

  it('a session whose time is over, and a role whose last day was yesterday', async () => {
    const officer = await waystation.as('community-officer')
    await warm(officer.token, '/me')
    ahead += 12 * 3600 + 1
    equal((await officer.get('/me')).status, 401)
    const again = await waystation.as('community-officer')
    const { account, grants } = await grantsOf(again)
    equal((await again.get('/workers')).status === 403, false)
    await waystation.services.db.owner.query('update city_110105.role_grant set until_on = $2 where id = $1', [grants[0]?.id, clock().toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString()])
    const fresh = await waystation.as('community-officer')
    equal((await fresh.get('/workers')).status === 403, false)
    ahead += 86_400
    equal((await (await waystation.as('community-officer')).get('/workers')).status, 403)
    ok(account > 0)
  })
})

describe('how long a session lasts', () => {
  it('a worker who comes by stays signed in; after ninety days away they sign in again', async () => {
    const worker = await waystation.as('worker-ayiguli')
    for (let i = 0; i < 4; i += 1) {
      ahead += 60 * 86_400
      equal((await worker.get('/me')).status, 200)
    }
    ahead += 91 * 86_400
    equal((await worker.get('/me')).status, 401)
  })

  it('the day of the last use is written once a day', async () => {
    const worker = await waystation.as('worker-tian-xiulan')
    const written = async () => (await waystation.services.db.owner.query("select xmin::text, last_used_on::text as day from city_110105.session order by id desc limit 1")).rows[0] as { xmin: string; day: string }
    const before = await written()
    await worker.get('/me')
    deepEqual(await written(), before)
    ahead += 86_400
    await Promise.all([1, 2, 3].map(() => worker.get('/me')))
    const after_ = await written()
    ok(after_.day > before.day)
    await worker.get('/me')
    deepEqual(await written(), after_)
  })
})

describe('tokens', () => {
  it('are kept as keyed hashes only, and an unknown one is nobody', async () => {
    const worker = await waystation.as('worker-zhou-xiaoman')
    const { rows } = await waystation.services.db.owner.query('select encode(token_hash, \'base64\') as hash from city_110105.session')
    ok(!JSON.stringify(rows).includes(worker.token))
    for (const token of ['', 'x', 'x'.repeat(43), `${worker.token.slice(0, -1)}!`, 'é'.repeat(10)]) equal((await waystation.stranger.get('/me', token === 'é'.repeat(10) ? {} : { authorization: `Bearer ${token}` })).status, 401)
  })

  it('a header that names nobody is not made good by a cookie', async () => {
    const worker = await waystation.as('worker-zhou-xiaoman')
    const cookie = `waystation=${worker.token}`
    equal((await waystation.stranger.get('/me', { cookie })).status, 200)
    equal((await waystation.stranger.get('/me', { cookie, authorization: `Bearer ${'x'.repeat(43)}` })).status, 401)
  })

  it('a page of another site cannot use the cookie to write', async () => {
    const worker = await waystation.as('worker-zhou-xiaoman')
    const cookie = `waystation=${worker.token}`
    equal((await waystation.stranger.patch('/me', { language: 'en' }, { cookie, origin: 'https://evil.example' })).status, 403)
    equal((await waystation.stranger.patch('/me', { language: 'en' }, { cookie, 'sec-fetch-site': 'cross-site' })).status, 403)
    equal((await waystation.stranger.patch('/me', { language: 'en' }, { cookie, origin: waystation.origin })).status, 200)
  })

  it('signing out clears the cookie, and I see where I am signed in', async () => {
    const [one, two] = [await waystation.as('worker-zhou-xiaoman'), await waystation.as('worker-zhou-xiaoman')]
    const list = (await one.get('/me/sessions')).body['items'] as { id: number; current: boolean }[]
    equal(list.filter(({ current }) => current).length, 1)
    const another = list.find(({ current }) => !current)?.id ?? 0
    equal((await one.delete(`/me/sessions/${another}`)).status, 204)
    equal((await one.delete(`/me/sessions/${another}`)).status, 404)
    const stranger = await waystation.as('worker-shi-lei')
    equal((await stranger.delete(`/me/sessions/${list.find(({ current }) => current)?.id ?? 0}`)).status, 404)
    const out = await two.delete('/session').then((answer) => (answer.status === 401 ? one.delete('/session') : answer))
    ok((out.headers.get('set-cookie') ?? '').includes('Max-Age=0'))
  })
})
