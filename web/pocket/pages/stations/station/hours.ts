/** The hours of a station in words and as bars: the usual week, what holidays change, and what is out of the ordinary. */
import { now } from '../../../../ui/now.ts'
import type { OpeningDay } from '../../../../ui/pocket/types.ts'
import { calendarOf } from '../../../../ui/words/calendar.ts'
import { day, weekday } from '../../../../ui/words/dates.ts'
import type { StationDetail } from '../../../data/stations.ts'
import { t } from '../../../words/hours.ts'

export type Hours = NonNullable<StationDetail['hours']>
export type Exception = StationDetail['exceptions'][number]
type Spans = readonly (readonly number[])[]
type Special = Hours['holidays']

/** What the official calendar says of a day: its own name where it is no ordinary one. */
export type SpecialDays = ReadonlyMap<string, { readonly kind: 'holiday' | 'workday'; readonly name: string }>

/** 7:00–22:00，午休 12:00 到 13:00 is two spans: 7:00–12:00、13:00–22:00. */
export function spansWords(spans: Spans): string {
  if (spans.length === 0) return t('shut')
  if (spans.some((one) => (one[0] ?? 0) === 0 && (one[1] ?? 0) >= 1440)) return t('allDay')
  return spans.map((one) => t('span', { from: clock(one[0] ?? 0), until: clock(one[1] ?? 0) })).join(t('and'))
}

/** 每天 7:00–22:00 · 平时 7:00–22:00，周六周日 8:00–21:00. Days that are alike are said once. */
export function weekWords(hours: Hours): string {
  const groups: { days: number[]; spans: Spans; key: string }[] = []
  hours.weekly.forEach((spans, at) => {
    const key = JSON.stringify(spans)
    const same = groups.find((one) => one.key === key)
    if (same) same.days.push(at)
    else groups.push({ days: [at], spans, key })
  })
  return groups.map(({ days, spans }) => t('onDays', { days: daysWords(days), hours: spansWords(spans) })).join(t('comma'))
}

/** 过节不开 · 过节 10:00–16:00; undefined where holidays change nothing. */
export function holidayWords(hours: Hours): string | undefined {
  return specialWords(hours.holidays, 'holidays', 'holidaysShut')
}

/** Weekend days that are worked instead. */
export function workdayWords(hours: Hours): string | undefined {
  return specialWords(hours.workdays, 'workdays', 'workdaysShut')
}

function specialWords(special: Special, open: 'holidays' | 'workdays', shut: 'holidaysShut' | 'workdaysShut'): string | undefined {
  if (special === 'as-weekly') return undefined
  return special === 'closed' || special.length === 0 ? t(shut) : t(open, { hours: spansWords(special) })
}

/** 12月1日（周二）只开 10:00–16:00：区里开会. */
export function exceptionWords({ from, until, spans, reason }: Exception): string {
  const days = from === until ? t('dayNamed', { day: day(from), weekday: weekday(from) }) : t('dayRange', { from: day(from), until: day(until) })
  const what = spans.length === 0 ? t('exceptionShut', { days }) : t('exceptionOnly', { days, hours: spansWords(spans) })
  return reason === '' ? what : t('because', { what, reason })
}

/** Today and the six days after it. */
export function weekAhead(station: Pick<StationDetail, 'hours' | 'exceptions' | 'opening'>, special: SpecialDays, at: number = now.value): OpeningDay[] {
  const { hours } = station
  if (hours === null) return []
  const today = calendarOf(at).ordinal
  return Array.from({ length: 7 }, (_, ahead) => {
    const iso = new Date((today + ahead) * 86_400_000).toISOString().slice(0, 10)
    const { weekday: sunday } = calendarOf(iso)
    const usual = hours.weekly[(sunday + 6) % 7] ?? []
    const exception = station.exceptions.find((one) => one.from <= iso && iso <= one.until)
    const named = special.get(iso)
    // Today the server has reckoned with everything; the other days are reckoned here, by the same order.
    const spans = ahead === 0 ? station.opening.today : exception !== undefined ? exception.spans : named === undefined ? usual : specialSpans(named.kind === 'holiday' ? hours.holidays : hours.workdays, usual)
    const odd = exception !== undefined || (named !== undefined && JSON.stringify(spans) !== JSON.stringify(usual))
    return { name: ahead === 0 ? t('today') : named?.kind === 'holiday' ? named.name : shortWeekday(sunday), spans: spans.map((one) => ({ from: (one[0] ?? 0) / 60, to: (one[1] ?? 0) / 60 })), kind: ahead === 0 ? 'today' : odd ? 'other' : undefined }
  })
}

function specialSpans(special: Special, usual: Spans): Spans {
  if (special === 'as-weekly') return usual
  return special === 'closed' ? [] : special
}

function daysWords(days: readonly number[]): string {
  if (days.length === 7) return t('everyDay')
  if (days.length === 5 && days.every((one) => one < 5)) return t('weekdays')
  const first = days[0] ?? 0
  const last = days.at(-1) ?? 0
  if (days.length > 2 && last - first === days.length - 1) return t('throughDays', { from: weekdayName(first), until: weekdayName(last) })
  return days.map(weekdayName).join(t('nextTo'))
}

/** 0 is Monday. The first of December 2025 was one. */
function weekdayName(at: number): string {
  return weekday(`2025-12-0${at + 1}`)
}

const SHORT = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const

function shortWeekday(sunday: number): string {
  return t(SHORT[sunday] ?? 'sun')
}

/** 22:00 · 次日 2:00. */
function clock(minutes: number): string {
  const within = minutes > 1440 ? minutes - 1440 : minutes
  const words = `${Math.floor(within / 60)}:${String(within % 60).padStart(2, '0')}`
  return minutes > 1440 ? t('nextDay', { time: words }) : words
}
