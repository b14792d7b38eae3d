import { expect, test } from 'vitest'
import { groupQueue, type QueueItem } from './groups.ts'

const now = Date.parse('2026-11-24T09:12:00+08:00')
const item = (key: string, due: string | null): QueueItem => ({ key, kind: 'late-company', title: key, note: '', due_at: due, since: '2026-11-23T00:00:00Z', place_name: '', who: '', href: '/' })

test('what is late comes first, then what is due today in the city’s own day', () => {
  const groups = groupQueue([item('friday', '2026-11-27T10:00:00+08:00'), item('tonight', '2026-11-24T23:50:00+08:00'), item('late', '2026-11-24T08:00:00+08:00'), item('someday', null), item('january', '2027-01-04T10:00:00+08:00')], now)
  expect(groups.map((group) => [group.name, ...group.items.map((one) => one.key)])).toEqual([['late', 'late'], ['today', 'tonight'], ['week', 'friday'], ['later', 'january'], ['undated', 'someday']])
})

test('an empty queue has no groups', () => {
  expect(groupQueue([], now)).toEqual([])
})
