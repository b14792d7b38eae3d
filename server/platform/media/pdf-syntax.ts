// As much of a PDF's syntax as it takes to look through one.

import { RefusedMedia } from './refused-media.ts'

/** Its dictionary as text, and where its bytes begin and end. */
export type PdfStream = { dictionary: string; start: number; end: number }

/** Names with their escapes resolved: /J#61vaScript is /JavaScript. */
export function plainNames(text: string): string {
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** A dictionary longer than that is none that a stream has. */
const LONGEST_DICTIONARY = 65_536

/** Characters of all dictionaries together: hundreds of thousands of streams as programs write them. */
const MOST_DICTIONARIES = 32 * 1024 * 1024

/** @throws RefusedMedia damaged when one does not end, too-complex when there is no end to them */
export function findStreams(text: string): PdfStream[] {
  const found: PdfStream[] = []
  let characters = 0
  const opening = /\bstream(\r\n|\n|\r|\b)/g
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const start = match.index + match[0].length
    const before = text.slice(Math.max(match.index - LONGEST_DICTIONARY, 0), match.index)
    const dictionary = before.slice(Math.max(before.lastIndexOf('obj'), 0))
    characters += dictionary.length
    if (characters > MOST_DICTIONARIES) throw new RefusedMedia('too-complex')
    const isStream = isDictionary(dictionary)
    const endsLine = match[1] !== ''
    // A word of some text, or a name.
    if (!endsLine && (!isStream || text[match.index - 1] === '/')) continue
    // Readers skip what stands between the word and the end of its line; programs write nothing there.
    if (!isStream || !endsLine) throw new RefusedMedia('damaged')
    const end = text.indexOf('endstream', start)
    if (end < 0) throw new RefusedMedia('damaged')
    found.push({ dictionary, start, end })
    opening.lastIndex = end
  }
  return found
}

/** An "obj" inside a string would hide what stands before it. */
function isDictionary(text: string): boolean {
  if (!/^obj\s*<</.test(text)) return false
  let depth = 0
  for (const [sign] of text.matchAll(/\\[^]|[()]/g)) {
    if (sign === '(') depth += 1
    else if (sign === ')') depth -= 1
    if (depth < 0) return false
  }
  return depth === 0
}
