// "The hours are wrong": to whoever keeps the place, answered, and told to whoever said so, who stays unknown.

import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { addPartner, addStation, always, sanlitun, staff, zuojiazhuang } from '../testing/network-scene.ts'
import { lifeScene, noon, problemOf, type Rider } from '../testing/life-scene.ts'
import { noScope } from '../../../platform/database/scope.ts'
import { forgetOfStations } from '../retention.ts'
import type { Person } from '../../../testing/waystation.ts'

const scene = await lifeScene('直言人')
const { waystation, rider, city } = scene
const owner = await addPartner(waystation, { name: '工体便利店' })
const station = await addStation(waystation, { name: '工体驿站', hours: always, partner: owner })
const other = await addStation(waystation, { name: '左家庄驿站', hours: always, place: zuojiazhuang })
const keeper = await staff(waystation, { role: 'station_keeper', station_id: station }, '驿站 老高')
const neighbour = await staff(waystation, { role: 'station_keeper', station_id: other })
const officer = await staff(waystation, { role: 'township_officer', place: sanlitun })
const elsewhere = await staff(waystation, { role: 'township_officer', place: zuojiazhuang })

type Remark = { id: number; state: string; note: string; same: number; due_at: string; answer: string; decided_by: string; closure: string | null; revision: number }
type Mine = { id: number; state: string; answer: string; answered_by: string; note: string }
const remark = (who: Person, body: object = { kind: 'hours' }, at = station) => who.post(`/stations/${at}/remarks`, body)
const listed = async (who: Person, query = '') => (await who.get(`/remarks?limit=200${query}`)).body['items'] as Remark[]
const mine = async (who: Person) => (await who.get('/me/remarks')).body['items'] as Mine[]
const notices = async (who: Person, kind: string) => ((await who.get('/me/notices')).body['items'] as { kind: string; subject: number; text: string; href?: string }[]).filter((one) => one.kind === kind)
const made = async (who: Person, body?: object, at?: number) => {
  const answer = await remark(who, body, at)
  equal(answer.status, 201, answer.text)
  return Number(answer.body['id'])
}

/** Until so many statements wait for somebody else's row. */
async function waiting(number: number): Promise<void> {
  for (let i = 0; i < 200; i += 1) {
    const { rows } = await waystation.sql((tx) => sql<{ n: number }>`select count(distinct l.pid)::int as n from pg_locks l join pg_locks d on d.pid = l.pid and d.database = (select oid from pg_database where datname = current_database()) where not l.granted`.execute(tx))
    if ((rows[0]?.n ?? 0) >= number) return
    await sleep(25)
  }
  throw new Error('They do not wait')
}

