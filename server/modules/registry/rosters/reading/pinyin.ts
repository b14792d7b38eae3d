// Names as they are searched for and sorted: "zhou xiao man" and "zxm".

import { pinyin } from 'pinyin-pro'

/** Surnames of two characters that are not read as their characters are. */
const COMPOUND = new Map([
  ['万俟', ['mo', 'qi']],
  ['单于', ['chan', 'yu']],
  ['尉迟', ['yu', 'chi']],
  ['澹台', ['tan', 'tai']],
  ['长孙', ['zhang', 'sun']],
])

/**
 * Syllables apart, without tones, ü as v; the surname read as a surname (单 shan, 解 xie). Letters of other scripts
 * stay, in lower case. The library takes 9 µs a name; character by character and remembered it is 0.25 µs.
 */
export function pinyinOf(name: string): { pinyin: string; initials: string } {
  const compound = COMPOUND.get(name.slice(0, 2))
  let whole = compound ? compound.join(' ') : ''
  let initials = compound ? compound.map((syllable) => syllable.charAt(0)).join('') : ''
  let afterGap = true
  let position = 0
  const rest = compound ? name.slice(2) : name
  for (const char of rest) {
    const first = position === 0 && !compound
    position++
    const syllable = syllableOf(char, first)
    if (syllable !== undefined) {
      whole += whole === '' ? syllable : ` ${syllable}`
      initials += syllable.charAt(0)
      afterGap = true
    } else if (/[\p{L}\p{N}]/u.test(char)) {
      const letter = char.toLowerCase()
      if (afterGap) {
        initials += letter
        if (whole !== '') whole += ' '
      }
      whole += letter
      afterGap = false
    } else afterGap = true
  }
  return { pinyin: whole, initials }
}

const surnames = new Map<number, string | undefined>()
const others = new Map<number, string | undefined>()

function syllableOf(char: string, isSurname: boolean): string | undefined {
  const code = char.codePointAt(0) ?? 0
  if (code < 0x2e80) return undefined
  const known = isSurname ? surnames : others
  const before = known.get(code)
  if (before !== undefined || known.has(code)) return before
  const [syllable = ''] = pinyin(char, { toneType: 'none', type: 'array', v: true, ...(isSurname && { surname: 'head' as const }) })
  // What the dictionary does not know comes back as it is.
  const found = /^[a-z]+$/.test(syllable) ? syllable : undefined
  known.set(code, found)
  return found
}
