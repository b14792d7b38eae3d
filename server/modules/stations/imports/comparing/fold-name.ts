// How names of stations and their owners compare.

import { remembered } from '../../../../platform/lists/clean-text.ts'
import { editDistance } from '../../../../platform/lists/edit-distance.ts'
import { toSimplified } from '../../../../platform/lists/simplify.ts'

/** Full width, spaces, brackets, letter case and traditional characters make no difference. */
export const foldName: (name: string) => string = remembered((name) => toSimplified(name.normalize('NFKC').toLowerCase()).replaceAll(/[^\p{L}\p{N}]/gu, '').slice(0, 100))

/** The one with the fewest characters to change, if that is at most half of the name. */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const key = foldName(name)
  let best: { name: string; distance: number } | undefined
  for (const one of names) {
    const distance = editDistance(key, foldName(one), best ? best.distance : Math.ceil(key.length / 2) + 1)
    if (!best || distance < best.distance) best = { name: one, distance }
  }
  return best && best.distance <= Math.ceil(key.length / 2) ? best.name : undefined
}
