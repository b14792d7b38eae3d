import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { startWaystation } from '../../../testing/waystation.ts'
import { purgeRosters } from './retention/purge-rosters.ts'
import { apply, csv, dayBefore, listAll, makeScene, read, rowsOf, upload } from './testing/scene.ts'

const waystation = await startWaystation()
const officer = await waystation.as('district-officer')

test('an employer sees its own rows, and nothing that the worker or a grid worker said', async () => {
  const scene = await makeScene(waystation, ['东风站'], { hr: 'company-hr' })
  const people = [1, 2, 3].map((n) => scene.person(n, '东风站'))
  await listAll(officer, scene.company, people, dayBefore(2))
  const spell = await waystation.sql((tx) => tx.selectFrom('engagement').select(['id', 'outlet_id']).where('company_id', '=', scene.company).orderBy('id').executeTakeFirstOrThrow())
  const { keyring } = waystation.services
  await waystation.sql((tx) => tx.insertInto('statement').values({ engagement_id: spell.id, source: 'self', stated_on: Temporal.PlainDate.from(dayBefore(1)), phone: keyring.seal('15499990000'), phone_hash: keyring.hash('phone', '15499990000'), phone_tail: '0000', post: '调度员' }).execute())
  const name = (await rowsOf(officer, (await upload(officer, scene.company, csv(people), { asOf: dayBefore(1) })).id, 'same'))[0]?.name
  const hr = await waystation.as('company-hr')
  const roster = await upload(hr, scene.company, csv(people.map((one) => (one.name === name ? { ...one, phone: '15477776666', post: '站长' } : one))), { asOf: dayBefore(1) })
  const [seen] = await rowsOf(hr, roster.id, 'changed')
  assert.equal(seen?.worker_id, null)
  assert.deepEqual(seen?.changes.map((one) => one.evidence), [null, null])
  const [official] = await rowsOf(officer, roster.id, 'changed')
  assert.match(official?.changes[0]?.evidence ?? '', /本人自报 .*154\*\*\*\*0000/)
  assert.match(official?.changes[1]?.evidence ?? '', /调度员/)
  const text = JSON.stringify([seen, official])
  for (const clear of ['15477776666', '15499990000', ...people.map((one) => one.phone), ...people.map((one) => one.id)]) assert.ok(!text.includes(clear), 'no clear number in any list')
})

test('a change in the digits that the mask hides is said, not shown', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const one = scene.person(1, '东风站')
  await listAll(officer, scene.company, [one], dayBefore(2))
  const other = `${one.phone.slice(0, 3)}9999${one.phone.slice(7)}`
  const roster = await upload(officer, scene.company, csv([{ ...one, phone: other }]), { asOf: dayBefore(1) })
  const [row] = await rowsOf(officer, roster.id, 'changed')
  assert.deepEqual(row?.changes, [{ field: 'phone', before: '154****0001', after: '154****0001', evidence: '中间四位有改动' }])
})

test('rows go some time after a roster can no longer be taken back; its counts stay', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const first = await listAll(officer, scene.company, [scene.person(1, '东风站'), { ...scene.person(2, '东风站'), id: '1' }], dayBefore(3))
  const second = await listAll(officer, scene.company, [scene.person(1, '东风站'), scene.person(3, '东风站')], dayBefore(2))
  const undecided = await upload(officer, scene.company, csv([scene.person(4, '东风站')]), { asOf: dayBefore(1) })
  const rowsLeft = (id: number) => waystation.sql(async (tx) => (await sql<{ n: number }>`
    select ((select count(*) from roster_row where roster_id = ${id}) + (select count(*) from roster_change where roster_id = ${id}) + (select count(*) from roster_difference where roster_id = ${id}))::int as n`.execute(tx)).rows[0]?.n ?? 0)
  const purgeIn = (days: number) => purgeRosters({}, { ...waystation.services, clock: () => Temporal.Now.instant().add({ hours: 24 * days }) })
  await purgeIn(20)
  assert.ok((await rowsLeft(first.id)) > 0, 'within the time it is kept')
  assert.equal((await read(officer, undecided.id)).state, 'ready')
  await purgeIn(100)
  assert.equal(await rowsLeft(first.id), 0)
  assert.ok((await rowsLeft(second.id)) > 0, 'the one that stands can still be taken back')
  assert.deepEqual([(await read(officer, undecided.id)).state, (await read(officer, undecided.id)).reason], ['refused', 'not-decided'])
  const shown = await read(officer, first.id)
  assert.deepEqual([shown.counts['rows'], shown.counts['joined'], shown.counts['rejected']], [2, 1, 1])
  assert.equal((await rowsOf(officer, first.id)).length, 0)
})

test('two companies that name the same newcomers at once make each of them one person', async () => {
  const scenes = await Promise.all(Array.from({ length: 6 }, () => makeScene(waystation, ['东风站'])))
  const [first] = scenes
  const people = Array.from({ length: 60 }, (_, n) => first?.person(n, '东风站')).filter((one) => one !== undefined)
  const rosters = []
  for (const [index, scene] of scenes.entries()) rosters.push(await upload(officer, scene.company, csv(index % 2 ? people.toReversed() : people), { asOf: dayBefore(1) }))
  const answers = await Promise.all(rosters.map((roster) => apply(officer, roster.id)))
  // Whoever came second finds people whom the preview took for new: it is shown a fresh one, and applies that.
  for (const [index, answer] of answers.entries()) {
    if (answer.status === 200) continue
    assert.equal(answer.status, 409, answer.text)
    assert.equal((await apply(officer, rosters[index]?.id ?? 0)).status, 200)
  }
  const counts = await waystation.sql(async (tx) => (await sql<{ people: number; spells: number }>`
    select count(distinct worker_id)::int as people, count(*)::int as spells from engagement where company_id = any(${scenes.map((scene) => scene.company)}::int8[])`.execute(tx)).rows[0])
  assert.deepEqual({ ...counts }, { people: 60, spells: 360 })
})