describe('from the tap to the answer', () => {
  it('the keeper gets it, answers; the worker reads the answer and is told', async () => {
    const one = await rider()
    const id = await made(one, { kind: 'hours', note: '牌子上写的是晚上十点关门' })
    const word = await notices(keeper, 'remark.made')
    deepEqual([word.length, word[0]?.subject], [1, id])
    match(word[0]?.text ?? '', /工体驿站.*开放时间不对/)
    const [seen] = await listed(keeper)
    deepEqual([seen?.id, seen?.state, seen?.note, seen?.due_at], [id, 'open', '牌子上写的是晚上十点关门', '2026-11-29T10:00:00Z'])
    const items = ((await keeper.get('/queue?kind=station-remark')).body['items'] as { key: string }[]).map(({ key }) => key)
    deepEqual(items, [`station-remark:${id}`])

    const answered = await keeper.post(`/remarks/${id}/answer`, { text: ' 谢谢，明天改牌子 ' })
    deepEqual([answered.status, answered.body['state'], answered.body['answer'], answered.body['decided_by']], [201, 'answered', '谢谢，明天改牌子', '驿站 老高'])
    const [read] = await mine(one)
    deepEqual([read?.id, read?.state, read?.answer, read?.answered_by], [id, 'answered', '谢谢，明天改牌子', '工体驿站'], 'a keeper need not give their name')
    const told = await notices(one, 'remark.answered')
    deepEqual([told.length, told[0]?.subject], [1, id])
    match(told[0]?.text ?? '', /工体驿站/)
    match(((await one.get('/me/notices', { 'accept-language': 'en' })).body['items'] as { text: string }[])[0]?.text ?? '', /answered/i)
    deepEqual((await keeper.get('/queue?kind=station-remark')).body['items'], [])
  })

  it('once: two keepers who answer at once, one answer; what is decided stays so', async () => {
    const one = await rider()
    const id = await made(one)
    // All three have read it as open before any of them writes.
    const answers = await waystation.sql(async (tx) => {
      await tx.selectFrom('remark').select('id').where('id', '=', id).forUpdate().execute()
      const asked = Promise.all([keeper.post(`/remarks/${id}/answer`, { text: '改好了' }), officer.post(`/remarks/${id}/answer`, { text: '已转告' }), keeper.post(`/remarks/${id}/closure`, { reason: 'cannot-tell' })])
      await waiting(3)
      return { asked }
    }).then(({ asked }) => asked)
    deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409])
    const winner = answers.find(({ status }) => status === 201)
    equal((await keeper.get(`/remarks/${id}`)).body['answer'], winner?.body['answer'])
    equal((await notices(one, 'remark.answered')).length, winner?.body['state'] === 'answered' ? 1 : 0)
    equal(problemOf(await keeper.post(`/remarks/${id}/closure`, { reason: 'doubled' })), '409 wrong-state')
  })

  it('one answer for all who said the same, each told; who said something else is not', async () => {
    const [a, b, c] = [await rider(), await rider(), await rider()]
    const first = await made(a, { kind: 'broken', amenity: 'microwave' })
    await made(b, { kind: 'broken', amenity: 'microwave', note: '转盘不转' })
    const different = await made(c, { kind: 'broken', amenity: 'fridge' })
    equal((await keeper.get(`/remarks/${first}`)).body['same'], 1)
    await keeper.post(`/remarks/${first}/answer`, { text: '换了新的', same: true })
    deepEqual([(await mine(a))[0]?.answer, (await mine(b))[0]?.answer, (await mine(c))[0]?.answer], ['换了新的', '换了新的', ''])
    deepEqual([(await notices(a, 'remark.answered')).length, (await notices(b, 'remark.answered')).length, (await notices(c, 'remark.answered')).length], [1, 1, 0])
    equal((await keeper.get(`/remarks/${different}`)).body['state'], 'open')
    await keeper.post(`/remarks/${different}/closure`, { reason: 'cannot-tell' })
  })

  it('closing needs a reason of the list and tells the worker the state, without a notice', async () => {
    const one = await rider()
    const id = await made(one)
    equal(problemOf(await keeper.post(`/remarks/${id}/closure`, { reason: 'annoying' })), '400 invalid-request')
    equal((await keeper.post(`/remarks/${id}/closure`, { reason: 'doubled' })).body['closure'], 'doubled')
    deepEqual([(await mine(one))[0]?.state, (await notices(one, 'remark.answered')).length], ['closed', 0])
    equal(problemOf(await keeper.post(`/remarks/${await made(one)}/answer`, { text: '   ' })), '400 invalid-request')
  })

  it('is answered by who has read it as it is', async () => {
    const id = await made(await rider())
    const { headers } = await keeper.get(`/remarks/${id}`)
    equal((await keeper.post(`/remarks/${id}/answer`, { text: '好' }, { 'if-match': '"99"' })).status, 412)
    equal((await keeper.post(`/remarks/${id}/answer`, { text: '好' }, { 'if-match': headers.get('etag') ?? '' })).status, 201)
  })
})

