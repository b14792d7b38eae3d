// What states and obstacles are called in sentences of the server.

import type { Language } from '../../../../contract/problems.ts'
import { words } from '../words.ts'
import { timeZone, type Obstacle, type VoucherState } from './rules.ts'

export function batchStateWords(language: Language, state: 'open' | 'closed' | 'cancelled'): string {
  return { open: words(language, '发放中', 'open'), closed: words(language, '已停发', 'closed'), cancelled: words(language, '已作废', 'cancelled') }[state]
}

export function voucherStateWords(language: Language, state: VoucherState): string {
  return { valid: words(language, '可用', 'valid'), redeemed: words(language, '已核销', 'redeemed'), expired: words(language, '已过期', 'expired'), cancelled: words(language, '已作废', 'cancelled') }[state]
}

export function obstacleWords(language: Language, obstacle: Obstacle, voucher: { valid_from: Temporal.PlainDate; valid_until: Temporal.PlainDate }): string {
  return {
    'already-redeemed': words(language, '已核销', 'already redeemed'),
    'not-yet-valid': words(language, `${voucher.valid_from} 起才能用`, `it holds from ${voucher.valid_from} on`),
    expired: words(language, `${voucher.valid_until} 已过期`, `it ran out on ${voucher.valid_until}`),
    cancelled: words(language, '已作废', 'it was cancelled'),
    'other-partner': words(language, '不在您店里使用', 'it is not redeemed at your shop'),
  }[obstacle]
}

/** 11月29日 14:03, in the city's zone. */
export function momentWords(language: Language, moment: Temporal.Instant): string {
  const at = moment.toZonedDateTimeISO(timeZone)
  const clock = `${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`
  return language === 'en' ? `on ${at.toPlainDate()} at ${clock}` : `${at.month}月${at.day}日 ${clock}`
}
