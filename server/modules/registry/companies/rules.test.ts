import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { stdnum } from 'stdnum'
import { creditCode } from '../../../../simulator/people/identifiers.ts'
import { freshnessOf, parseCreditCode, type Arrangement } from './rules.ts'

const arrangement: Arrangement = {
  submits: true, closedOn: null, cadenceDays: 1, dueTime: Temporal.PlainTime.from('18:00'), lastAsOf: Temporal.PlainDate.from('2026-11-20'), createdAt: Temporal.Instant.from('2026-01-01T00:00:00+08:00'), graceHours: 0,
}
const at = (text: string) => Temporal.Instant.from(`${text}+08:00`)

test('a daily roster of 20 November is due on the 21st at 18:00, Beijing time', () => {
  const { dueAt, state, daysLate } = freshnessOf(arrangement, at('2026-11-24T09:12'))
  assert.equal(dueAt?.toString(), '2026-11-21T10:00:00Z')
  assert.deepEqual({ state, daysLate }, { state: 'late', daysLate: 3 })
})

test('on its day a roster is due today until the hour, and late from then on, of no days yet', () => {
  assert.equal(freshnessOf(arrangement, at('2026-11-21T17:59:59')).state, 'due-today')
  const late = freshnessOf(arrangement, at('2026-11-21T18:00'))
  assert.deepEqual({ state: late.state, daysLate: late.daysLate, late: late.late }, { state: 'late', daysLate: 0, late: true })
})

test('with a grace of two hours nobody is late at 19:00', () => {
  assert.equal(freshnessOf({ ...arrangement, graceHours: 2 }, at('2026-11-21T19:00')).state, 'due-today')
  assert.equal(freshnessOf({ ...arrangement, graceHours: 2 }, at('2026-11-21T20:00')).state, 'late')
})

test('a weekly roster is on time for a week', () => {
  assert.equal(freshnessOf({ ...arrangement, cadenceDays: 7 }, at('2026-11-26T12:00')).state, 'on-time')
  assert.equal(freshnessOf({ ...arrangement, cadenceDays: 7 }, at('2026-11-27T12:00')).state, 'due-today')
})

test('a company that never sent one owes it from the day after it was registered', () => {
  const never = { ...arrangement, lastAsOf: null, createdAt: at('2026-11-20T23:30') }
  assert.deepEqual({ ...freshnessOf(never, at('2026-11-21T12:00')), dueAt: null }, { state: 'never', late: false, dueAt: null, daysLate: 0 })
  assert.deepEqual({ ...freshnessOf(never, at('2026-11-23T12:00')), dueAt: null }, { state: 'never', late: true, dueAt: null, daysLate: 2 })
})

test('franchisees that others list, and companies that closed, owe nothing', () => {
  for (const quiet of [{ ...arrangement, submits: false }, { ...arrangement, closedOn: Temporal.PlainDate.from('2026-11-22') }]) {
    assert.deepEqual(freshnessOf(quiet, at('2026-12-24T09:00')), { state: 'not-asked', late: false, dueAt: null, daysLate: 0 })
  }
})

test('nobody grows less late by waiting', () => {
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 200 })
  fc.assert(fc.property(minutes, minutes, fc.integer({ min: 1, max: 92 }), (a, b, cadenceDays) => {
    const [early, later] = [Math.min(a, b), Math.max(a, b)].map((m) => freshnessOf({ ...arrangement, cadenceDays }, at('2026-11-20T00:00').add({ minutes: m })))
    assert.ok(early && later && later.daysLate >= early.daysLate && Number(later.late) >= Number(early.late))
    assert.equal(later.dueAt?.toString(), early.dueAt?.toString())
  }))
})

test('the credit codes of the domain book: one valid, one not', () => {
  assert.equal(parseCreditCode('91350100M000100Y43'), '91350100M000100Y43')
  assert.equal(parseCreditCode(' 9135 0100 m000 100y43 '), '91350100M000100Y43')
  assert.equal(parseCreditCode('91350100M000100Y4Z'), undefined)
})

test('the check of credit codes agrees with stdnum, for right codes and for wrong ones', () => {
  const alphabet = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
  const code = fc.record({ serial: fc.integer({ min: 1, max: 249 }), at: fc.integer({ min: 0, max: 17 }), other: fc.constantFrom(...alphabet) })
  fc.assert(fc.property(code, ({ serial, at: position, other }) => {
    const right = creditCode(110105, serial)
    assert.equal(parseCreditCode(right), right)
    const changed = right.slice(0, position) + other + right.slice(position + 1)
    const ours = parseCreditCode(changed) !== undefined
    // stdnum is stricter (the organisation's own check digit) and refuses a final 0: what it takes, we take.
    if (stdnum['CN']?.['uscc']?.validate(changed).isValid) assert.ok(ours)
    if (changed !== right) assert.equal(ours, false, `${changed} has one wrong character`)
  }))
})
