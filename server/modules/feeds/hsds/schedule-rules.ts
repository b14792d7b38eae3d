// Opening hours as HSDS schedules: recurring rules of RFC 5545, one for each set of days and span.

export type Span = readonly number[]
export type Schedule = { byday: string; opens_at: string; closes_at: string; nextDay: boolean; allDay: boolean }

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const

/** @param weekly Monday first, [from, until] in minutes; until beyond 1440 is the next day */
export function schedulesOf(weekly: readonly (readonly Span[])[]): Schedule[] {
  const groups = new Map<string, { days: string[]; span: Span }>()
  for (const [day, spans] of weekly.entries()) {
    for (const span of spans) {
      const key = span.join('-')
      const group = groups.get(key)
      if (group) group.days.push(DAYS[day] ?? '')
      else groups.set(key, { days: [DAYS[day] ?? ''], span })
    }
  }
  return [...groups.values()].map(({ days, span: [from = 0, until = 0] }) => ({ byday: days.join(','), opens_at: clock(from), closes_at: clock(until), nextDay: until > 1440, allDay: from === 0 && until === 1440 }))
}

/** With the offset, as HSDS asks. Midnight at the end of a day is 23:59: HH:MM has no 24:00. */
export function clock(minutes: number): string {
  const at = minutes === 1440 ? 1439 : minutes % 1440
  return `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}+08:00`
}
