// What somebody types into the search for a place.

export type Search = { /** Safe inside LIKE. */ name: string } | { letters: string }

/** Chinese is a part of the name; Latin letters are pinyin or initials, spaces and tones left out. Undefined for nothing. */
export function readSearch(text: string): Search | undefined {
  const plain = text.normalize('NFKC').trim()
  if (/\p{Script=Han}/u.test(plain)) return { name: plain.replaceAll(/\s/g, '').replaceAll(/[\\%_]/g, (one) => `\\${one}`) }
  const letters = plain.normalize('NFD').toLowerCase().replaceAll('u\u0308', 'v').replaceAll(/[^a-z0-9]/g, '')
  return letters ? { letters } : undefined
}

/** The first text, in byte order, that does not begin with `prefix` any more: for ASCII. */
export function prefixEnd(prefix: string): string {
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1)
}
