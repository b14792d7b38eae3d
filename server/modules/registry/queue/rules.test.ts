import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byDueTime, deskDeadline, urgency } from './rules.ts'

const now = Temporal.Instant.from('2026-11-25T09:12:00+08:00')

test('late comes before today, today before later, and what has no time comes last', () => {
  const due = (text: string | null, key: string) => ({ dueAt: text === null ? null : Temporal.Instant.from(text), key })
  const sorted = [due(null, 'e'), due('2026-11-27T18:00:00+08:00', 'd'), due('2026-11-25T18:00:00+08:00', 'c'), due('2026-11-24T18:00:00+08:00', 'b'), due('2026-11-22T18:00:00+08:00', 'a')].sort(byDueTime)
  assert.deepEqual(sorted.map((one) => one.key), ['a', 'b', 'c', 'd', 'e'])
  assert.deepEqual(sorted.map((one) => urgency(one.dueAt, now)), ['late', 'late', 'today', 'later', 'later'])
})

test('today ends at midnight in Beijing, not in Greenwich', () => {
  assert.equal(urgency(Temporal.Instant.from('2026-11-25T23:30:00+08:00'), now), 'today')
  assert.equal(urgency(Temporal.Instant.from('2026-11-26T00:30:00+08:00'), now), 'later')
})

test('a day at the desk ends at six', () => {
  assert.equal(deskDeadline(Temporal.PlainDate.from('2026-11-25')).toString(), '2026-11-25T10:00:00Z')
})
