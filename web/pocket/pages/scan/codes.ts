/** From what was scanned or typed to the page it leads to: a poster at an outlet (/i/…), or a station's code (/s/…). */

export interface Scanned {
  readonly kind: 'poster' | 'station'
  readonly code: string
}

const kinds = { i: 'poster', s: 'station' } as const

/** The code within an address of ours; undefined for anything else: a menu, a payment, another app. */
export function scanned(text: string): Scanned | undefined {
  const found = /^https?:\/\/[^/]+\/([is])\/([\w.~-]{4,60})\/?(?:[?#].*)?$/.exec(text.trim())
  return found === null ? undefined : { kind: kinds[found[1] as 'i' | 's'], code: found[2] ?? '' }
}

/** A code as people copy it from a wall: any case, full-width, with spaces and dashes. Or the whole address. */
export function typedCode(text: string): string {
  return scanned(text)?.code ?? text.normalize('NFKC').replaceAll(/[\s\-‐–—_.·]/g, '').toUpperCase()
}
