import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { startWaystation } from '../../../testing/waystation.ts'
import { apply, csv, dayBefore, listAll, makeScene, read, rowsOf, upload } from './testing/scene.ts'

const waystation = await startWaystation()
const officer = await waystation.as('district-officer')

/** Everything the registry holds of a company, for comparing before and after. */
async function standing(company: number): Promise<unknown> {
  return waystation.sql(async (tx) => (await sql`
    select e.id, e.worker_id, e.outlet_id, e.since, e.until_on, e.ended_by, e.standing, e.revision, s.name, s.phone_tail, s.stated_on, w.name as worker, w.state, w.place
    from engagement e join worker w on w.id = e.worker_id left join statement s on s.engagement_id = e.id and s.source = 'roster' where e.company_id = ${company} order by e.id`.execute(tx)).rows)
}

test('a first list makes everybody a joiner, and applying puts them on record', async () => {
  const scene = await makeScene(waystation, ['东风站', '西坝河站'])
  const people = [1, 2, 3, 4].map((n) => scene.person(n, n < 3 ? '东风站' : '西坝河站', { hired: '2026/3/1' }))
  const roster = await upload(officer, scene.company, csv(people), { asOf: dayBefore(2) })
  assert.equal(roster.state, 'ready', roster.reason_text ?? '')
  assert.deepEqual({ ...roster.counts }, { rows: 4, importable: 4, rejected: 0, joined: 4, left: 0, moved: 0, changed: 0, same: 0, review: 0, held: 0 })
  assert.equal(roster.present_after, 4)
  const applied = await apply(officer, roster.id)
  assert.equal(applied.status, 200, applied.text)
  assert.equal(applied.body['state'], 'applied')
  const company = await waystation.sql((tx) => tx.selectFrom('company').select(['last_as_of', 'last_rows']).where('id', '=', scene.company).executeTakeFirstOrThrow())
  assert.deepEqual([company.last_as_of?.toString(), company.last_rows], [dayBefore(2), 4])
})

test('the next list shows who joined, left, moved and changed, field by field', async () => {
  const scene = await makeScene(waystation, ['东风站', '西坝河站'])
  const people = Array.from({ length: 40 }, (_, n) => scene.person(n, n < 20 ? '东风站' : '西坝河站'))
  await listAll(officer, scene.company, people, dayBefore(2))
  const next = people.slice(2).map((one, i) => (i === 0 ? { ...one, outlet: '西坝河站' } : i === 1 ? { ...one, phone: '15488887777', post: '站长' } : one))
  next.push(scene.person(100, '东风站'))
  const roster = await upload(officer, scene.company, csv(next), { asOf: dayBefore(1) })
  assert.deepEqual({ ...roster.counts }, { rows: 39, importable: 39, rejected: 0, joined: 1, left: 2, moved: 1, changed: 1, same: 36, review: 0, held: 0 })
  const [moved] = await rowsOf(officer, roster.id, 'moved')
  assert.equal(moved?.from_outlet, '东风站')
  assert.equal(moved?.outlet, '西坝河站')
  const [changed] = await rowsOf(officer, roster.id, 'changed')
  assert.deepEqual(changed?.changes, [{ field: 'phone', before: '154****0003', after: '154****7777', evidence: null }, { field: 'post', before: '骑手', after: '站长', evidence: null }])
  assert.deepEqual((await rowsOf(officer, roster.id, 'left')).map((row) => row.name).sort(), people.slice(0, 2).map((one) => one.name).sort())
  assert.equal((await apply(officer, roster.id)).status, 200)
  assert.equal((await rowsOf(officer, roster.id, 'changed'))[0]?.changes[0]?.before, '154****0003', 'the preview stays readable after applying')
  const spells = await waystation.sql(async (tx) => (await sql<{ ended_by: string | null; until_on: Temporal.PlainDate | null }>`select ended_by, until_on from engagement where company_id = ${scene.company} and until_on is not null`.execute(tx)).rows)
  assert.deepEqual(spells.map((one) => one.ended_by).sort(), ['move', 'roster', 'roster'])
  assert.ok(spells.every((one) => one.until_on?.toString() === dayBefore(2)))
})

test('the same file again changes nothing', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const people = Array.from({ length: 30 }, (_, n) => scene.person(n, '东风站', { hired: '2026-05-01', agency: '禾苗人力', kind: '派遣' }))
  await listAll(officer, scene.company, people, dayBefore(2))
  const before = await standing(scene.company)
  const again = await upload(officer, scene.company, csv(people), { asOf: dayBefore(1) })
  assert.deepEqual({ ...again.counts }, { rows: 30, importable: 30, rejected: 0, joined: 0, left: 0, moved: 0, changed: 0, same: 30, review: 0, held: 0 })
  assert.equal((await rowsOf(officer, again.id, 'same')).length, 30)
  assert.equal((await apply(officer, again.id)).status, 200)
  assert.deepEqual(await standing(scene.company), before)
})

