// Traditional characters → simplified, for comparison only. What is stored stays as written.

import { createRequire } from 'node:module'
import type * as OpenCC from 'opencc-js/t2cn'

/**
 * Texts wholly within GB 2312 (the simplified standard set) are simplified already; the converter and its dictionary
 * (80 ms, 5 MB) are loaded only when another character turns up.
 */
export function toSimplified(text: string): string {
  simplified ??= simplifiedSet()
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code >= 0x3400 && code <= 0x9fff && !simplified.has(code)) {
      convert ??= loadConverter()
      return convert(text)
    }
  }
  return text
}

let simplified: Set<number> | undefined
let convert: ((text: string) => string) | undefined

/** The 6,763 characters of GB 2312, from the decoder's own table: rows B0 to F7. 1 ms. */
function simplifiedSet(): Set<number> {
  const bytes: number[] = []
  for (let row = 0xb0; row <= 0xf7; row++) {
    for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell)
  }
  return new Set([...new TextDecoder('gb18030').decode(new Uint8Array(bytes))].map((char) => char.charCodeAt(0)))
}

function loadConverter(): (text: string) => string {
  const require = createRequire(import.meta.url)
  const opencc = require('opencc-js/t2cn') as typeof OpenCC
  return opencc.Converter({ from: 't', to: 'cn' })
}
