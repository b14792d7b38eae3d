/** From what was scanned or typed to the code of a poster. */

/** The code within an address that ends in /i/{code}; undefined for anything else: a menu, a payment, another app. */
export function scannedCode(text: string): string | undefined {
  return /^https?:\/\/[^/]+\/i\/([\w-]{4,20})\/?(?:[?#].*)?$/.exec(text.trim())?.[1]
}

/** A code as people copy it from a wall: any case, full-width, with spaces and dashes. Or the whole address. */
export function typedCode(text: string): string {
  return scannedCode(text) ?? text.normalize('NFKC').replaceAll(/[\s\-‐–—_.·]/g, '').toUpperCase()
}
