// How names of outlets compare.

import { remembered } from '../../../../platform/lists/clean-text.ts'
import { toSimplified } from '../../../../platform/lists/simplify.ts'

/**
 * Key under which an outlet is looked up: full width, spaces, brackets, punctuation, letter case and traditional
 * characters make no difference, and neither does 站 / 站点 / 配送站 / 配送站点 at the end. Nothing else is dropped:
 * 望京东站 and 望京站 are two outlets, 望京 and 望京站 may be.
 */
export const foldOutletName: (name: string) => string = remembered((name) => {
  const folded = toSimplified(name.normalize('NFKC').toLowerCase()).replaceAll(/[^\p{L}\p{N}]/gu, '')
  return folded.replace(/(?<=..)(?:配送)?站点?$/u, '站').slice(0, 100)
})
