/** Days as numbers in the city's time zone: the arithmetic under `dates.ts`. No words here. */

/** An instant (RFC 3339, milliseconds, Date) or a plain day (`2026-11-24`, which has no time of day). */
export type When = string | number | Date

export interface Calendar {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  /** Days since 1970-01-01 in the city's zone: differences are whole days. */
  readonly ordinal: number
  /** 0 Sunday … 6 Saturday. */
  readonly weekday: number
}

let zone = 'Asia/Shanghai'
let reader = makeReader()

/** The zone every time is shown in; the whole country keeps one. */
export function setZone(name: string): void {
  zone = name
  reader = makeReader()
}

export function calendarOf(when: When): Calendar {
  const plain = typeof when === 'string' ? /^(\d{4})-(\d{2})-(\d{2})$/.exec(when) : null
  if (plain) return withOrdinal(Number(plain[1]), Number(plain[2]), Number(plain[3]), 0, 0)
  const parts: Partial<Record<Intl.DateTimeFormatPartTypes, string>> = {}
  for (const part of reader.formatToParts(new Date(when))) parts[part.type] = part.value
  const number = (name: Intl.DateTimeFormatPartTypes): number => Number(parts[name])
  return withOrdinal(number('year'), number('month'), number('day'), number('hour'), number('minute'))
}

/** Whole months and remaining days between two days; the end of a short month counts as the same day. */
export function monthsAndDays(from: Calendar, to: Calendar): { months: number; days: number } {
  let months = (to.year - from.year) * 12 + to.month - from.month
  if (to.day < from.day) months -= 1
  const shifted = from.month - 1 + months
  const lastDay = new Date(Date.UTC(from.year, shifted + 1, 0)).getUTCDate()
  const anchor = Date.UTC(from.year, shifted, Math.min(from.day, lastDay)) / DAY
  return { months, days: to.ordinal - anchor }
}

const DAY = 86_400_000

function makeReader(): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })
}

function withOrdinal(year: number, month: number, day: number, hour: number, minute: number): Calendar {
  const midnight = Date.UTC(year, month - 1, day)
  return { year, month, day, hour, minute, ordinal: midnight / DAY, weekday: new Date(midnight).getUTCDay() }
}
