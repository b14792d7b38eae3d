import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startWaystation } from '../../../testing/waystation.ts'
import { apply, csv, dayBefore, listAll, makeScene, read, rowsOf, upload } from './testing/scene.ts'

const waystation = await startWaystation()
const officer = await waystation.as('district-officer')

test('over 10 % and over 20 people of a company would leave: nothing is applied until a person confirms', async () => {
  const scene = await makeScene(waystation, ['东风站', '西坝河站'])
  const people = Array.from({ length: 100 }, (_, n) => scene.person(n, n % 2 ? '东风站' : '西坝河站'))
  await listAll(officer, scene.company, people, dayBefore(2))
  const roster = await upload(officer, scene.company, csv(people.slice(21)), { asOf: dayBefore(1) })
  assert.equal(roster.guard.tripped, true)
  assert.equal(roster.guard.scope, 'company')
  assert.match(roster.guard.reason ?? '', /100 人中有 21 人/)
  const refused = await apply(officer, roster.id)
  assert.equal(refused.status, 409)
  assert.match(String(refused.body['type']), /mass-removal-held$/)
  assert.equal((await read(officer, roster.id)).state, 'ready')
  const applied = await apply(officer, roster.id, { confirm_mass_removal: true })
  assert.equal(applied.status, 200, applied.text)
  assert.equal((await upload(officer, scene.company, csv(people.slice(21)), { asOf: dayBefore(1) })).present, 79)
})

test('20 leavers of 100 are no mass removal', async () => {
  const scene = await makeScene(waystation, ['东风站', '西坝河站', '团结湖站', '呼家楼站', '双井站'])
  const names = [...scene.outlets.keys()]
  const people = Array.from({ length: 100 }, (_, n) => scene.person(n, names[n % 5] ?? ''))
  await listAll(officer, scene.company, people, dayBefore(2))
  const roster = await upload(officer, scene.company, csv(people.slice(20)), { asOf: dayBefore(1) })
  assert.equal(roster.counts['left'], 20)
  assert.deepEqual(roster.guard, { tripped: false })
})

test('a file far smaller than the last is stopped', async () => {
  const scene = await makeScene(waystation, ['东风站', '西坝河站', '团结湖站', '呼家楼站'])
  const names = [...scene.outlets.keys()]
  const people = Array.from({ length: 30 }, (_, n) => scene.person(n, names[n % 4] ?? ''))
  await listAll(officer, scene.company, people, dayBefore(2))
  const roster = await upload(officer, scene.company, csv(people.slice(0, 14)), { asOf: dayBefore(1) })
  assert.equal(roster.guard.scope, 'company')
  assert.match(roster.guard.reason ?? '', /只有 14 行，上一份有 30 行/)
  assert.equal((await apply(officer, roster.id)).status, 409)
})

test('over 30 % and over 5 people of one outlet: its leavers are held, the rest is applied', async () => {
  const scene = await makeScene(waystation, ['望京东站', '西坝河站'])
  const people = Array.from({ length: 60 }, (_, n) => scene.person(n, n < 15 ? '望京东站' : '西坝河站'))
  await listAll(officer, scene.company, people, dayBefore(2))
  const next = [...people.slice(6, 59), scene.person(100, '西坝河站')]
  const roster = await upload(officer, scene.company, csv(next), { asOf: dayBefore(1) })
  assert.equal(roster.guard.scope, 'outlets')
  assert.deepEqual(roster.guard.outlets, [{ id: scene.outlets.get('望京东站'), name: '望京东站', present: 15, leaving: 6 }])
  assert.deepEqual([roster.counts['left'], roster.counts['held'], roster.present, roster.present_after], [7, 6, 60, 60])
  assert.deepEqual((await rowsOf(officer, roster.id, 'left')).map((row) => row.held).sort(), [false, true, true, true, true, true, true])
  assert.equal((await apply(officer, roster.id)).status, 200)
  const again = await upload(officer, scene.company, csv(next), { asOf: dayBefore(1) })
  assert.deepEqual([again.present, again.counts['left'], again.counts['held']], [60, 6, 6])
  assert.equal((await apply(officer, again.id, { confirm_mass_removal: true })).status, 200)
  assert.equal((await read(officer, again.id)).counts['held'], 0)
  assert.equal((await upload(officer, scene.company, csv(next), { asOf: dayBefore(1) })).present, 54)
})
