// The front door of the calendar: which days are worked.

export { knownCalendar, readCalendar } from './read-calendar.ts'
export { seedCalendar } from './seed-calendar.ts'
export type { Pause, WorkCalendar } from './rules.ts'
