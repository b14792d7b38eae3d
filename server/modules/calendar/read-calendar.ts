// The city's calendar as other modules reckon with it.

import type { Tx } from '../../platform/database/connection.ts'
import { remembered } from '../../platform/live/remembered.ts'
import { workCalendar, type SpecialDay, type WorkCalendar } from './rules.ts'

/** As it stands in this transaction. */
export async function readCalendar(tx: Tx): Promise<WorkCalendar> {
  const rows = await tx.selectFrom('calendar_day').select(['day', 'kind', 'name', 'name_en']).orderBy('day').execute()
  return workCalendar(rows.map(({ day, kind, name, name_en: nameEn }) => ({ date: day, kind: kind as SpecialDay['kind'], name, nameEn })))
}

export const calendarTopic = 'calendar.changed'

/** Remembered until somebody changes it: for what is asked many times a second. */
export const knownCalendar = remembered(calendarTopic, readCalendar)
