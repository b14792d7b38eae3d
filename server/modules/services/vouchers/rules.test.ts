import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { codeOf } from '../../../platform/secrets/code-rules.ts'
import { CODE_LENGTH, foldVoucherCode, groupedCode, monthOf, monthStart, monthText, obstacleOf, settlementState, stateOn, validity, voucherPayload } from './rules.ts'

const day = (text: string) => Temporal.PlainDate.from(text)
const days = fc.integer({ min: 0, max: 4000 }).map((after) => day('2024-01-01').add({ days: after }))

test('a code is found again as it is scanned, typed in groups, in small letters or in full-width ones', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: CODE_LENGTH, maxLength: CODE_LENGTH }), (random) => {
    const code = codeOf(random)
    assert.match(code, /^[A-HJ-NP-Z2-9]{10}$/)
    for (const typed of [code, groupedCode(code), ` ${groupedCode(code).toLowerCase()} `, voucherPayload(110105, code), voucherPayload(110105, code).toLowerCase(), [...code].map((one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join('')]) {
      assert.equal(foldVoucherCode(110105, typed), code)
    }
    assert.equal(foldVoucherCode(110105, voucherPayload(330481, code)), undefined, 'a code of another city')
  }))
  for (const none of ['', 'ABCDE', 'ABCDEFGHI0', 'https://example.org/x', 'WSV:110105:']) assert.equal(foldVoucherCode(110105, none), undefined)
})

test('a voucher never holds before its batch does, nor longer, and at least one day', () => {
  fc.assert(fc.property(days, fc.integer({ min: 0, max: 200 }), fc.option(fc.integer({ min: 1, max: 366 })), days, (from, length, valid_days, today) => {
    const batch = { valid_from: from, valid_until: from.add({ days: length }), valid_days }
    const held = validity(batch, today)
    if (Temporal.PlainDate.compare(today, batch.valid_until) > 0) return assert.equal(held, undefined)
    assert.ok(held)
    assert.ok(Temporal.PlainDate.compare(held.from, held.until) <= 0)
    assert.ok(Temporal.PlainDate.compare(held.from, batch.valid_from) >= 0 && Temporal.PlainDate.compare(held.until, batch.valid_until) <= 0)
    assert.ok(valid_days === null || held.from.until(held.until).days < valid_days)
  }))
})

test('what stands in the way of redeeming: the first reason that counts', () => {
  const voucher = { state: 'valid' as const, valid_from: day('2026-11-10'), valid_until: day('2026-11-20'), partners: [3, 4] }
  assert.equal(obstacleOf(voucher, day('2026-11-20'), [4]), undefined)
  assert.equal(obstacleOf(voucher, day('2026-11-09'), [4]), 'not-yet-valid')
  assert.equal(obstacleOf(voucher, day('2026-11-21'), [4]), 'expired')
  assert.equal(obstacleOf(voucher, day('2026-11-15'), [5]), 'other-partner')
  assert.equal(obstacleOf({ ...voucher, state: 'redeemed' }, day('2026-12-15'), [5]), 'already-redeemed')
  assert.equal(obstacleOf({ ...voucher, state: 'cancelled' }, day('2026-11-15'), [4]), 'cancelled')
  assert.equal(stateOn(voucher, day('2026-11-20')), 'valid')
  assert.equal(stateOn(voucher, day('2026-11-21')), 'expired')
  assert.equal(stateOn({ ...voucher, state: 'redeemed' }, day('2026-11-21')), 'redeemed')
})

test('a month begins at midnight in Shanghai, which is 16:00 in Greenwich', () => {
  assert.equal(monthText(monthOf(Temporal.Instant.from('2026-11-30T15:59:59.999Z'))), '2026-11')
  assert.equal(monthText(monthOf(Temporal.Instant.from('2026-11-30T16:00:00Z'))), '2026-12')
  assert.equal(monthText(monthOf(Temporal.Instant.from('2026-12-31T16:00:00Z'))), '2027-01')
  assert.equal(monthStart('2026-02').toString(), '2026-02-01')
  assert.equal(settlementState(monthStart('2026-11'), false, day('2026-11-30')), 'running')
  assert.equal(settlementState(monthStart('2026-11'), false, day('2026-12-01')), 'to-close')
  assert.equal(settlementState(monthStart('2026-11'), true, day('2026-12-01')), 'closed')
})
