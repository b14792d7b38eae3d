// Codes that people read from paper or a screen and type when the camera will not.

/** Without I, O, 0 and 1, which look alike. 32 letters: five bits each. */
export const CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'

/** Five bits of randomness a letter: with ten, nobody finds one by trying. @param random one byte a letter */
export function codeOf(random: Uint8Array): string {
  return Array.from(random, (byte) => CODE_ALPHABET.charAt(byte % 32)).join('')
}

/** As people type it: lower case, spaces, dashes, full-width letters. */
export function foldCode(typed: string): string {
  return typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()
}
