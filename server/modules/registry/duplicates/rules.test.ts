import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { isNearId, isOneSlip, reasonsFor, type Candidate } from './rules.ts'

const zhou: Candidate = { name: '周小满', phone: '15412345678', idNumber: '52050119980807123X', outlets: [1, 2] }

test('two document numbers are two people, however alike the rest', () => {
  assert.deepEqual(reasonsFor(zhou, { ...zhou, idNumber: '130101198501014321' }), [])
})

test('birthday swapped by a clerk, check digit “corrected”: near, whatever the check digit', () => {
  assert.ok(isNearId('520501199808071234', '520501199808701239'))
  assert.deepEqual(reasonsFor(zhou, { ...zhou, phone: null, idNumber: '520501199808701239' }), ['same-name-same-outlet', 'near-id'])
})

test('somebody who declared to work there, with phone and name only, may be the one on the roster', () => {
  assert.deepEqual(reasonsFor(zhou, { name: '周小满', phone: '15412345678', idNumber: null, outlets: [3] }), ['same-phone'])
  assert.deepEqual(reasonsFor(zhou, { name: '周小满', phone: '15412345679', idNumber: null, outlets: [2] }), ['same-name-same-outlet', 'same-name-near-phone'])
  assert.deepEqual(reasonsFor(zhou, { name: '王伟', phone: '15499999999', idNumber: null, outlets: [1] }), [])
})

test('reasons do not depend on who comes first, and nobody is suggested for a far number', () => {
  const digits = fc.stringMatching(/^[1-3]{4}$/)
  const candidate = fc.record({ name: fc.option(fc.constantFrom('a', 'b'), { nil: null }), phone: fc.option(digits, { nil: null }), idNumber: fc.option(digits, { nil: null }), outlets: fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }) })
  fc.assert(fc.property(candidate, candidate, (a, b) => {
    assert.deepEqual(reasonsFor(a, b), reasonsFor(b, a))
    if (a.idNumber && b.idNumber && !isNearId(a.idNumber, b.idNumber)) assert.deepEqual(reasonsFor(a, b), [])
  }))
})

test('one slip: one digit, or two neighbours swapped, and nothing else', () => {
  fc.assert(fc.property(fc.stringMatching(/^\d{11}$/), fc.nat({ max: 9 }), fc.constantFrom(...'0123456789'), (number, at, digit) => {
    const changed = number.slice(0, at) + digit + number.slice(at + 1)
    assert.equal(isOneSlip(number, changed), changed !== number)
    const swapped = number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2)
    assert.equal(isOneSlip(number, swapped), swapped !== number)
  }))
  assert.equal(isOneSlip('123', '321'), false)
  assert.equal(isOneSlip('123', '1234'), false)
})
