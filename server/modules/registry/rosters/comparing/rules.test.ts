import assert from 'node:assert/strict'
import { test } from 'node:test'
import { judgeLeavers, mayDecide, type GuardLimits } from './rules.ts'

const limits: GuardLimits = { companyShare: 0.1, companyPeople: 20, outletShare: 0.3, outletPeople: 5, smallerShare: 0.5, smallerFrom: 20 }
const whole = (rows: number) => ({ rows, last: rows })

test('over a tenth and over 20 people of a company is stopped; either alone is not', () => {
  assert.equal(judgeLeavers([{ outlet: 1, present: 200, leaving: 21 }], whole(179), limits).tripped, true)
  assert.equal(judgeLeavers([{ outlet: 1, present: 100, leaving: 20 }], whole(80), limits).tripped, false)
  assert.equal(judgeLeavers([{ outlet: 1, present: 1000, leaving: 100 }], whole(900), limits).tripped, false)
})

test('a file with less than half of the last one’s rows is stopped, unless lists are that short anyway', () => {
  const found = judgeLeavers([{ outlet: 1, present: 40, leaving: 15 }], { rows: 19, last: 40 }, limits)
  assert.equal(found.tripped && found.reason, 'much-smaller-file')
  assert.equal(judgeLeavers([{ outlet: 1, present: 6, leaving: 3 }], { rows: 3, last: 6 }, limits).tripped, false)
  assert.equal(judgeLeavers([{ outlet: 1, present: 40, leaving: 0 }], { rows: 19, last: 40 }, limits).tripped, false)
})

test('over 30 % and over 5 people of one outlet holds that outlet only', () => {
  const found = judgeLeavers([{ outlet: 1, present: 18, leaving: 6 }, { outlet: 2, present: 500, leaving: 4 }, { outlet: 3, present: 5, leaving: 5 }], whole(500), limits)
  assert.deepEqual(found, { tripped: true, scope: 'outlets', reason: 'outlet-emptied', outlets: [{ id: 1, present: 18, leaving: 6 }], limits: { share: 0.3, people: 5 } })
})

test('nobody may say that one ID number is two people', () => {
  for (const reason of ['other-name', 'phone-taken', 'said-to-have-left', 'twice-in-file']) assert.equal(mayDecide(reason, 'another-person'), false, reason)
  assert.equal(mayDecide('phone-of-another', 'another-person'), true)
  assert.equal(mayDecide('twice-in-file', 'same-person'), false)
  assert.equal(mayDecide('twice-in-file', 'leave-out'), true)
})
