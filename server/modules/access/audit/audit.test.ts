import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sealEvents } from '../../../platform/events/seal.ts'
import { retentionJob } from '../retention.ts'
import { startWaystation, type Person } from '../../../testing/waystation.ts'

let ahead = 0
const waystation = await startWaystation({ work: false, clock: () => Temporal.Now.instant().add({ seconds: ahead }) })
const auditor = await waystation.as('auditor')
const district = await waystation.as('district-officer')
const township = ((await (await waystation.as('township-officer')).get('/me')).body['grants'] as { place: number }[])[0]?.place ?? 0

type Event = { id: number; at: string; kind: string; actor: string | null; place: number | null; place_name: string; sealed: boolean }

async function all(path: string, who: Person = auditor): Promise<Event[]> {
  const found: Event[] = []
  for (let after = ''; ; ) {
    const page = await who.get(`${path}${path.includes('?') ? '&' : '?'}limit=100${after && `&after=${after}`}`)
    equal(page.status, 200, page.text)
    found.push(...(page.body['items'] as Event[]))
    after = String(page.body['next'] ?? '')
    if (!after) return found
  }
}

describe('the audit', () => {
  it('reads what happened, newest first, with whose hand and where', async () => {
    const login = { name: '新网格员', title: '', login: 'audited', grant: { role: 'grid_worker', place: township } }
    equal((await district.post('/accounts', login)).status, 201)
    const [newest, before] = (await auditor.get('/audit/events?limit=2')).body['items'] as Event[]
    deepEqual([newest?.kind, before?.kind], ['account.created', 'role.granted'])
    equal(before?.actor, '李慕云 · 区委社会工作部')
    equal(before?.place, township)
    ok(before?.place_name)
    equal(before?.sealed, false)
  })

  it('filters by kind, person and day, and pages without loss', async () => {
    const everything = await all('/audit/events')
    equal(new Set(everything.map(({ id }) => id)).size, everything.length)
    const kinds = new Set(everything.map(({ kind }) => kind))
    ok(kinds.size > 5)
    const some = await all('/audit/events?kind=disclosure.made')
    equal(some.length, everything.filter(({ kind }) => kind === 'disclosure.made').length)
    const day = some[0]?.at ? Temporal.Instant.from(some[0].at).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString() : ''
    const onThatDay = await all(`/audit/events?kind=disclosure.made&from=${day}&until=${day}`)
    ok(onThatDay.length > 0 && onThatDay.every(({ at }) => Temporal.Instant.from(at).toZonedDateTimeISO('Asia/Shanghai').toPlainDate().toString() === day))
  })

  it('of one township sees that township only', async () => {
    const added = await (await waystation.as('administrator')).post('/accounts', { name: '街道审计', title: '', login: 'township-auditor', grant: { role: 'auditor', place: township } })
    equal(added.status, 201, added.text)
    await waystation.sql((tx) => tx.updateTable('account').set({ persona: 'township-auditor' }).where('login', '=', 'township-auditor').execute())
    const own = await waystation.as('township-auditor')
    const seen = await all('/audit/events', own)
    ok(seen.length > 0)
    ok(seen.every(({ place }) => place !== null && place >= township && place < township + 1e6))
    const whole = (await all('/audit/events')).filter(({ place }) => place !== null && place >= township && place < township + 1e6)
    equal(seen.length, whole.length)
  })

  it('says of each event whether it is sealed, and gives the head to publish', async () => {
    await sealEvents(waystation.services.db.owner, 'city_110105', waystation.services.clock())
    equal((await district.post('/accounts', { name: '后来的', title: '', login: 'later-one', grant: { role: 'grid_worker', place: township } })).status, 201)
    const events = (await auditor.get('/audit/events?limit=5')).body['items'] as Event[]
    deepEqual(events.map(({ sealed }) => sealed), [false, false, true, true, true])
    const [seal] = (await auditor.get('/audit/seals')).body['items'] as { events: number; root: string; head: string }[]
    match(seal?.head ?? '', /^[0-9a-f]{64}$/)
    ok((seal?.events ?? 0) > 0)
  })

  it('reads who read whose numbers, and what for', async () => {
    const { body } = await auditor.get('/audit/disclosures?limit=200')
    const items = body['items'] as { reader: string; worker_id: number; purpose: string }[]
    ok(items.length > 5)
    ok(items.every(({ reader, worker_id: worker, purpose }) => reader !== '' && worker > 0 && purpose !== ''))
  })

  it('is for auditors', async () => {
    for (const path of ['/audit/events', '/audit/disclosures', '/audit/seals']) {
      equal((await district.get(path)).status, 403)
      equal((await (await waystation.as('worker-shi-lei')).get(path)).status, 403)
      equal((await waystation.stranger.get(path)).status, 401)
    }
  })
})

describe('what has served its purpose', () => {
  it('goes: codes and answers after a day, sessions after a month, but an account’s last one', async () => {
    const rider = await waystation.as('worker-zhou-xiaoman')
    const again = await waystation.as('worker-zhou-xiaoman')
    await waystation.stranger.post('/sign-in/codes', { phone: '13911112222' })
    await waystation.stranger.post('/sign-in/password', { login: 'nobody', password: 'nothing' })
    equal((await rider.patch('/me', { language: 'en' }, { 'idempotency-key': 'once-and-only' })).status, 200)
    equal((await rider.delete('/session')).status, 204)
    equal((await again.delete('/session')).status, 204)
    const counts = async () => {
      const { rows } = await waystation.services.db.owner.query<Record<string, number>>(`select (select count(*) from city_110105.one_time_code) as codes, (select count(*) from city_110105.idempotency_key) as answers,
        (select count(*) from city_110105.sign_in_failure) as failures, (select count(*) from city_110105.session s join city_110105.account a on a.id = s.account_id where a.persona = 'worker-zhou-xiaoman') as sessions`)
      return rows[0]
    }
    const before = await counts()
    const run = () => retentionJob.run({}, waystation.services, new AbortController().signal)
    await run()
    deepEqual(await counts(), before)
    ahead += 25 * 3600
    await run()
    deepEqual([(await counts())?.['codes'], (await counts())?.['answers'], (await counts())?.['failures'], (await counts())?.['sessions']], [0, 0, 0, 2])
    ahead += 31 * 86_400
    await run()
    equal((await counts())?.['sessions'], 1)
  })
})
