import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { startWaystation } from '../../../testing/waystation.ts'
import { findDuplicates } from './find-duplicates.ts'

const waystation = await startWaystation({ work: false })
const district = await waystation.as('district-officer')
const sanlitun = await waystation.as('township-officer')
const grid = await waystation.as('grid-worker')
const city = await waystation.services.cities.find(110105)
assert.ok(city)

type Pair = { id: number; state: string; reasons: string[]; people: { id: number; name: string; engagements: { id: number }[] }[]; merge_id: number | null }

/** All that a merge may touch, row by row. */
async function everything(): Promise<Record<string, unknown>> {
  return waystation.sql(async (tx) => {
    const { rows } = await sql<Record<string, unknown>>`select
      (select jsonb_agg(to_jsonb(t) order by t.id) from worker t) as worker, (select jsonb_agg(to_jsonb(t) order by t.id) from engagement t) as engagement,
      (select jsonb_agg(to_jsonb(t) order by t.engagement_id, t.source) from statement t) as statement, (select jsonb_agg(to_jsonb(t) order by t.engagement_id, t.field) from settlement t) as settlement,
      (select jsonb_agg(to_jsonb(t) order by t.id) from duplicate_pair t) as duplicate_pair`.execute(tx)
    return rows[0] ?? {}
  })
}

async function suggest(a: number, b: number): Promise<number> {
  return waystation.sql(async (tx) => {
    const { rows } = await sql<{ id: number }>`
      insert into duplicate_pair (worker_a, worker_b, reasons, place, found_at) values (least(${a}::int8, ${b}::int8), greatest(${a}::int8, ${b}::int8), '{same-phone}', 110105004033001, now())
      on conflict (worker_a, worker_b) do update set state = 'open', decided_by = null, decided_at = null returning id`.execute(tx)
    return rows[0]?.id ?? 0
  })
}

async function ids(): Promise<number[]> {
  return waystation.sql(async (tx) => (await tx.selectFrom('worker').select('id').where('state', 'in', ['present', 'away']).orderBy('id').execute()).map((row) => row.id))
}

test('merged and taken back, every row of any two people is what it was', async () => {
  const people = await ids()
  const two = fc.uniqueArray(fc.nat({ max: people.length - 1 }), { minLength: 2, maxLength: 2 })
  await fc.assert(fc.asyncProperty(two, fc.boolean(), async ([x = 0, y = 1], first) => {
    const [a, b] = [people[x] ?? 0, people[y] ?? 0]
    const pair = await suggest(a, b)
    const before = await everything()
    const merged = await district.post(`/duplicates/${pair}/merge`, { keep: first ? a : b })
    assert.equal(merged.status, 201, merged.text)
    assert.equal(merged.body['state'], 'merged')
    const back = await district.delete(`/duplicates/${pair}/merge`)
    assert.equal(back.status, 200, back.text)
    assert.deepEqual(await everything(), before)
  }), { numRuns: 10 })
})

test('two spells of one person at one outlet become one, from the earlier day, and two again', async () => {
  const [outlet] = (await sanlitun.get('/outlets?limit=1')).body['items'] as unknown as { id: number }[]
  const first = await grid.post('/workers', { name: '蒙阿妹', phone: '15400002222', outlet_id: (await gridOutlet()), kind: 'crowd' })
  assert.equal(first.status, 201, first.text)
  const second = await grid.post('/workers', { name: '蒙阿妹', phone: '15400002223', id_number: '11010519491231002X', outlet_id: (await gridOutlet()), kind: 'franchise', since: '2026-11-02' })
  assert.equal(second.status, 201, second.text)
  const [a, b] = [Number(first.body['id']), Number(second.body['id'])]
  const pair = await suggest(a, b)
  const before = await everything()
  const merged = await sanlitun.post(`/duplicates/${pair}/merge`, { keep: a })
  assert.equal(merged.status, 201, merged.text)
  const kept = await sanlitun.get(`/workers/${a}`)
  const engagements = kept.body['engagements'] as unknown as { since: string; until: string | null }[]
  assert.deepEqual(engagements.map((one) => [one.since, one.until]), [['2026-11-02', null]])
  assert.equal(kept.body['id_masked'], '1101**********002X')
  const gone = await sanlitun.get(`/workers/${b}`)
  assert.deepEqual([gone.status, gone.body['state'], gone.body['merged_into']], [200, 'merged', a])
  assert.ok(!((await sanlitun.get('/workers?search=15400002223')).body['items'] as unknown as { id: number }[]).some((one) => one.id === b))
  assert.equal((await sanlitun.post(`/duplicates/${pair}/merge`, { keep: a })).status, 409)
  const back = await sanlitun.delete(`/duplicates/${pair}/merge`)
  assert.equal(back.status, 200, back.text)
  assert.deepEqual(await everything(), before)
  assert.ok(outlet)
})

