// As much of a PDF's syntax as it takes to look through one.

import { RefusedMedia } from './refused-media.ts'

/** Its dictionary as text, and where its bytes begin and end. */
export type PdfStream = { dictionary: string; start: number; end: number }

/** Names with their escapes resolved: /J#61vaScript is /JavaScript. */
export function plainNames(text: string): string {
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** @throws RefusedMedia damaged when one does not end */
export function findStreams(text: string): PdfStream[] {
  const found: PdfStream[] = []
  const opening = /\bstream(\r\n|\n|\r)/g
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const start = match.index + match[0].length
    const object = text.lastIndexOf('obj', match.index)
    // A dictionary longer than that is none that a stream has.
    const dictionary = text.slice(Math.max(object, match.index - 65_536, 0), match.index)
    const end = text.indexOf('endstream', start)
    if (end < 0) throw new RefusedMedia('damaged')
    found.push({ dictionary, start, end })
    opening.lastIndex = end
  }
  return found
}
