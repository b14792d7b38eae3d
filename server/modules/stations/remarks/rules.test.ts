import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pointsAtAPerson, remarkDue, remarkProblem } from './rules.ts'

test('hours are wrong in one tap; a missing thing has a name; anything else has words', () => {
  assert.equal(remarkProblem({ kind: 'hours', amenity: null, note: '' }), undefined)
  assert.equal(remarkProblem({ kind: 'missing', amenity: null, note: '' }), 'needs-amenity')
  assert.equal(remarkProblem({ kind: 'broken', amenity: 'microwave', note: '' }), undefined)
  assert.equal(remarkProblem({ kind: 'missing', amenity: null, note: '没有拖线板' }), undefined)
  assert.equal(remarkProblem({ kind: 'other', amenity: null, note: '' }), 'needs-words')
})

test('what points at a person is refused, what points at a place is not', () => {
  for (const note of ['找老王 13800138000', '138 0013 8000', '１３８００１３８０００', '身份证 11010519491231002X', '京A12345 老占着充电', '京AD12345', '微信号：laowang_88', 'vx:abc12345']) assert.equal(pointsAtAPerson(note), true, note)
  for (const note of ['微波炉坏了', '门口 24 小时的牌子不对，其实 22:00 就关', '3 号楼 1 层 102', '联系前台 010-65123456', '插座只有 2 个', '20261129 停水']) assert.equal(pointsAtAPerson(note), false, note)
})

test('a remark of the evening is due by the end of a desk’s day, days on', () => {
  assert.equal(remarkDue(Temporal.Instant.from('2026-11-28T23:30:00+08:00'), 3).toString(), '2026-12-01T10:00:00Z')
})
