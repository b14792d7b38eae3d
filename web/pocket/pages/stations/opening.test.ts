import { describe, expect, it } from 'vitest'
import { isOpenNow, openingNow, type Opening } from './opening.ts'

const at = (moment: string): number => Date.parse(`${moment}:00+08:00`)
const now = at('2026-11-29T19:40')
const opening = (over: Partial<Opening>): Opening => ({ open: true, reason: 'hours', closes_at: null, closes_in: null, opens_at: null, today: [], ...over })
const shutUntil = (moment: string): Opening => opening({ open: false, opens_at: new Date(at(moment)).toISOString() })

describe('whether one can go there now', () => {
  it('says until when, and in minutes when there are few left', () => {
    expect(openingNow(opening({ closes_at: '2026-11-29T22:00:00+08:00' }), now).words).toBe('开到 22:00')
    expect(openingNow(opening({ closes_at: '2026-11-30T00:00:00+08:00' }), now).words).toBe('开到 24:00')
    expect(openingNow(opening({ closes_at: '2026-11-29T20:00:00+08:00' }), now)).toEqual({ state: 'closing', lamp: 'late', words: '20 分钟后关门' })
  })

  it('says tomorrow morning of what people call morning, not of midnight', () => {
    expect(openingNow(shutUntil('2026-11-30T08:30'), now).words).toBe('关着，明早 8:30 开')
    expect(openingNow(shutUntil('2026-11-30T00:00'), now).words).toBe('关着，明天 0:00 开')
    expect(openingNow(shutUntil('2026-11-30T13:00'), now).words).toBe('关着，明天 13:00 开')
  })

  it('ages on a phone that has heard nothing since', () => {
    const kept = opening({ closes_at: '2026-11-29T19:30:00+08:00' })
    expect([isOpenNow(kept, at('2026-11-29T19:00')), isOpenNow(kept, now)]).toEqual([true, false])
    expect(isOpenNow(shutUntil('2026-11-29T19:30'), now)).toBe(true)
    expect(isOpenNow(opening({ open: null }), now)).toBe(false)
  })
})
