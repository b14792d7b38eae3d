/** Opening hours as a person types and reads them. A span is minutes from midnight; past 1440 it ends on the next day. */
import { weekdayName } from './weekday.ts'
import { listed } from '../../../data/sentences.ts'
import { language } from '../../../../ui/words/index.ts'
import { t } from '../../../words/stations-hours.ts'

export type Span = readonly [from: number, until: number]
export type Week = readonly (readonly Span[])[]

export const DAY = 1440
export const ALL_DAY: readonly Span[] = [[0, DAY]]

/** 6, 600, 6:00, 06：00, 24:00 → minutes from midnight; undefined for what is no time of the day. */
export function readTime(text: string): number | undefined {
  const typed = text.trim().replaceAll(/[：.点]/g, ':').replace(/:$/, '')
  const parts = /^(\d{1,2}):(\d{2})$/.exec(typed) ?? /^(\d{1,2})(\d{2})$/.exec(typed) ?? /^(\d{1,2})$/.exec(typed)
  if (parts === null) return undefined
  const minutes = Number(parts[1]) * 60 + Number(parts[2] ?? 0)
  return Number(parts[2] ?? 0) < 60 && minutes <= DAY ? minutes : undefined
}

/** 6:00, 22:30, 24:00; what is past midnight wraps. */
export function writeTime(minutes: number): string {
  const of = minutes > DAY ? minutes - DAY : minutes
  return `${Math.floor(of / 60)}:${String(of % 60).padStart(2, '0')}`
}

/** An end that is not after the start means the next day: 20:00–2:00. */
export function spanOf(from: number, until: number): Span {
  return [from, until <= from ? until + DAY : until]
}

export function isAllDay(spans: readonly Span[]): boolean {
  return spans.length === 1 && spans[0]?.[0] === 0 && spans[0][1] === DAY
}

/** Whether two spans of one day touch the same minute. */
export function overlaps(spans: readonly Span[]): boolean {
  const sorted = [...spans].sort((a, b) => a[0] - b[0])
  return sorted.some((span, at) => at > 0 && span[0] < (sorted[at - 1]?.[1] ?? 0))
}

/** 不开, 24 小时, 6:00–10:00、17:00–次日 2:00. Reactive on the language. */
export function saySpans(spans: readonly Span[]): string {
  if (spans.length === 0) return t('shut')
  if (isAllDay(spans)) return t('allDay')
  return listed(spans.map(([from, until]) => `${writeTime(from)}–${until > DAY ? t('nextDay', { time: writeTime(until) }) : writeTime(until)}`))
}

/** Days that are alike in a row are said together: 周一至周五 6:00–22:00；周六、周日 8:00–20:00. Monday is the first. */
export function sayWeek(week: Week): string {
  const runs: { from: number; to: number; says: string }[] = []
  week.forEach((spans, day) => {
    const says = saySpans(spans)
    const last = runs.at(-1)
    if (last?.says === says) last.to = day
    else runs.push({ from: day, to: day, says })
  })
  if (runs.length === 1 && week.length === 7) return t('everyDay', { hours: runs[0]?.says ?? '' })
  return runs.map(({ from, to, says }) => `${sayDays(from, to)} ${says}`).join(language.value === 'en' ? '; ' : '；')
}

function sayDays(from: number, to: number): string {
  if (from === to) return weekdayName(from)
  if (to === from + 1) return listed([weekdayName(from), weekdayName(to)])
  return t('dayToDay', { from: weekdayName(from), to: weekdayName(to) })
}
