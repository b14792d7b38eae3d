// How long people stay.

import type { Random } from '../random.ts'

/**
 * Stays are log-normal with a variance of ln 2 (in logarithms). With that spread both ways of asking give the same mean:
 * how long those stay who join, and how long those have been here who are here now (the mean of the age in a renewal
 * process is E[T²] / 2E[T] = mean · e^variance / 2). So "five months on average" holds however it is counted.
 */
const SPREAD = Math.sqrt(Math.LN2)

/** Length of a stay in days, for somebody who joins. At least one. */
export function drawStay(mean: number, random: Random): number {
  return Math.max(1, Math.round(mean * Math.exp(SPREAD * random.normal() - Math.LN2 / 2)))
}

/** The stay of somebody found here on a given day: long stays are met more often, in proportion to their length. */
export function drawStayInProgress(mean: number, random: Random): { before: number; after: number } {
  const whole = mean * Math.exp(SPREAD * random.normal() + Math.LN2 / 2)
  const before = Math.floor(whole * random.next())
  return { before, after: Math.max(0, Math.round(whole) - before - 1) }
}
