// When the desk's matters are due, and in which order they wait.

import type { queueKinds } from '../../../../contract/registry.ts'

export type QueueKind = (typeof queueKinds)[number]

/** The end of a working day at the desk: what is due on a day, is due then. */
export function deskDeadline(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime({ timeZone, plainTime: END_OF_DAY }).toInstant()
}

export function startOfDay(day: Temporal.PlainDate): Temporal.Instant {
  return day.toZonedDateTime({ timeZone }).toInstant()
}

export type Urgency = 'late' | 'today' | 'later'

export function urgency(dueAt: Temporal.Instant | null, now: Temporal.Instant): Urgency {
  if (!dueAt) return 'later'
  if (Temporal.Instant.compare(dueAt, now) <= 0) return 'late'
  return dueAt.toZonedDateTimeISO(timeZone).toPlainDate().equals(now.toZonedDateTimeISO(timeZone).toPlainDate()) ? 'today' : 'later'
}

/** The longest overdue first, then by when it is due; what has no time comes last. */
export function byDueTime(a: { dueAt: Temporal.Instant | null; key: string }, b: { dueAt: Temporal.Instant | null; key: string }): number {
  if (!a.dueAt || !b.dueAt) return Number(!a.dueAt) - Number(!b.dueAt) || compareText(a.key, b.key)
  return Temporal.Instant.compare(a.dueAt, b.dueAt) || compareText(a.key, b.key)
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

const timeZone = 'Asia/Shanghai'
const END_OF_DAY = Temporal.PlainTime.from('18:00')
