// A moment as the opening rule reckons it, and its answer as the wire has it.

import type { Context } from '../../../platform/http/call.ts'
import { knownCalendar } from '../../calendar/index.ts'
import { openingAt, type DayKind, type Hours, type HoursException, type OpeningState, type Schedule, type Span } from './rules.ts'

/** Asia/Shanghai, the whole year: see rules.ts. */
const AHEAD = 8 * 60

/** `at`: in minutes of the city's clocks. */
export type CityClock = { at: number; dayKind: DayKind }

/** As SQL gives it: the columns of `hoursColumns`. */
export type HoursColumns = { hours: unknown; exceptions: [from: number, until: number, spans: Span[]][] | null; status: string }

/** @param at another moment than now */
export async function cityClock(call: Pick<Context, 'tx' | 'city' | 'services' | 'now'>, at: Temporal.Instant = call.now): Promise<CityClock> {
  const calendar = await knownCalendar(call)
  let known = kinds.get(calendar)
  if (!known) kinds.set(calendar, (known = new Map()))
  const remembered = known
  return {
    at: minuteOf(at),
    dayKind(day) {
      const before = remembered.get(day)
      if (before !== undefined) return before ?? undefined
      const kind = calendar.special(dateOf(day))?.kind
      remembered.set(day, kind ?? null)
      return kind
    },
  }
}

/** Asking for a date is dear (2 µs), and every station of a list asks for the same few. */
const kinds = new WeakMap<object, Map<number, 'holiday' | 'workday' | null>>()

export function scheduleOf({ hours, exceptions }: HoursColumns, { dayKind }: CityClock): Schedule {
  return { hours: hours as Hours | null, exceptions: (exceptions ?? []).map(([from, until, spans]): HoursException => ({ from, until, spans })), dayKind }
}

export function openingView(row: HoursColumns, clock: CityClock) {
  return wireOpening(openingAt(scheduleOf(row, clock), row.status as 'open', clock.at), clock.at)
}

function wireOpening({ open, reason, closesAt, opensAt, today }: OpeningState, at: number) {
  return { open, reason, closes_in: closesAt === null ? null : closesAt - at, closes_at: instantOf(closesAt), opens_at: instantOf(opensAt), today: today as Span[] as [number, number][] }
}

export function minuteOf(at: Temporal.Instant): number {
  return Math.floor(at.epochMilliseconds / 60_000) + AHEAD
}

export function dayNumber(day: Temporal.PlainDate): number {
  return Math.round(Date.UTC(day.year, day.month - 1, day.day) / 86_400_000)
}

/** Text at once: a hundred stations of a list are a hundred moments. */
function instantOf(minute: number | null): string | null {
  return minute === null ? null : new Date((minute - AHEAD) * 60_000).toISOString()
}

function dateOf(day: number): Temporal.PlainDate {
  return Temporal.PlainDate.from('1970-01-01').add({ days: day })
}