describe('who reads it', () => {
  it('the keeper, the owner and the office of the place; nobody of another station or place', async () => {
    const id = await made(await rider())
    const shop = await staff(waystation, { role: 'partner_staff', partner_id: owner })
    for (const who of [keeper, officer, shop]) deepEqual([(await who.get(`/remarks/${id}`)).status, (await listed(who)).some((one) => one.id === id)], [200, true])
    for (const who of [neighbour, elsewhere]) {
      deepEqual([(await who.get(`/remarks/${id}`)).status, (await who.post(`/remarks/${id}/answer`, { text: '好' })).status, (await who.post(`/remarks/${id}/closure`, { reason: 'doubled' })).status], [404, 404, 404])
      ok(!(await listed(who, `&station=${station}`)).some((one) => one.id === id))
    }
    for (const role of ['administrator', 'auditor', 'grid_worker'] as const) equal((await (await staff(waystation, { role, place: sanlitun })).get('/remarks')).status, 403, role)
  })

  it('a worker their own alone', async () => {
    const [one, two] = [await rider(), await rider()]
    const id = await made(one, { kind: 'other', note: '想要一个暖手宝' })
    deepEqual([await mine(two), (await two.get(`/remarks/${id}`)).status, (await two.get('/remarks')).status], [[], 403, 403])
    const seen = async (worker: number) => waystation.services.db.read(city.schema, { ...noScope, worker }, async (tx) => [(await tx.selectFrom('remark').select('id').execute()).map((row) => row.id), (await tx.selectFrom('remark_author').select('remark_id').execute()).map((row) => row.remark_id)])
    deepEqual([await seen(one.worker), await seen(two.worker)], [[[id], [id]], [[], []]])
  })

  it('nobody learns who said it: not in the answer, the queue, the trail of events, nor the notice', async () => {
    const one = await rider()
    const name = (await waystation.sql((tx) => tx.selectFrom('worker').select('name').where('id', '=', one.worker).executeTakeFirstOrThrow())).name ?? ''
    const id = await made(one, { kind: 'missing', amenity: 'wifi' })
    const auditor = await staff(waystation, { role: 'auditor', place: 110105000000000 })
    for (const [who, path] of [[keeper, `/remarks/${id}`], [officer, '/remarks'], [officer, '/queue?kind=station-remark'], [keeper, `/stations/${station}/counter`], [keeper, '/me/notices'], [auditor, '/audit/events?kind=remark.made']] as const) {
      const { status, text } = await who.get(path)
      equal(status, 200, path)
      ok(!text.includes(name), path)
    }
    const event = await waystation.sql((tx) => tx.selectFrom('event').select(['actor', 'worker_id', 'data']).where('kind', '=', 'remark.made').where('subject', '=', id).executeTakeFirstOrThrow())
    deepEqual([event.actor, event.worker_id, event.data], [null, null, { station, kind: 'missing' }])
    const keeperSees = await waystation.services.db.read(city.schema, { ...noScope, stations: [station], places: [[sanlitun, sanlitun + 1e6]] }, async (tx) => [(await tx.selectFrom('remark').select('id').where('id', '=', id).execute()).length, (await tx.selectFrom('remark_author').selectAll().execute()).length])
    deepEqual(keeperSees, [1, 0])
    await keeper.post(`/remarks/${id}/answer`, { text: '密码贴在墙上' })
    const [after] = await waystation.sql((tx) => tx.selectFrom('event').select(['worker_id', 'data']).where('kind', '=', 'remark.answered').where('subject', '=', id).execute())
    deepEqual([after?.worker_id, after?.data], [null, { station }])
  })

  it('weeks after it was dealt with, nobody knows who it was; the remark stays', async () => {
    const [one, two] = [await rider(), await rider()]
    const [id, open] = [await made(one, { kind: 'broken', amenity: 'shower' }), await made(two, { kind: 'broken', amenity: 'toilet' })]
    await keeper.post(`/remarks/${id}/answer`, { text: '修好了' })
    await forgetOfStations(waystation.services, city)
    const told = () => waystation.sql((tx) => tx.selectFrom('notice').select('id').where('worker_id', '=', one.worker).where('subject', '=', id).execute())
    deepEqual([(await mine(one)).length, (await told()).length], [1, 1])
    scene.setClock('2026-12-28T12:00:01+08:00')
    await forgetOfStations(waystation.services, city)
    const authors = await waystation.sql((tx) => tx.selectFrom('remark_author').select('remark_id').where('remark_id', 'in', [id, open]).execute())
    deepEqual(authors.map((row) => row.remark_id), [open], 'what is open still waits for its answer')
    deepEqual(await told(), [], 'a notice that stays would say it as well')
    scene.setClock(noon)
    deepEqual([await mine(one), (await keeper.get(`/remarks/${id}`)).body['answer']], [[], '修好了'])
  })
})

