// Dates as people write them.

import { cleanText, textOf } from '../../../../platform/lists/clean-text.ts'
import { serialToDate } from '../../../../platform/spreadsheets/serial-date.ts'
import type { Cell } from '../../../../platform/spreadsheets/workbook.ts'
import type { Reading } from './fields.ts'

const FIRST_DAY = '1970-01-01'
const EMPTY = /^(?:[/\\\-—–.、]+|无|暂无|待定|不详|未知|n\/?a|none|null|0)$/i
const TIME = String.raw`(?:[\sT]*(?:上午|下午|am|pm)?\s*\d{1,2}[:时]\d{1,2}.*)?`
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?\.?${TIME}$`, 'i')
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})${TIME}$`, 'i')
const SHORT_YEAR = new RegExp(String.raw`^(\d{1,2})[-/.年](\d{1,2})[-/.月](\d{1,2})日?${TIME}$`, 'i')
const MONTH_ONLY = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:\d{6})?(?:\.0+)?$/
const MONTH_NAME = /^(?:(\d{1,2})[\s-]*([a-z]{3})[a-z]*\.?|([a-z]{3})[a-z]*\.?[\s-]*(\d{1,2}))(?:st|nd|rd|th)?[\s,-]+(\d{4}|\d{2})$/i
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/**
 * ISO date of a cell; undefined when it says nothing. Three numbers without a long year are read year first, the
 * order in China, unless the first has one digit and the last two (3/1/22, Excel's American short form). A month
 * without a day stands for its first day. Days before 1970 or more than a year ahead are `bad-date`.
 *
 * @param today ISO date
 */
export function readDate(cell: Cell | undefined, epoch1904: boolean, today: string): Reading<string> {
  if (cell === undefined) return undefined
  if (typeof cell === 'number') return judge(ofNumber(cell, epoch1904), today, String(cell))
  if (typeof cell === 'object') {
    if ('formula' in cell) return readDate(cell.value, epoch1904, today)
    if ('error' in cell) return { code: 'bad-date', detail: {} }
    // A plain 20220301 under a date format is shown as ####: what was typed is meant.
    return judge(cell.date ?? ofNumber(cell.serial, epoch1904), today, String(cell.serial))
  }
  const text = cleanText(textOf(cell)).replace(/^'/, '')
  if (text === '' || EMPTY.test(text)) return undefined
  return judge(ofText(text, epoch1904, today), today, text)
}

/** A real day of the calendar as ISO text, or undefined. */
export function calendarDay(year: number, month: number, day: number): string | undefined {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  if (days === undefined || day < 1 || day > days || year < 1000 || year > 9999) return undefined
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

function ofNumber(number: number, epoch1904: boolean): string | undefined {
  if (number >= 19_000_101 && number <= 99_991_231) {
    return calendarDay(Math.floor(number / 10_000), Math.floor(number / 100) % 100, Math.floor(number) % 100)
  }
  return serialToDate(number, epoch1904)
}

function ofText(text: string, epoch1904: boolean, today: string): string | undefined {
  const yearFirst = YEAR_FIRST.exec(text) ?? COMPACT.exec(text)
  if (yearFirst) return calendarDay(Number(yearFirst[1]), Number(yearFirst[2]), Number(yearFirst[3]))
  if (/^\d{5}(?:\.\d+)?$/.test(text)) return serialToDate(Number(text), epoch1904)
  const monthOnly = MONTH_ONLY.exec(text)
  if (monthOnly) return calendarDay(Number(monthOnly[1]), Number(monthOnly[2]), 1)
  const yearLast = YEAR_LAST.exec(text)
  if (yearLast) {
    const [first, second, year] = [Number(yearLast[1]), Number(yearLast[2]), Number(yearLast[3])]
    return first > 12 ? calendarDay(year, second, first) : calendarDay(year, first, second)
  }
  const short = SHORT_YEAR.exec(text)
  if (short) {
    const [, first = '', second = '', third = ''] = short
    return first.length === 1 && third.length === 2
      ? calendarDay(fullYear(Number(third), today), Number(first), Number(second))
      : calendarDay(fullYear(Number(first), today), Number(second), Number(third))
  }
  const named = MONTH_NAME.exec(text)
  if (named) {
    const month = MONTHS.indexOf((named[2] ?? named[3] ?? '').toLowerCase()) + 1
    const year = Number(named[5])
    return calendarDay(year < 100 ? fullYear(year, today) : year, month, Number(named[1] ?? named[4]))
  }
  return undefined
}

/** 22 → 2022, 98 → 1998: nobody is hired more than a year ahead. */
function fullYear(year: number, today: string): number {
  const century = Math.floor(Number(today.slice(0, 4)) / 100) * 100
  return century + year > Number(today.slice(0, 4)) + 1 ? century - 100 + year : century + year
}

function judge(date: string | undefined, today: string, shown: string): Reading<string> {
  if (date !== undefined && date >= FIRST_DAY && date <= `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`) return { value: date }
  // A date is no secret, but what stands in this column may be something else.
  const showable = /^[\d\s/.\-年月日:]{1,19}$/.test(shown) && shown.replaceAll(/\D/g, '').length <= 8
  return { code: 'bad-date', detail: { ...(showable && { shown }), ...(date !== undefined && { why: date < FIRST_DAY ? 'past' : 'future' }) } }
}
