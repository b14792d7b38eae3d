import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startWaystation } from '../../../testing/waystation.ts'
import { apply, csv, dayBefore, listAll, makeScene, read, rowsOf, upload } from './testing/scene.ts'

const waystation = await startWaystation()
const officer = await waystation.as('district-officer')

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
  const again = await upload(officer, scene.company, csv(people), { asOf: dayBefore(1) })
  assert.equal(again.counts['same'], 4)
  assert.equal((await rowsOf(officer, again.id, 'same')).length, 4)
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
  assert.equal((await apply(officer, roster.id)).status, 200)
  const after = await read(officer, roster.id)
  assert.equal(after.state, 'applied')
  const same = await upload(officer, scene.company, csv(next), { asOf: dayBefore(1) })
  assert.equal(same.counts['same'], 39)
})