test('somebody named twice is told once as they were and once as sent back, and counted so', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const people = Array.from({ length: 10 }, (_, n) => scene.person(n, '东风站'))
  await listAll(officer, scene.company, people, dayBefore(2))
  const [same, changed] = people
  assert.ok(same && changed)
  const now = { ...changed, post: '站长' }
  const roster = await upload(officer, scene.company, csv([same, same, now, now, ...people.slice(2)]), { asOf: dayBefore(1) })
  assert.deepEqual({ ...roster.counts }, { rows: 12, importable: 10, rejected: 2, joined: 0, left: 0, moved: 0, changed: 1, same: 9, review: 0, held: 0 })
  assert.equal((await rowsOf(officer, roster.id, 'rejected')).length, 2)
  assert.equal((await rowsOf(officer, roster.id, 'same')).length, 9)
})

test('clicked twice, it is applied once', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const roster = await upload(officer, scene.company, csv(Array.from({ length: 50 }, (_, n) => scene.person(n, '东风站'))), { asOf: dayBefore(1) })
  const answers = await Promise.all(Array.from({ length: 5 }, () => apply(officer, roster.id)))
  assert.deepEqual(answers.map((one) => one.status), [200, 200, 200, 200, 200])
  const counts = await waystation.sql(async (tx) => (await sql<{ spells: number; events: number }>`
    select (select count(*)::int from engagement where company_id = ${scene.company}) as spells, (select count(*)::int from event where kind = 'roster.applied' and subject = ${roster.id}) as events`.execute(tx)).rows[0])
  assert.deepEqual({ ...counts }, { spells: 50, events: 1 })
})

test('a person who was rejected or is to be reviewed keeps their engagement and is never a leaver', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const people = Array.from({ length: 12 }, (_, n) => scene.person(n, '东风站'))
  await listAll(officer, scene.company, people, dayBefore(2))
  const [a, b, c, d, e] = people
  assert.ok(a && b && c && d && e)
  const next = [
    { ...a, phone: '1548' }, //                                     rejected: known by ID number
    { ...b, id: `${b.id.slice(0, 17)}${b.id.endsWith('1') ? '2' : '1'}` }, // rejected: known by phone
    { ...c, id: '410101', phone: '12' }, //                         rejected: known by name only
    { ...d, outlet: '没有的站' }, //                                  rejected by the registry
    { ...e, name: '欧阳彻底不同' }, //                                to review
    ...people.slice(6), //                                          and number 5 has left
  ]
  const roster = await upload(officer, scene.company, csv(next), { asOf: dayBefore(1) })
  assert.equal(roster.counts['rejected'], 4)
  assert.equal(roster.counts['review'], 1)
  assert.deepEqual((await rowsOf(officer, roster.id, 'left')).map((row) => row.name), [people[5]?.name])
  const rejected = await rowsOf(officer, roster.id, 'rejected')
  assert.deepEqual(rejected.map((row) => row.rejections.map((one) => one.code)), [['bad-phone'], ['bad-id-check-digit'], ['bad-phone', 'bad-id-check-digit'], ['unknown-outlet']])
  assert.equal(rejected[3]?.rejections[0]?.column, 'D')
  assert.equal((await apply(officer, roster.id)).status, 200)
  const open = await waystation.sql(async (tx) => (await sql<{ n: number }>`select count(*)::int as n from engagement where company_id = ${scene.company} and until_on is null`.execute(tx)).rows[0]?.n)
  assert.equal(open, 11)
})

test('good rows are not held back by bad ones', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const roster = await upload(officer, scene.company, csv([scene.person(1, '东风站'), { ...scene.person(2, '东风站'), id: '123' }, scene.person(3, '东风站')]), { asOf: dayBefore(1) })
  assert.deepEqual([roster.counts['importable'], roster.counts['rejected']], [2, 1])
  const applied = await apply(officer, roster.id)
  assert.equal((applied.body as unknown as { present_after: number }).present_after, 2)
})

