/** Vouchers in words: until when, and how urgent. Days are the city's. */
import { now } from '../../../ui/now.ts'
import { calendarOf } from '../../../ui/words/calendar.ts'
import { day, relativeMoment } from '../../../ui/words/dates.ts'
import type { Api, ReplyOf } from '../../data/index.ts'
import { t } from '../../words/vouchers.ts'

export type Voucher = ReplyOf<Api['GET /me/vouchers']>['items'][number]

/** So many days before it expires, it is said in vermilion. */
const SOON = 3

/** Today a shop would take it. Kept offline, a voucher may have run out meanwhile: what counts is the day on the phone. */
export function isUsable(one: Voucher): boolean {
  return one.state === 'valid' && hasBegun(one) && daysLeft(one) >= 0
}

/** Its first day is still to come. */
export function isToCome(one: Voucher): boolean {
  return one.state === 'valid' && !hasBegun(one)
}

export function isUrgent(one: Voucher): boolean {
  return isUsable(one) && daysLeft(one) <= SOON
}

export function expiryWords(one: Voucher): string {
  if (one.state === 'redeemed') return t('redeemed', { when: relativeMoment(one.redeemed_at ?? 0), where: one.redeemed_by?.short_name ?? '' })
  if (one.state === 'cancelled') return t('cancelled')
  const left = daysLeft(one)
  if (one.state === 'expired' || left < 0) return t('expired', { day: day(one.valid_until) })
  if (!hasBegun(one)) return t('notYet', { day: day(one.valid_from) })
  if (left === 0) return t('lastDay')
  return left <= SOON ? t('soon', { n: left, day: day(one.valid_until) }) : t('until', { day: day(one.valid_until) })
}

/** First what expires first. */
export function byExpiry(a: Voucher, b: Voucher): number {
  return a.valid_until.localeCompare(b.valid_until) || a.id - b.id
}

function hasBegun(one: Voucher): boolean {
  return calendarOf(one.valid_from).ordinal <= calendarOf(now.value).ordinal
}

function daysLeft(one: Voucher): number {
  return calendarOf(one.valid_until).ordinal - calendarOf(now.value).ordinal
}
