// When a station is open. Pure, and in whole minutes: a day is its number since 1970-01-01, a moment the minutes since
// that day's midnight, both on the clocks of the city. China has had one clock without summer time since 1991, so a day
// has 1,440 minutes and no date has to be computed here.
//
// Spans belong to the day on which they begin: a closed first of October does not end the night of 30 September early.

import type { openingReasons } from '../../../../contract/stations.ts'

export const MINUTES_A_DAY = 1440
/** How far somebody is told ahead: it closes within a week, or is open all day; it opens within a month, or not at all. */
export const CLOSES_WITHIN_DAYS = 7
export const OPENS_WITHIN_DAYS = 31

/** [from, until) in minutes from midnight; beyond 1440 past midnight. */
export type Span = readonly [from: number, until: number]
export type SpecialDay = 'as-weekly' | 'closed' | readonly Span[]
/** `weekly`: seven lists, Monday first. */
export type Hours = { weekly: readonly (readonly Span[])[]; holidays: SpecialDay; workdays: SpecialDay }
/** Days by their number, the last one inclusive; no spans: closed. */
export type HoursException = { from: number; until: number; spans: readonly Span[] }
/** What the official calendar makes of a day, where it makes something of it. */
export type DayKind = (day: number) => 'holiday' | 'workday' | undefined
export type OpeningReason = (typeof openingReasons)[number]

export type Schedule = { hours: Hours | null; exceptions: readonly HoursException[]; dayKind: DayKind }

export type OpeningState = {
  /** null: nobody has said. */
  open: boolean | null
  reason: OpeningReason
  /** Moments; null where there is none within reach of the constants above. */
  closesAt: number | null
  opensAt: number | null
  today: readonly Span[]
}

/**
 * @param status a station that is not open as such is shut at every hour
 * @param at moment in minutes
 */
export function openingAt(schedule: Schedule, status: 'planned' | 'open' | 'paused' | 'closed', at: number): OpeningState {
  const today = dayOf(at)
  const { spans, reason } = spansOf(schedule, today)
  if (status !== 'open') return { open: false, reason: status, closesAt: null, opensAt: null, today: status === 'paused' ? spans : [] }
  if (reason === 'unknown') return { open: null, reason, closesAt: null, opensAt: null, today: [] }
  const end = openUntil(schedule, at)
  if (end === at) return { open: false, reason, closesAt: null, opensAt: opensNext(schedule, at), today: spans }
  if (end > at + CLOSES_WITHIN_DAYS * MINUTES_A_DAY) return { open: true, reason: 'all-day', closesAt: null, opensAt: null, today: spans }
  const begunToday = spans.some(([from]) => today * MINUTES_A_DAY + from <= at)
  return { open: true, reason: begunToday ? reason : spansOf(schedule, today - 1).reason, closesAt: end, opensAt: null, today: spans }
}

export function isOpenAt(schedule: Schedule, status: string, at: number): boolean {
  return status === 'open' && openUntil(schedule, at) > at
}

/** The spans that begin on a day, in order, and which of its rules they come from. */
export function spansOf({ hours, exceptions, dayKind }: Schedule, day: number): { spans: readonly Span[]; reason: 'hours' | 'holiday' | 'working-day' | 'exception' | 'unknown' } {
  // Of two that overlap, the one that was entered last: they are read in that order.
  const exception = exceptions.findLast(({ from, until }) => from <= day && day <= until)
  if (exception) return { spans: exception.spans, reason: 'exception' }
  if (!hours) return { spans: [], reason: 'unknown' }
  const weekly = hours.weekly[weekday(day)] ?? []
  const kind = dayKind(day)
  if (kind === undefined) return { spans: weekly, reason: 'hours' }
  const rule = kind === 'holiday' ? hours.holidays : hours.workdays
  return { spans: rule === 'as-weekly' ? weekly : rule === 'closed' ? [] : rule, reason: kind === 'holiday' ? 'holiday' : 'working-day' }
}

/** Until when it stays open without a break; `at` itself when it is shut. */
function openUntil(schedule: Schedule, at: number): number {
  const today = dayOf(at)
  let end = at
  // A span begins on its own day and lasts at most a day and a night: yesterday's may still go on, older ones may not.
  for (let day = today - 1; day <= today + CLOSES_WITHIN_DAYS + 1; day += 1) {
    for (const [from, until] of spansOf(schedule, day).spans) {
      const begin = day * MINUTES_A_DAY + from
      if (begin > end) return end
      end = Math.max(end, day * MINUTES_A_DAY + until)
    }
    // Nothing that begins tomorrow can join what ended before midnight.
    if (day >= today && end < (day + 1) * MINUTES_A_DAY) return end
  }
  return end
}

/** The next moment at which it opens; it is shut at `at`. */
function opensNext(schedule: Schedule, at: number): number | null {
  const today = dayOf(at)
  for (let day = today; day <= today + OPENS_WITHIN_DAYS; day += 1) {
    for (const [from] of spansOf(schedule, day).spans) {
      const begin = day * MINUTES_A_DAY + from
      if (begin > at) return begin <= at + OPENS_WITHIN_DAYS * MINUTES_A_DAY ? begin : null
    }
  }
  return null
}

export type HoursProblem = 'empty' | 'begins-late' | 'too-long' | 'overlap'

/** Spans in their order, those that touch made one; or what is wrong with them. Two nights may overlap across midnight: it is open then. */
export function orderedSpans(spans: readonly Span[]): { spans: Span[] } | { problem: HoursProblem } {
  const ordered = spans.toSorted((a, b) => a[0] - b[0])
  const merged: Span[] = []
  for (const [from, until] of ordered) {
    if (until <= from) return { problem: 'empty' }
    if (from >= MINUTES_A_DAY) return { problem: 'begins-late' }
    if (until - from > MINUTES_A_DAY) return { problem: 'too-long' }
    const last = merged.at(-1)
    if (last && from < last[1]) return { problem: 'overlap' }
    if (last && from === last[1] && until - last[0] <= MINUTES_A_DAY) merged[merged.length - 1] = [last[0], until]
    else merged.push([from, until])
  }
  return { spans: merged }
}

/** 0 is Monday; 1970-01-01 was a Thursday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7
}

export function dayOf(at: number): number {
  return Math.floor(at / MINUTES_A_DAY)
}
