import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sources } from '../../../../contract/registry.ts'
import { engagementStanding, standing, type Said, type Source } from './rules.ts'

test('what was seen on the spot stands before the roster, and the roster before what the worker declared', () => {
  const all: Said[] = [{ source: 'self', value: 'franchise' }, { source: 'roster', value: 'dispatch' }, { source: 'spot', value: 'franchise' }]
  assert.deepEqual(standing(all), { stands: 'spot', settled: false, agree: false })
  assert.equal(standing(all.slice(0, 2)).stands, 'roster')
  assert.equal(standing(all.slice(0, 1)).stands, 'self')
  assert.equal(standing([]).stands, null)
})

test('a person decides otherwise, as long as the source they chose still says something', () => {
  const all: Said[] = [{ source: 'self', value: 'a' }, { source: 'roster', value: 'b' }]
  assert.deepEqual(standing(all, 'self'), { stands: 'self', settled: true, agree: false })
  assert.deepEqual(standing([{ source: 'self', value: null }, { source: 'roster', value: 'b' }], 'self'), { stands: 'roster', settled: false, agree: true })
})

const saidByAny = fc.uniqueArray(fc.record({ source: fc.constantFrom(...sources), value: fc.option(fc.constantFrom('a', 'b'), { nil: null }) }), { selector: (one) => one.source })

test('the order in which sources are read decides nothing, and silence never stands', () => {
  fc.assert(fc.property(saidByAny, fc.option(fc.constantFrom<Source>(...sources), { nil: undefined }), (said, settlement) => {
    const decision = standing(said, settlement)
    assert.deepEqual(standing(said.toReversed(), settlement), decision)
    const speaking = said.filter((one) => one.value !== null)
    assert.equal(decision.stands === null, speaking.length === 0)
    if (decision.stands) assert.ok(speaking.some((one) => one.source === decision.stands))
    if (speaking.length < 2) assert.ok(decision.agree)
  }))
})

test('somebody not found at the outlet stays in dispute while the roster goes on naming them', () => {
  assert.equal(engagementStanding({ before: 'confirmed', listed: true, seen: false }), 'disputed')
  assert.equal(engagementStanding({ before: 'disputed', listed: true, seen: true }), 'confirmed')
})

test('what a worker declares is confirmed by a roster that names them, and by being seen', () => {
  assert.equal(engagementStanding({ before: 'self-declared', listed: true, seen: null }), 'confirmed')
  assert.equal(engagementStanding({ before: 'self-declared', listed: false, seen: true }), 'confirmed')
  assert.equal(engagementStanding({ before: 'self-declared', listed: false, seen: null }), 'self-declared')
})