test('taken back after an engagement of one of them ended: it stays ended, and is theirs again', async () => {
  const people = await ids()
  const [a, b] = await twoWithJobsApart(people)
  const pair = await suggest(a, b)
  await district.post(`/duplicates/${pair}/merge`, { keep: a })
  const engagement = await waystation.sql((tx) => tx.selectFrom('worker_merge').select('id').where('kept', '=', a).execute())
  assert.ok(engagement.length > 0)
  const moved = ((await district.get(`/workers/${a}`)).body['engagements'] as unknown as { id: number; until: string | null }[]).filter((one) => one.until === null)
  const theirs = await waystation.sql((tx) => tx.selectFrom('statement').select('engagement_id').where('engagement_id', 'in', moved.map((one) => one.id)).execute())
  assert.ok(theirs.length > 0)
  const ended = await district.post(`/engagements/${moved[0]?.id}/end`, {})
  assert.equal(ended.status, 200, ended.text)
  const back = await district.delete(`/duplicates/${pair}/merge`)
  assert.equal(back.status, 200, back.text)
  const one = await district.get(`/engagements/${moved[0]?.id}`)
  assert.equal(one.body['ended_by'], 'check')
  for (const id of [a, b]) {
    const { body } = await district.get(`/workers/${id}`)
    const open = (body['engagements'] as unknown as { until: string | null }[]).filter((each) => each.until === null)
    assert.equal(body['state'], open.length > 0 ? 'present' : 'away')
  }
})

test('refused once somebody got a new engagement as one person: nobody can tell whose it is', async () => {
  const [a, b] = await twoWithJobsApart(await ids())
  const pair = await suggest(a, b)
  await district.post(`/duplicates/${pair}/merge`, { keep: b })
  const taken = new Set(((await district.get(`/workers/${b}`)).body['engagements'] as unknown as { outlet: { id: number } }[]).map((one) => one.outlet.id))
  const outlet = ((await district.get('/outlets?limit=200')).body['items'] as unknown as { id: number }[]).find((one) => !taken.has(one.id))
  const added = await district.post('/engagements', { worker_id: b, outlet_id: outlet?.id, kind: 'crowd' })
  assert.equal(added.status, 201, added.text)
  const refused = await district.delete(`/duplicates/${pair}/merge`)
  assert.equal(refused.status, 409)
  assert.match(String(refused.body['type']), /built-upon$/)
})

test('the earlier of two merges waits for the later to be taken back', async () => {
  const people = await ids()
  const [a, b] = await twoWithJobsApart(people)
  const c = people.find((id) => id !== a && id !== b) ?? 0
  const before = await everything()
  const first = await suggest(a, b)
  const second = await suggest(a, c)
  const withPairs = await everything()
  await district.post(`/duplicates/${first}/merge`, { keep: a })
  assert.equal((await district.post(`/duplicates/${second}/merge`, { keep: c })).status, 201)
  const chain = await waystation.sql((tx) => tx.selectFrom('worker').select('merged_into').where('id', 'in', [a, b]).execute())
  assert.deepEqual(chain.map((row) => row.merged_into), [c, c])
  assert.equal((await district.delete(`/duplicates/${first}/merge`)).status, 409)
  assert.equal((await district.delete(`/duplicates/${second}/merge`)).status, 200)
  assert.equal((await district.delete(`/duplicates/${first}/merge`)).status, 200)
  assert.deepEqual({ ...(await everything()), duplicate_pair: 0 }, { ...before, duplicate_pair: 0 })
  assert.deepEqual(await everything(), withPairs)
})

