/**
 * Dates as both apps write them: 11月24日, 24 h times, relative days. All are reactive on the language and,
 * through `now`, on the clock. Times are shown in the city's zone, wherever the reader is.
 */
import { now } from '../now.ts'
import { calendarOf, type Calendar, type When } from './calendar.ts'
import { language } from './language.ts'
import { t } from './time.ts'

/** 11月24日; with its year when that is not this year. */
export function day(when: When): string {
  return writeDay(calendarOf(when))
}

/** 周二. */
export function weekday(when: When): string {
  return writeWeekday(calendarOf(when))
}

/** 11月24日 周二. */
export function dayWithWeekday(when: When): string {
  const at = calendarOf(when)
  return t('dayWithWeekday', { day: writeDay(at), weekday: writeWeekday(at) })
}

/** 8:47. */
export function time(when: When): string {
  return writeTime(calendarOf(when))
}

/** 11月18日 15:42. */
export function dayAndTime(when: When): string {
  const at = calendarOf(when)
  return `${writeDay(at)} ${writeTime(at)}`
}

/** 2026-11: a month on an axis; 11月 within a sentence is `day`'s business. */
export function month(when: When): string {
  const at = calendarOf(when)
  return `${at.year}-${at.month}`
}

/** 今天, 昨天, 前天, 明天, 后天; a weekday within six days; else the date. */
export function relativeDay(when: When): string {
  const at = calendarOf(when)
  return nearName(at) ?? (Math.abs(daysFromNow(at)) <= 6 ? writeWeekday(at) : writeDay(at))
}

/** 今天 12:06, 昨天 21:12, 周一, 12月20日: the older, the coarser. */
export function relativeMoment(when: When): string {
  const at = calendarOf(when)
  const days = daysFromNow(at)
  return days === 0 || days === -1 ? `${nearName(at)} ${writeTime(at)}` : relativeDay(when)
}

/** A deadline as one says it: 今天 20:00 前, 后天（周四）下班前. */
export function by(when: When): string {
  const at = calendarOf(when)
  const near = nearName(at)
  const named = near === undefined || daysFromNow(at) === 0 ? (near ?? relativeDay(when)) : t('named', { day: near, weekday: writeWeekday(at) })
  return at.hour === 18 && at.minute === 0 ? t('byEvening', { day: named }) : t('by', { day: named, time: writeTime(at) })
}

/** 刚刚, 5 分钟前, 3 小时前, 3 天前; after a week the date. */
export function ago(when: When): string {
  const at = calendarOf(when)
  const days = -daysFromNow(at)
  if (days > 7) return writeDay(at)
  if (days >= 1) return t('daysAgo', { n: days })
  // A plain day has no time of day: there are no hours to count.
  if (days === 0 && typeof when === 'string' && when.length === 10) return t('today')
  const minutes = Math.floor((now.value - new Date(when).getTime()) / 60_000)
  if (minutes < 1) return t('justNow')
  return minutes < 60 ? t('minutesAgo', { n: minutes }) : t('hoursAgo', { n: Math.floor(minutes / 60) })
}

/** A time still to come, as the queue writes it: 14:30 today, 周三 12:00 within six days, else 12月1日. */
export function ahead(when: When): string {
  const at = calendarOf(when)
  const days = daysFromNow(at)
  if (days === 0) return writeTime(at)
  return days > 0 && days <= 6 ? `${nearName(at) ?? writeWeekday(at)} ${writeTime(at)}` : writeDay(at)
}

const weekdays = { 'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'], en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] }
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function writeDay(at: Calendar): string {
  const thisYear = at.year === calendarOf(now.value).year
  if (language.value === 'en') return `${at.day} ${months[at.month - 1]}${thisYear ? '' : ` ${at.year}`}`
  return `${thisYear ? '' : `${at.year}年`}${at.month}月${at.day}日`
}

function writeWeekday(at: Calendar): string {
  return weekdays[language.value][at.weekday] ?? ''
}

function writeTime(at: Calendar): string {
  return `${at.hour}:${String(at.minute).padStart(2, '0')}`
}

function daysFromNow(at: Calendar): number {
  return at.ordinal - calendarOf(now.value).ordinal
}

function nearName(at: Calendar): string | undefined {
  switch (daysFromNow(at)) {
    case -2:
      return t('beforeYesterday')
    case -1:
      return t('yesterday')
    case 0:
      return t('today')
    case 1:
      return t('tomorrow')
    case 2:
      return t('afterTomorrow')
    default:
      return undefined
  }
}
