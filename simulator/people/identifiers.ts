// Invented numbers that pass every check, from ranges that keep them clear of real people and companies.

import type { Random } from '../random.ts'
import { dayParts } from '../days.ts'

/**
 * A resident identity number (GB 11643), 18 characters.
 * @param heading a code from `ID_HEADINGS`
 * @param sequence 0…999; odd for men, even for women
 */
export function residentId(heading: number, bornOn: number, sequence: number): string {
  const { year, month, date } = dayParts(bornOn)
  const body = `${heading}${year}${two(month)}${two(date)}${String(sequence).padStart(3, '0')}`
  return body + idCheck(body)
}

/** Check character over the first 17 digits. */
export function idCheck(body: string): string {
  let sum = 0
  for (let at = 0; at < 17; at += 1) sum += (body.charCodeAt(at) - 48) * (ID_WEIGHTS[at] ?? 0)
  return '10X98765432'[sum % 11] ?? ''
}

/**
 * First six digits of invented identity numbers, by the first two: GB/T 2260 lists them as 市辖区, a heading over the
 * districts of a prefecture-level city. Nobody is registered under a heading, so that a number made here belongs to
 * nobody as far as one can know, and still shows a province people recognise.
 */
export function idHeadings(province: number): readonly number[] {
  let headings = knownHeadings.get(province)
  if (!headings) {
    const [from, to] = PREFECTURES[province] ?? [1, 1]
    headings = Array.from({ length: to - from + 1 }, (_, index) => province * 10_000 + (from + index) * 100 + 1)
    knownHeadings.set(province, headings)
  }
  return headings
}

const knownHeadings = new Map<number, readonly number[]>()

/** Provinces that appear in `idHeadings`. */
export const ID_PROVINCES: readonly number[] = [13, 14, 15, 21, 22, 23, 32, 34, 36, 37, 41, 42, 43, 45, 51, 52, 53, 54, 61, 62, 63, 64, 65]

/**
 * A mobile number from three-digit prefixes that the numbering plan has not given to any operator (November 2026):
 * it looks like one, has eleven digits and begins with 1[3-9], and rings nowhere.
 */
export function unassignedPhone(random: Random): string {
  return random.pick(UNASSIGNED_PREFIXES) + String(random.int(0, 99_999_999)).padStart(8, '0')
}

export const UNASSIGNED_PREFIXES: readonly string[] = ['154', '160', '161', '163', '164', '168', '169', '179', '194']

/**
 * A unified social credit code (GB 32100) whose organisation code begins with MAYYY, far beyond those in use.
 * None ends in 0: stdnum 1.12 wrongly refuses those (it looks up 31 − 0 in an alphabet of 31), and ours are for every
 * checker to take.
 * @param division six digits
 * @param serial 1…249
 */
export function creditCode(division: number, serial: number): string {
  const code = withChecks(division, serial)
  return code.endsWith('0') ? creditCode(division, serial + 250) : code
}

function withChecks(division: number, serial: number): string {
  const organisation = `MAYYY${String(serial).padStart(3, '0')}`
  const body = `91${division}${organisation}${organisationCheck(organisation)}`
  let sum = 0
  for (let at = 0; at < 17; at += 1) sum += CREDIT_ALPHABET.indexOf(body[at] ?? '') * power3(at)
  return body + (CREDIT_ALPHABET[(31 - (sum % 31)) % 31] ?? '')
}

// GB 11714: the ninth character of the organisation code checks the eight before it.
function organisationCheck(code: string): string {
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((before, weight, at) => before + weight * valueOf(code[at] ?? ''), 0)
  const check = 11 - (sum % 11)
  return check === 10 ? 'X' : String(check % 11)
}

function valueOf(character: string): number {
  return /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 55
}

function power3(exponent: number): number {
  let value = 1
  for (let step = 0; step < exponent; step += 1) value = (value * 3) % 31
  return value
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CREDIT_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'

// First and last prefecture-level city that has the heading XXYY01, by province.
const PREFECTURES: Readonly<Record<number, readonly [number, number]>> = {
  13: [1, 11], 14: [1, 11], 15: [1, 9], 21: [1, 14], 22: [1, 8], 23: [1, 12],
  32: [1, 13], 34: [1, 8], 36: [1, 11], 37: [1, 11],
  41: [1, 17], 42: [1, 3], 43: [1, 13], 45: [1, 14],
  51: [3, 11], 52: [3, 6], 53: [3, 9], 54: [1, 1], 61: [1, 10], 62: [3, 12], 63: [1, 2], 64: [1, 5], 65: [1, 2],
}
