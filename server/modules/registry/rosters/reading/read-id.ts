// Numbers of identity documents.

import { cleanText, compactText, textOf } from '../../../../platform/lists/clean-text.ts'
import type { Cell } from '../../../../platform/spreadsheets/workbook.ts'
import type { Reading } from './fields.ts'
import { calendarDay } from './read-date.ts'

/** As in `worker.id_kind`. Cards of foreigners and of residents of Hong Kong, Macao and Taiwan are permits. */
export type IdKind = 'resident-id' | 'passport' | 'permit' | 'other'
export type IdDocument = { kind: IdKind; number: string }

const EIGHTEEN = /^\d{17}[\dX]$/
/** 5.22427E+17 is what Excel shows, and saves as text, for 18 digits in a number cell. */
const SCIENTIFIC = /^\d(?:[.,]\d+)?E\+\d{1,2}$|^\d[.,]\d+E\d{2}$/
/** First two digits of a division code, GB/T 2260; 81 to 83 for residents of Hong Kong, Macao and Taiwan. */
const PROVINCES = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const CHECKS = '10X98765432'

/**
 * A document's number in the form in which it compares: resident IDs with 18 digits (old ones of 15 are converted, so
 * that a person is the same person on both), X capital.
 *
 * @param kindText what the column "ID type" says, '' where there is none. A number with a valid check digit is a
 *   resident ID whatever it says.
 * @param today ISO date: nobody was born later
 */
export function readId(cell: Cell | undefined, kindText: string, today: string): Reading<IdDocument> {
  if (typeof cell === 'object') {
    if ('formula' in cell) return readId(cell.value, kindText, today)
    if ('serial' in cell) return readId(cell.serial, kindText, today)
  }
  if (typeof cell === 'number' && Math.abs(cell) >= 1e15) return { code: 'id-lost-precision', detail: { shown: scientific(cell) } }
  const text = textOf(cell)
  const number = EIGHTEEN.test(text) ? text : normalise(text)
  if (number === '') return undefined
  if (SCIENTIFIC.test(number)) return { code: 'id-lost-precision', detail: { shown: scientific(Number(number.replace(',', '.').replace(/E(\d)/, 'E+$1'))) } }
  if (EIGHTEEN.test(number)) return readEighteen(number, today)
  const declared = declaredKind(kindText)
  if (/^\d{15}$/.test(number) && (declared === undefined || declared === 'resident-id')) return readFifteen(number, today)
  if (declared === 'resident-id') return { code: 'bad-id-check-digit', detail: wrongShape(number) }
  return readOther(number, declared)
}

/** The check digit of GB 11643 for the first 17 digits: ISO 7064 MOD 11-2. */
export function checkDigit(first17: string): string {
  let sum = 0
  for (let at = 0; at < 17; at++) sum += (first17.charCodeAt(at) - 48) * (WEIGHTS[at] ?? 0)
  return CHECKS.charAt(sum % 11)
}

/** 15 digits (until 1999): division, YYMMDD, sequence. The century was always the twentieth. */
export function toEighteen(fifteen: string): string {
  const first17 = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`
  return first17 + checkDigit(first17)
}

function readEighteen(number: string, today: string): Reading<IdDocument> {
  if (checkDigit(number) !== number.charAt(17)) {
    // Excel keeps 15 digits: whatever the last three were, they have become zeros.
    if (number.endsWith('000')) return { code: 'id-lost-precision', detail: { shown: 'zeros' } }
    return { code: 'bad-id-check-digit', detail: { why: 'check-digit' } }
  }
  if (!wasBorn(number.slice(6, 14), today)) return { code: 'bad-id-check-digit', detail: { why: 'birth' } }
  // Since 2023 the card of permanently resident foreigners has 18 digits, beginning with 9, by the same arithmetic.
  if (number.startsWith('9')) return { value: { kind: 'permit', number } }
  if (!PROVINCES.test(number)) return { code: 'bad-id-check-digit', detail: { why: 'division' } }
  return { value: { kind: 'resident-id', number } }
}

function readFifteen(number: string, today: string): Reading<IdDocument> {
  if (!wasBorn(`19${number.slice(6, 12)}`, today)) return { code: 'bad-id-check-digit', detail: { why: 'birth' } }
  if (!PROVINCES.test(number)) return { code: 'bad-id-check-digit', detail: { why: 'division' } }
  return { value: { kind: 'resident-id', number: toEighteen(number) } }
}

function readOther(number: string, declared: IdKind | undefined): Reading<IdDocument> {
  if (!/^[A-Z0-9]{5,20}$/.test(number)) return { code: 'bad-id-check-digit', detail: wrongShape(number) }
  if (declared !== undefined) return { value: { kind: declared, number } }
  // Hong Kong and Macao residents' travel permit: H or M with 8 digits, 10 with the count of renewals.
  if (/^[HM]\d{8}(?:\d\d)?$/.test(number)) return { value: { kind: 'permit', number } }
  // Permanent residence card before 2023: issuing place in three letters, 12 digits.
  if (/^[A-Z]{3}\d{12}$/.test(number)) return { value: { kind: 'permit', number } }
  // Passports: Chinese ones are E, EA to EZ, G, D, S, P with 7 or 8 digits; foreign ones 6 to 9 letters and digits.
  if (/^(?=.*\d)(?=.*[A-Z])[A-Z0-9]{6,9}$/.test(number)) return { value: { kind: 'passport', number } }
  return { code: 'bad-id-check-digit', detail: wrongShape(number) }
}

function declaredKind(text: string): IdKind | undefined {
  const kind = cleanText(text).toLowerCase()
  if (kind === '') return undefined
  if (/护照|護照|passport/.test(kind)) return 'passport'
  if (/居住证|居住證|通行|回乡|回鄉|台胞|臺胞|永久|永居|permit|residence/.test(kind)) return 'permit'
  if (/身份|身分|resident|identity|national|^id/.test(kind)) return 'resident-id'
  return 'other'
}

function wrongShape(number: string): Record<string, string | number> {
  return /^\d*X?$/.test(number) ? { why: 'length', digits: number.length } : { why: 'characters' }
}

function wasBorn(yyyymmdd: string, today: string): boolean {
  const day = calendarDay(Number(yyyymmdd.slice(0, 4)), Number(yyyymmdd.slice(4, 6)), Number(yyyymmdd.slice(6)))
  return day !== undefined && day >= '1900-01-01' && day <= today
}

/** Look-alikes of X, prefixes such as "身份证:", brackets, a trailing ".0". */
function normalise(text: string): string {
  const scientificText = cleanText(text).toUpperCase().replaceAll(' ', '')
  if (SCIENTIFIC.test(scientificText)) return scientificText
  const compact = compactText(text.replaceAll('Ⅹ', 'X').replaceAll('ⅹ', 'X'))
    .replace(/^(\d{15,18})\.0+$/, '$1')
    .replaceAll(/[().]/g, '')
    .replace(/^[\u4e00-\u9fff]+:?/, '')
    .replace(/(?<=^\d{17})[×Х✕╳]$/u, 'X')
  return /^(?:[/\\*]+|N\/?A|NONE|NULL|无|暂无)$/.test(compact) ? '' : compact
}

/** Six figures, as Excel shows them: the division, which tells nobody apart. */
function scientific(number: number): string {
  return number.toExponential(5).toUpperCase()
}
