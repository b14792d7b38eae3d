// Days as whole numbers since 1970-01-01: a city's history compares and adds millions of them.

/** The time zone of every date and time the simulator makes. */
export const ZONE = 'Asia/Shanghai'

export function dayNumber(date: Temporal.PlainDate): number {
  return Math.round(Date.UTC(date.year, date.month - 1, date.day) / MS_PER_DAY)
}

const texts = new Map<number, string>()

/** "2026-11-25" */
export function isoDay(day: number): string {
  let text = texts.get(day)
  if (text === undefined) {
    text = new Date(day * MS_PER_DAY).toISOString().slice(0, 10)
    texts.set(day, text)
  }
  return text
}

export function dayParts(day: number): { year: number; month: number; date: number } {
  const text = isoDay(day)
  return { year: Number(text.slice(0, 4)), month: Number(text.slice(5, 7)), date: Number(text.slice(8, 10)) }
}

/** A moment as seconds since 1970, from a day and the seconds since its midnight in Shanghai (UTC+8, no summer time). */
export function moment(day: number, secondOfDay: number): number {
  return day * 86_400 + Math.round(secondOfDay) - 8 * 3600
}

/** "2026-11-25T08:47:00Z", as COPY reads it. */
export function isoMoment(seconds: number): string {
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}Z`
}

export function clock(hour: number, minute = 0): number {
  return hour * 3600 + minute * 60
}

const MS_PER_DAY = 86_400_000
