import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startClock } from '../../../../ui/now.ts'
import { clockOf, stepWords } from './application.ts'

const row = { state: 'in-progress' as const, due_on: '2026-11-25', stopped: false, overdue_days: 0, submitted_at: '2026-11-20T09:00:00+08:00', step: 1, steps: 4, step_title: '窗口确认' }

beforeEach(() => {
  vi.useFakeTimers()
  startClock(() => new Date('2026-11-24T10:00:00+08:00').getTime())
})
afterEach(() => vi.useRealTimers())

test('a promise of tomorrow is in good time and says when', () => {
  expect(clockOf(row).state).toBe('ok')
  expect(clockOf(row).words).toContain('明天')
})

test('late is counted in working days, as it was promised', () => {
  expect(clockOf({ ...row, overdue_days: 3 })).toEqual({ state: 'late', words: '超 3 个工作日' })
})

test('while the worker is asked the clock stands, whatever the day', () => {
  expect(clockOf({ ...row, stopped: true, state: 'asked', overdue_days: 0, due_on: null }).state).toBe('paused')
})

test('what is over has no clock', () => {
  expect(clockOf({ ...row, state: 'approved' }).state).toBe('done')
  expect(clockOf({ ...row, state: 'refused' }).words).toBe('不予办理')
})

test('the step is said with its place in the way', () => {
  expect(stepWords(row)).toBe('2/4 窗口确认')
  expect(stepWords({ ...row, step: null, step_title: null, state: 'submitted' })).toBe('刚提交')
})
