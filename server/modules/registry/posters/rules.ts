// The code on a poster: read from paper and typed by hand when the camera will not.

/** Without I, O, 0 and 1, which look alike. 32 letters: five bits each. */
export const POSTER_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
export const POSTER_LENGTH = 10

/** Fifty bits: nobody finds one by trying. @param random ten bytes */
export function posterCode(random: Uint8Array): string {
  return Array.from(random.subarray(0, POSTER_LENGTH), (byte) => POSTER_ALPHABET.charAt(byte % 32)).join('')
}

/** As people type it: lower case, spaces, dashes. */
export function foldPosterCode(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()
}
