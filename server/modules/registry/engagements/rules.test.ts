import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answered, endDay } from './rules.ts'

const day = (text: string) => Temporal.PlainDate.from(text)

test('an employer may dispute what a worker declared, never end it', () => {
  assert.deepEqual(answered('self-declared', { confirmed: false, by: 'employer' }), { standing: 'disputed', ends: false })
  assert.deepEqual(answered('self-declared', { confirmed: true, by: 'employer' }), { standing: 'confirmed', ends: false })
})

test('what a check disputed, an office answers and an employer does not', () => {
  assert.equal(answered('disputed', { confirmed: true, by: 'employer' }), undefined)
  assert.deepEqual(answered('disputed', { confirmed: true, by: 'office' }), { standing: 'confirmed', ends: false })
  assert.deepEqual(answered('disputed', { confirmed: false, by: 'office' }), { standing: 'disputed', ends: true })
})

test('there is nothing to answer where nobody asks', () => {
  assert.equal(answered('confirmed', { confirmed: true, by: 'office' }), undefined)
})

test('a last day is a day of the spell and not in the future', () => {
  const spell = { since: day('2026-11-10'), today: day('2026-11-25') }
  assert.equal(endDay({ ...spell, asked: undefined })?.toString(), '2026-11-25')
  assert.equal(endDay({ ...spell, asked: day('2026-11-10') })?.toString(), '2026-11-10')
  assert.equal(endDay({ ...spell, asked: day('2026-11-09') }), undefined)
  assert.equal(endDay({ ...spell, asked: day('2026-11-26') }), undefined)
})
