// Promises in working days, clocks that stand still, and what may be done in which state. Pure: the calendar is given.

import type { applicationStates } from '../../../../contract/applications.ts'

export type ApplicationState = (typeof applicationStates)[number]
/** From the day it was asked to the day it was answered; null: not answered yet. */
export type Stop = { from: Temporal.PlainDate; until: Temporal.PlainDate | null }
/** What the calendar module reckons; see there. */
export type Reckoning = {
  dueOn(from: Temporal.PlainDate, count: number, pauses: readonly Stop[]): Temporal.PlainDate | undefined
  workdaysBetween(from: Temporal.PlainDate, until: Temporal.PlainDate): number
  workdaysUsed(from: Temporal.PlainDate, until: Temporal.PlainDate, pauses: readonly Stop[]): number
}

/**
 * The last day on which the promise is kept. The day of the application does not count; `days` working days do. A stop
 * takes out the working days after the day of asking, up to the day of answering: what is asked and answered on one day
 * costs nobody anything. While a question is open, the day that would hold were it answered today. A promise that was
 * broken before something was asked stays broken.
 */
export function promisedOn(applied: Temporal.PlainDate, days: number, stops: readonly Stop[], today: Temporal.PlainDate, calendar: Reckoning): Temporal.PlainDate {
  const due = calendar.dueOn(applied, days, closed(stops, today))
  if (!due) throw new RangeError('A clock that goes comes to an end')
  return due
}

/** Working days the clock stood still. */
export function stoppedDays(stops: readonly Stop[], today: Temporal.PlainDate, calendar: Reckoning): number {
  return closed(stops, today).reduce((sum, { from, until }) => sum + calendar.workdaysBetween(from, until ?? today), 0)
}

/** Working days past the promise; 0 until it is broken, and while the clock stands or all is done. */
export function overdueDays(state: ApplicationState, dueOn: Temporal.PlainDate, stops: readonly Stop[], today: Temporal.PlainDate, calendar: Reckoning): number {
  return state === 'submitted' || state === 'in-progress' ? calendar.workdaysUsed(dueOn, today, stops) : 0
}

/** In the city's time zone. */
export function dayOf(at: Temporal.Instant): Temporal.PlainDate {
  return at.toZonedDateTimeISO('Asia/Shanghai').toPlainDate()
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

function closed(stops: readonly Stop[], today: Temporal.PlainDate): Stop[] {
  return stops.map(({ from, until }) => ({ from, until: until ?? (Temporal.PlainDate.compare(from, today) > 0 ? from : today) }))
}
