import { expect, it } from 'vitest'
import { isOpen } from './station-query.ts'
import type { Opening } from '../parts/station.ts'

const at = Date.parse('2026-11-29T09:00:00+08:00')
const opening = (open: boolean | null, closes: string | null, opens: string | null): { opening: Opening } => ({ opening: { open, reason: 'hours', closes_in: null, closes_at: closes, opens_at: opens, today: [] } })

it('a station leaves the open ones when it shuts, and joins them when it opens', () => {
  expect(isOpen(opening(true, '2026-11-29T09:01:00+08:00', null), at)).toBe(true)
  expect(isOpen(opening(true, '2026-11-29T09:00:00+08:00', null), at)).toBe(false)
  expect(isOpen(opening(true, null, null), at)).toBe(true)
  expect(isOpen(opening(false, null, '2026-11-29T09:00:00+08:00'), at)).toBe(true)
  expect(isOpen(opening(false, null, '2026-11-29T09:01:00+08:00'), at)).toBe(false)
  expect(isOpen(opening(null, null, null), at)).toBe(false)
})
