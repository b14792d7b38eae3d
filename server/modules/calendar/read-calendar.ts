// The city's calendar as other modules reckon with it.

import type { Tx } from '../../platform/database/connection.ts'
import type { Context, Services } from '../../platform/http/call.ts'
import { workCalendar, type SpecialDay, type WorkCalendar } from './rules.ts'

/** As it stands in this transaction. */
export async function readCalendar(tx: Tx): Promise<WorkCalendar> {
  const rows = await tx.selectFrom('calendar_day').select(['day', 'kind', 'name', 'name_en']).orderBy('day').execute()
  return workCalendar(rows.map(({ day, kind, name, name_en: nameEn }) => ({ date: day, kind: kind as SpecialDay['kind'], name, nameEn })))
}

/** Remembered until somebody changes it, on whichever server: for what is asked many times a second. */
export async function knownCalendar({ tx, city, services }: Pick<Context, 'tx' | 'city' | 'services'>): Promise<WorkCalendar> {
  const known = rememberedBy(services)
  // While the line is down on which changes are told, nothing remembered can be trusted.
  if (!services.live.connected) known.clear()
  const found = known.get(city.code)
  if (found) return found
  const calendar = await readCalendar(tx)
  if (services.live.connected) known.set(city.code, calendar)
  return calendar
}

export const calendarTopic = 'calendar.changed'

function rememberedBy(services: Services): Map<number, WorkCalendar> {
  const known = memories.get(services)
  if (known) return known
  const made = new Map<number, WorkCalendar>()
  memories.set(services, made)
  services.live.subscribe(calendarTopic, () => made.clear())
  services.live.subscribe('live.connected', () => made.clear())
  return made
}

const memories = new WeakMap<Services, Map<number, WorkCalendar>>()
