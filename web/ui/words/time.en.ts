import type { Translation } from './words.ts'
import type { zh } from './time.ts'

export default {
  today: 'today',
  yesterday: 'yesterday',
  beforeYesterday: 'two days ago',
  tomorrow: 'tomorrow',
  afterTomorrow: 'in two days',
  dayWithWeekday: '{weekday} {day}',
  by: '{day} before {time}',
  byEvening: '{day} by end of work',
  named: '{day} ({weekday})',
  over: '{duration} over',
  left: '{duration} left',
  lateToday: 'due today',
  daysLate: { one: '{n} day late', other: '{n} days late' },
  years: { one: '{n} year', other: '{n} years' },
  months: { one: '{n} month', other: '{n} months' },
  days: { one: '{n} day', other: '{n} days' },
  hours: '{n} h',
  minutes: '{n} min',
  daysAgo: { one: '{n} day ago', other: '{n} days ago' },
  hoursAgo: { one: '{n} hour ago', other: '{n} hours ago' },
  minutesAgo: { one: '{n} minute ago', other: '{n} minutes ago' },
  justNow: 'just now',
} satisfies Translation<typeof zh>
