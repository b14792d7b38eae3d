// The official calendar: public holidays, and weekend days that are worked instead. On the wire.

import { Type } from 'typebox'
import { operations } from './operation.ts'
import { Day, oneOf } from './schema.ts'

/** usual: as the day of the week has it; takes a published holiday or working day back. */
export const calendarKinds = ['holiday', 'workday', 'usual'] as const
/** state-council: the yearly notice. statutory: the law alone, as long as the notice for the year is not out. local: entered here. */
export const calendarOrigins = ['state-council', 'statutory', 'local'] as const

export const CalendarDay = Type.Object({
  date: Day,
  kind: oneOf(calendarKinds),
  name: Type.String({ description: '春节, in the caller’s language where it is known' }),
  origin: oneOf(calendarOrigins),
  note: Type.String({ description: 'where it comes from, in words' }),
})

export const calendarOperations = operations({
  'GET /calendar': { summary: 'Holidays and worked weekend days of a year', access: 'public', query: Type.Object({ year: Type.Integer({ minimum: 2004, maximum: 2100 }) }), reply: Type.Object({ year: Type.Integer(), published: Type.Boolean({ description: 'false: the yearly notice is not known yet; only what the law itself names is here' }), items: Type.Array(CalendarDay) }) },
  'PUT /calendar/{date}': { summary: 'Says what a day is', access: 'calendar.write', params: Type.Object({ date: Day }), body: Type.Object({ kind: oneOf(calendarKinds), name: Type.Optional(Type.String({ maxLength: 20 })), note: Type.Optional(Type.String({ maxLength: 200 })) }, { additionalProperties: false }), reply: CalendarDay, problems: ['rule'] },
})
