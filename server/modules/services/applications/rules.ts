// Promises in working days, clocks that stand still, and what may be done in which state. No clock, no calendar of its own.

import type { applicationStates } from '../../../../contract/applications.ts'

export type ApplicationState = (typeof applicationStates)[number]
export type Working = (day: Temporal.PlainDate) => boolean
/** From the day it was asked to the day it was answered; null: not answered yet. */
export type Stop = { from: Temporal.PlainDate; until: Temporal.PlainDate | null }

/**
 * The last day on which the promise is kept. The day of the application does not count; `days` working days do. A stop
 * takes out the working days after the day of asking up to the day of answering: what is asked and answered on one day
 * costs nobody anything, and an answer on a holiday gives the whole next working day. While a question is open, the day
 * that would hold were it answered today.
 */
export function promisedOn(applied: Temporal.PlainDate, days: number, stops: readonly Stop[], today: Temporal.PlainDate, working: Working): Temporal.PlainDate {
  return addWorkingDays(applied, days + stoppedDays(stops, today, working), working)
}

/** Working days the clock stood still. */
export function stoppedDays(stops: readonly Stop[], today: Temporal.PlainDate, working: Working): number {
  return stops.reduce((sum, { from, until }) => sum + workingDaysBetween(from, until ?? later(from, today), working), 0)
}

/** Working days after `from`, up to and with `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate, working: Working): number {
  let count = 0
  for (let day = from.add({ days: 1 }); Temporal.PlainDate.compare(day, to) <= 0; day = day.add({ days: 1 })) if (working(day)) count += 1
  return count
}

/** The `days`-th working day after `from`; 0 days: `from` itself. @throws RangeError when ten years hold too few */
export function addWorkingDays(from: Temporal.PlainDate, days: number, working: Working): Temporal.PlainDate {
  let day = from
  for (let left = days, walked = 0; left > 0; walked += 1) {
    if (walked > MOST_DAYS) throw new RangeError('The calendar has no working days')
    day = day.add({ days: 1 })
    if (working(day)) left -= 1
  }
  return day
}

/** Working days past the promise; 0 until it is broken, and while the clock stands or all is done. */
export function overdueDays(state: ApplicationState, dueOn: Temporal.PlainDate, today: Temporal.PlainDate, working: Working): number {
  return state === 'submitted' || state === 'in-progress' ? workingDaysBetween(dueOn, today, working) : 0
}

export type DeskDeed = 'step' | 'ask' | 'answer' | 'approve' | 'refuse' | 'hand-over' | 'decide-hand-over'
export type WorkerDeed = 'answer' | 'withdraw' | 'rate'

/** What the worker may do now. */
export function workerMay({ state, stars }: { state: ApplicationState; stars: number | null }): WorkerDeed[] {
  if (state === 'asked') return ['answer', 'withdraw']
  if (state === 'submitted' || state === 'in-progress') return ['withdraw']
  return state !== 'withdrawn' && stars === null ? ['rate'] : []
}

/**
 * What the desk may do now. What was offered to another provider waits for that one's word: nobody works on it meanwhile,
 * but an office may still hand it where it likes.
 */
export function deskMay({ state, offered }: { state: ApplicationState; offered: boolean }, { holds, isOfferedTo, office }: { holds: boolean; isOfferedTo: boolean; office: boolean }): DeskDeed[] {
  if (state === 'approved' || state === 'refused' || state === 'withdrawn') return []
  if (offered) return [...(isOfferedTo ? ['decide-hand-over' as const] : []), ...(office ? ['hand-over' as const] : [])]
  if (!holds && !office) return []
  return state === 'asked' ? ['answer', 'refuse', 'hand-over'] : ['step', 'ask', 'approve', 'refuse', 'hand-over']
}

function later(a: Temporal.PlainDate, b: Temporal.PlainDate): Temporal.PlainDate {
  return Temporal.PlainDate.compare(a, b) > 0 ? a : b
}

const MOST_DAYS = 3660
