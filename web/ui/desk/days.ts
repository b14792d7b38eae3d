/** Reading and counting plain days, `2026-11-24`. */
import { now } from '../now.ts'
import { calendarOf } from '../words/index.ts'

/** A day as people type it; without a year it is this year's. Undefined if it is no day of the calendar. */
export function readDay(typed: string): string | undefined {
  const text = typed.normalize('NFKC').trim()
  const full = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  if (full) return dayOf(Number(full[1]), Number(full[2]), Number(full[3]))
  const short = /^(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text)
  return short ? dayOf(calendarOf(now.value).year, Number(short[1]), Number(short[2])) : undefined
}

export function today(): string {
  const at = calendarOf(now.value)
  return writeDay(at.ordinal)
}

/** The day `days` later. */
export function shiftDay(day: string, days: number): string {
  return writeDay(calendarOf(day).ordinal + days)
}

/** The same day `months` later, or the last of a shorter month. */
export function shiftMonth(day: string, months: number): string {
  const at = calendarOf(day)
  const last = new Date(Date.UTC(at.year, at.month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(at.year, at.month - 1 + months, Math.min(at.day, last))).toISOString().slice(0, 10)
}

/** Six weeks around a month, Monday first. */
export function weeksOf(day: string): string[][] {
  const at = calendarOf(day)
  const first = at.ordinal - at.day + 1
  const monday = first - ((calendarOf(writeDay(first)).weekday + 6) % 7)
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (__, weekday) => writeDay(monday + week * 7 + weekday)))
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 1900 ? date.toISOString().slice(0, 10) : undefined
}

function writeDay(ordinal: number): string {
  return new Date(ordinal * 86_400_000).toISOString().slice(0, 10)
}