describe('what may be said', () => {
  it('pressed twice at once, it is said once', async () => {
    const one = await rider()
    const answers = await Promise.all(Array.from({ length: 6 }, () => remark(one, { kind: 'missing', amenity: 'heating' })))
    deepEqual(answers.map(({ status }) => status), answers.map(() => 201))
    equal(new Set(answers.map(({ body }) => body['id'])).size, 1)
    equal((await mine(one)).length, 1)
  })

  it('is about places, not people, and says what', async () => {
    const one = await rider()
    const refused = await remark(one, { kind: 'other', note: '找老王 13800138000' })
    equal(problemOf(refused), '422 refused-by-design')
    equal(problemOf(await remark(one, { kind: 'other' })), '400 invalid-request')
    equal(problemOf(await remark(one, { kind: 'missing' })), '400 invalid-request')
    deepEqual(await mine(one), [])
    const planned = await addStation(waystation, { status: 'planned' })
    equal((await remark(one, { kind: 'hours' }, planned)).status, 404)
    equal((await remark(keeper)).status, 403)
    equal((await remark(waystation.stranger)).status, 401)
  })

  it('not without end: ten in a day, then the clock says when again', async () => {
    const one: Rider = await rider()
    for (let i = 0; i < 10; i += 1) await made(one, { kind: 'other', note: `第${i}件事` })
    equal(problemOf(await remark(one, { kind: 'other', note: '第十一件事' })), '429 too-many')
    scene.setClock('2026-11-28T12:00:01+08:00')
    await waystation.sql((tx) => tx.updateTable('session').set({ expires_at: scene.now().add({ hours: 24 }) }).where('account_id', '=', one.account).execute())
    equal((await remark(one, { kind: 'other', note: '第十一件事' })).status, 201)
    scene.setClock(noon)
  })
})

describe('the list', () => {
  it('has open ones as they fall due, then the others newest first, a page at a time', async () => {
    const place = await addStation(waystation, { name: '列表驿站' })
    const own = await staff(waystation, { role: 'station_keeper', station_id: place })
    const ids: number[] = []
    for (let i = 0; i < 5; i += 1) ids.push(await made(await rider(), { kind: i % 2 ? 'hours' : 'other', note: `第${i}件` }, place))
    await own.post(`/remarks/${ids[0]}/closure`, { reason: 'cannot-tell' })
    await own.post(`/remarks/${ids[3]}/answer`, { text: '好' })
    const expected = [ids[1], ids[2], ids[4], ids[3], ids[0]]
    const paged: number[] = []
    for (let after = ''; paged.length < 10; ) {
      const { body } = await own.get(`/remarks?limit=2${after}`)
      paged.push(...(body['items'] as Remark[]).map((one) => one.id))
      if (!body['next']) break
      after = `&after=${String(body['next'])}`
    }
    deepEqual(paged, expected)
    deepEqual((await listed(own, '&state=open&kind=other')).map((one) => one.id), [ids[2], ids[4]])
    deepEqual((await listed(officer, `&station=${place}&state=closed`)).map((one) => one.id), [ids[0]])
  })
})
