/** Durations in words: 超 3 小时 20 分, 剩 50 分, 5 个月 17 天. Reactive on the language and the clock. */
import { now } from '../now.ts'
import { calendarOf, monthsAndDays, type When } from './calendar.ts'
import { ahead } from './dates.ts'
import { t } from './time.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/**
 * The two largest units that matter: 50 分, 3 小时 20 分, 2 天 4 小时, 12 天. Rounded down to the minute,
 * and never "0 分": less than a minute is one.
 */
export function duration(milliseconds: number): string {
  const span = Math.max(MINUTE, Math.abs(milliseconds))
  const days = Math.floor(span / DAY)
  const hours = Math.floor((span % DAY) / HOUR)
  const minutes = Math.floor((span % HOUR) / MINUTE)
  if (days >= 7) return t('days', { n: days })
  if (days > 0) return joined(t('days', { n: days }), hours > 0 && t('hours', { n: hours }))
  if (hours > 0) return joined(t('hours', { n: hours }), minutes > 0 && t('minutes', { n: minutes }))
  return t('minutes', { n: minutes })
}

/** 超 3 小时 20 分. */
export function over(milliseconds: number): string {
  return t('over', { duration: duration(milliseconds) })
}

/** 剩 50 分. */
export function left(milliseconds: number): string {
  return t('left', { duration: duration(milliseconds) })
}

/** 晚 3 天: for what is owed by the day, a roster for one; 今天没交 until a day has gone by. */
export function daysLate(days: number): string {
  return days < 1 ? t('lateToday') : t('daysLate', { n: days })
}

/** How long somebody has worked somewhere: 23 天, 5 个月 17 天, 1 年 1 个月. `until` is today if left out. */
export function tenure(since: When, until: When = now.value): string {
  const { months, days } = monthsAndDays(calendarOf(since), calendarOf(until))
  if (months >= 12) return joined(t('years', { n: Math.floor(months / 12) }), months % 12 > 0 && t('months', { n: months % 12 }))
  if (months > 0) return joined(t('months', { n: months }), days > 0 && t('days', { n: days }))
  return t('days', { n: Math.max(0, days) })
}

export interface Due {
  readonly state: 'late' | 'soon' | 'ok'
  /** 超 40 分 · 剩 50 分 · 17:00 · 周三 12:00 · 12月1日 */
  readonly words: string
  /** Share of the time used, 0 to 1, where `since` is known. */
  readonly used: number | undefined
}

/** A clock that runs: late, due today, or in good time, with its words. Feeds `<ClockRing>`. */
export function due(deadline: When, since?: When): Due {
  const end = new Date(deadline).getTime()
  const start = since === undefined ? undefined : new Date(since).getTime()
  const used = start === undefined || end <= start ? undefined : Math.min(1, Math.max(0, (now.value - start) / (end - start)))
  if (end <= now.value) return { state: 'late', words: over(now.value - end), used: 1 }
  const today = calendarOf(deadline).ordinal === calendarOf(now.value).ordinal
  const close = end - now.value < 4 * HOUR
  return { state: today || close ? 'soon' : 'ok', words: close ? left(end - now.value) : ahead(deadline), used }
}

function joined(first: string, second: string | false): string {
  return second ? `${first} ${second}` : first
}
