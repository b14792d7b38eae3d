// How full a station is, and how long ago somebody said that what stands about it is right.

import type { confirmationStates, fullnesses } from '../../../../contract/stations.ts'

/** @param present null where nobody can check in; @param capacity null or 0 where nobody has counted the seats */
export function fullnessOf(present: number | null, capacity: number | null): (typeof fullnesses)[number] | null {
  if (present === null || !capacity) return null
  const share = present / capacity
  if (share >= 1) return 'full'
  return share >= FILLING ? 'filling' : 'free'
}

/**
 * As everybody may see it. Below `smallest` nothing moves with a single person who comes or goes: every such number
 * leaves room, or nothing is said.
 */
export function publicFullness(present: number | null, capacity: number | null, smallest: number): ReturnType<typeof fullnessOf> {
  if (present === null || present >= smallest) return fullnessOf(present, capacity)
  const empty = fullnessOf(0, capacity)
  return fullnessOf(smallest - 1, capacity) === empty ? empty : null
}

/** From three seats in five on, somebody who comes with two others may not find theirs. */
const FILLING = 0.6

/** @param days since it was last confirmed; null: never; @param due from this many days on it is asked for again */
export function confirmationOf(days: number | null, due: number): (typeof confirmationStates)[number] {
  if (days === null) return 'never'
  return days >= due ? 'due' : 'confirmed'
}
