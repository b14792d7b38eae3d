// Codes of a station: one printed, one that changes on the counter's tablet.

import { CODE_ALPHABET } from '../../../platform/secrets/code-rules.ts'

/** Fifty bits: nobody finds a printed code by trying. */
export const PRINTED_LETTERS = 10

export const STEP_SECONDS = 30
/** Whoever types takes a moment, and clocks differ: the step before and after is taken, too. */
const EITHER_SIDE = 1

const MAC_LETTERS = 6

export function stepOf(now: Temporal.Instant): number {
  return Math.floor(now.epochMilliseconds / 1000 / STEP_SECONDS)
}

export function stepsTaken(now: Temporal.Instant): number[] {
  const step = stepOf(now)
  return Array.from({ length: 2 * EITHER_SIDE + 1 }, (_, i) => step - EITHER_SIDE + i)
}

/** When the code of this moment is replaced by the next. */
export function stepEnd(now: Temporal.Instant): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds((stepOf(now) + 1) * STEP_SECONDS * 1000)
}

/**
 * Which station, and proof of having seen its tablet: the number of the station, then six letters of a keyed hash.
 * Thirty bits, three of which are right at a time, and ten tries an hour: see wrong-codes.ts.
 * @param hash hex digits, at least eight before the first dash
 */
export function rotatingCode(station: number, hash: string): string {
  return letters(station) + proof(hash)
}

/** What a rotating code claims; undefined for a text that is none. */
export function parseRotating(code: string): { station: number; proof: string } | undefined {
  const head = code.slice(0, -MAC_LETTERS)
  if (head.length < 2 || head.length > 10 || [...code].some((letter) => !CODE_ALPHABET.includes(letter))) return undefined
  const station = [...head].reduce((sum, letter) => sum * 32 + CODE_ALPHABET.indexOf(letter), 0)
  // One spelling for each station: leading letters that stand for nothing would be others.
  return station > 0 && Number.isSafeInteger(station) && letters(station) === head ? { station, proof: code.slice(-MAC_LETTERS) } : undefined
}

export function proof(hash: string): string {
  return letters(parseInt(hash.slice(0, 8), 16) % 32 ** MAC_LETTERS, MAC_LETTERS)
}

/** To be read aloud and typed: the proof stands apart. */
export function spaced(code: string): string {
  return `${code.slice(0, -MAC_LETTERS)} ${code.slice(-MAC_LETTERS, -MAC_LETTERS / 2)} ${code.slice(-MAC_LETTERS / 2)}`
}

function letters(number: number, least = 2): string {
  let text = ''
  for (let rest = number; rest > 0; rest = Math.floor(rest / 32)) text = CODE_ALPHABET.charAt(rest % 32) + text
  return text.padStart(least, CODE_ALPHABET.charAt(0))
}