test('somebody who declared it themself is confirmed by the list, and their ID number becomes known', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const one = scene.person(1, '东风站')
  const outlet = scene.outlets.get('东风站') ?? 0
  const { keyring } = waystation.services
  const worker = await waystation.sql(async (tx) => {
    const { id } = await tx.insertInto('worker').values({ name: one.name, phone: keyring.seal(one.phone), phone_hash: keyring.hash('phone', one.phone), phone_tail: one.phone.slice(-4), place: 110105001000000, state: 'present', created_at: Temporal.Now.instant() }).returning('id').executeTakeFirstOrThrow()
    const spell = await tx.insertInto('engagement').values({ worker_id: id, company_id: scene.company, outlet_id: outlet, place: 110105001000000, kind: 'crowd', since: Temporal.PlainDate.from(dayBefore(9)), standing: 'self-declared' }).returning('id').executeTakeFirstOrThrow()
    await tx.insertInto('statement').values({ engagement_id: spell.id, source: 'self', stated_on: Temporal.PlainDate.from(dayBefore(9)), name: one.name, outlet_id: outlet, kind: 'crowd' }).execute()
    return id
  })
  const roster = await upload(officer, scene.company, csv([one]), { asOf: dayBefore(1) })
  assert.equal(roster.counts['changed'], 1)
  const [row] = await rowsOf(officer, roster.id, 'changed')
  assert.deepEqual(row?.changes.map((change) => [change.field, change.before, change.after]), [['id_number', null, `****${one.id.slice(-4)}`], ['kind', '众包', '直营'], ['post', null, '骑手'], ['source', '本人自报', '花名册']])
  assert.match(row?.changes[1]?.evidence ?? '', /^本人自报 .*众包$/)
  assert.equal((await apply(officer, roster.id)).status, 200)
  const after = await waystation.sql(async (tx) => (await sql<{ standing: string; id_tail: string; n: number }>`
    select e.standing, w.id_tail, (select count(*)::int from engagement x where x.worker_id = w.id) as n from engagement e join worker w on w.id = e.worker_id where w.id = ${worker}`.execute(tx)).rows[0])
  assert.deepEqual({ ...after }, { standing: 'confirmed', id_tail: one.id.slice(-4), n: 1 })
})

test('who comes back begins a new spell, and a person of two companies stays one person', async () => {
  const [first, second] = [await makeScene(waystation, ['东风站']), await makeScene(waystation, ['团结湖站'])]
  const one = first.person(1, '东风站')
  const rest = Array.from({ length: 30 }, (_, n) => first.person(n + 10, '东风站'))
  await listAll(officer, first.company, [one, ...rest], dayBefore(4))
  await listAll(officer, first.company, rest, dayBefore(3))
  await listAll(officer, second.company, [{ ...one, outlet: '团结湖站' }], dayBefore(3))
  await listAll(officer, first.company, [one, ...rest], dayBefore(2))
  const spells = await waystation.sql(async (tx) => (await sql<{ worker_id: number; company_id: number; since: Temporal.PlainDate; until_on: Temporal.PlainDate | null }>`
    select e.worker_id, e.company_id, e.since, e.until_on from engagement e join statement s on s.engagement_id = e.id and s.source = 'roster'
    where s.name = ${one.name} and e.company_id in (${first.company}, ${second.company}) order by e.since, e.id`.execute(tx)).rows)
  assert.equal(new Set(spells.map((spell) => spell.worker_id)).size, 1)
  assert.deepEqual(spells.map((spell) => [spell.company_id, spell.since.toString(), spell.until_on?.toString() ?? null]), [[first.company, dayBefore(4), dayBefore(4)], [second.company, dayBefore(3), null], [first.company, dayBefore(2), null]])
})

test('what was applied meanwhile makes a preview stale: it is compared again and not applied blindly', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const people = Array.from({ length: 10 }, (_, n) => scene.person(n, '东风站'))
  await listAll(officer, scene.company, people.slice(0, 5), dayBefore(3))
  const [mine, theirs] = await Promise.all([upload(officer, scene.company, csv(people), { asOf: dayBefore(1) }), upload(officer, scene.company, csv(people.slice(0, 7)), { asOf: dayBefore(2) })])
  assert.equal(mine.counts['joined'], 5)
  assert.equal((await apply(officer, theirs.id)).status, 200)
  let answer = await apply(officer, mine.id)
  // Either the job has compared it again already, or applying finds it out by itself.
  if (answer.status === 409) {
    assert.match(String(answer.body['type']), /conflict$/)
    answer = await apply(officer, mine.id)
  }
  assert.equal(answer.status, 200, answer.text)
  assert.equal((await read(officer, mine.id)).counts['joined'], 3)
})

test('a list older than the one that stands is refused, as is one of a day to come', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  await listAll(officer, scene.company, [scene.person(1, '东风站')], dayBefore(2))
  const older = await officer.upload(`/companies/${scene.company}/rosters?as_of=${dayBefore(3)}`, csv([scene.person(1, '东风站')]), 'a.csv')
  assert.equal(older.status, 409)
  assert.match(String(older.body['type']), /older-than-standing$/)
  assert.equal((await officer.upload(`/companies/${scene.company}/rosters?as_of=${dayBefore(-5)}`, 'x', 'a.csv')).status, 400)
})