test('a dismissed pair stays dismissed, also when one of the two is merged into a third, and the search at night does not bring it back', async () => {
  const [a, b, c] = await waystation.sql(async (tx) => (await sql<{ id: number }>`
    insert into worker (name, pinyin, initials, phone_hash, phone_tail, phone, place, state, created_at)
    select '谢春梅', 'xie chun mei', 'xcm', ${waystation.services.keyring.hash('phone', '15400003333')}::uuid, '3333', ${waystation.services.keyring.seal('15400003333')}, 110105004033001, 'away', now() from generate_series(1, 3) returning id`.execute(tx)).rows.map((row) => row.id))
  assert.ok(a && b && c)
  assert.equal(await findDuplicates(waystation.services, city), 3)
  const open = async () => ((await district.get('/duplicates?limit=200')).body['items'] as unknown as Pair[]).filter((one) => one.people[0]?.name === '谢春梅')
  const pairOf = async (x: number, y: number) => (await open()).find((one) => one.people.every((person) => person.id === x || person.id === y))
  const [ac, ab] = [await pairOf(a, c), await pairOf(a, b)]
  assert.deepEqual(ac?.reasons, ['same-phone'])
  assert.equal((await district.post(`/duplicates/${ac?.id}/dismissal`)).status, 201)
  assert.equal((await district.post(`/duplicates/${ac?.id}/dismissal`)).status, 409)
  assert.equal((await district.post(`/duplicates/${ab?.id}/merge`, { keep: b })).status, 201)
  await findDuplicates(waystation.services, city)
  assert.deepEqual(await open(), [])
})

test('the search at night is quiet the second time, and withdraws what no longer looks alike', async () => {
  await findDuplicates(waystation.services, city)
  assert.equal(await findDuplicates(waystation.services, city), 0)
})

test('only offices decide: a grid worker and a person’s employer see no pairs', async () => {
  for (const persona of ['grid-worker', 'company-hr', 'auditor']) assert.equal((await (await waystation.as(persona)).get('/duplicates')).status, 403, persona)
})

test('周小满 stays signed in and stands for one person after a merge', async () => {
  const zhou = await waystation.as('worker-zhou-xiaoman')
  const me = Number((await zhou.get('/me')).body['worker_id'])
  const other = (await ids()).find((id) => id !== me) ?? 0
  const pair = await suggest(me, other)
  const before = ((await zhou.get('/me/engagements')).body['items'] as unknown as unknown[]).length
  assert.equal((await district.post(`/duplicates/${pair}/merge`, { keep: other })).status, 201)
  await new Promise((resolve) => setTimeout(resolve, 300))
  const mine = await zhou.get('/me/engagements')
  assert.equal(mine.status, 200, mine.text)
  assert.ok((mine.body['items'] as unknown as unknown[]).length >= before)
  assert.equal((await zhou.get('/me')).body['worker_id'], other)
  assert.equal((await district.delete(`/duplicates/${pair}/merge`)).status, 200)
  await new Promise((resolve) => setTimeout(resolve, 300))
  assert.equal((await zhou.get('/me')).body['worker_id'], me)
})

async function gridOutlet(): Promise<number> {
  const [outlet] = (await grid.get('/outlets?limit=1')).body['items'] as unknown as { id: number }[]
  return outlet?.id ?? 0
}

/** Two people with one current job each, at different outlets. */
async function twoWithJobsApart(people: readonly number[]): Promise<[number, number]> {
  const rows = await waystation.sql((tx) => tx.selectFrom('engagement').select(['worker_id', 'outlet_id']).where('until_on', 'is', null).where('standing', '=', 'confirmed').where('worker_id', 'in', [...people]).execute())
  const single = rows.filter((row) => rows.filter((one) => one.worker_id === row.worker_id).length === 1)
  const a = single[Math.floor(single.length / 3)]
  const b = single.find((row) => row.outlet_id !== a?.outlet_id && row.worker_id !== a?.worker_id)
  assert.ok(a && b)
  return [a.worker_id, b.worker_id]
}
