import { afterEach, describe, expect, it, vi } from 'vitest'
import { startClock } from '../../../ui/now.ts'
import { byExpiry, expiryWords, isToCome, isUrgent, isUsable, type Voucher } from './voucher.ts'

const meal: Voucher = { id: 7, title: '热餐券', terms: '', value_fen: 1500, state: 'valid', code: 'ABCDE', payload: 'WSV:110105:ABCDE', issued_on: '2026-11-20', valid_from: '2026-11-20', valid_until: '2026-11-24', partners: [], campaign: null, service: null, redeemed_at: null, redeemed_by: null }
const at = (moment: string): void => startClock(() => Date.parse(moment))

afterEach(() => {
  vi.useRealTimers()
  startClock()
})

describe('how long a voucher is good, by the city’s days', () => {
  it('is said in days when it is near, and to the hour on its last day', () => {
    at('2026-11-10T09:00:00+08:00')
    expect(expiryWords({ ...meal, valid_from: '2026-11-12' })).toBe('11月12日起能用')
    at('2026-11-20T23:59:00+08:00')
    expect([expiryWords(meal), isUrgent(meal)]).toEqual(['11月24日前有效', false])
    at('2026-11-21T00:01:00+08:00')
    expect([expiryWords(meal), isUrgent(meal)]).toEqual(['还剩 3 天，11月24日到期', true])
    at('2026-11-24T23:30:00+08:00')
    expect([expiryWords(meal), isUsable(meal)]).toEqual(['今天到期，今晚 24:00 前用掉', true])
  })

  it('is not held out to a shop before its first day', () => {
    at('2026-11-19T23:59:00+08:00')
    expect([isUsable(meal), isToCome(meal), isUrgent(meal)]).toEqual([false, true, false])
    at('2026-11-20T00:00:00+08:00')
    expect([isUsable(meal), isToCome(meal)]).toEqual([true, false])
  })

  it('ends with its day also on a phone that has heard nothing since', () => {
    at('2026-11-25T00:00:30+08:00')
    expect([expiryWords(meal), isUsable(meal), isUrgent(meal)]).toEqual(['11月24日过期了', false, false])
  })

  it('says where it was used, and which is to be used first', () => {
    at('2026-11-24T12:00:00+08:00')
    expect(expiryWords({ ...meal, state: 'redeemed', redeemed_at: '2026-11-24T03:30:00Z', redeemed_by: { id: 1, short_name: '老王面馆' } })).toBe('今天 11:30，在老王面馆用了')
    expect([{ ...meal, id: 8, valid_until: '2026-12-01' }, meal].sort(byExpiry).map((one) => one.id)).toEqual([7, 8])
  })
})
