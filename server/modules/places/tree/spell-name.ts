// How a place's name is typed: syllables and initials, as the official names have them.

import { pinyin } from 'pinyin-pro'

/** "幸福里3号院" → { pinyin: "xing fu li 3 hao yuan", initials: "xfl3hy" } */
export function spellName(name: string): { pinyin: string; initials: string } {
  const spoken = pinyin(name, { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' })
  const syllables = spoken.map((one) => one.toLowerCase().replaceAll(/[^a-z0-9]/g, '')).filter(Boolean)
  return { pinyin: syllables.join(' '), initials: syllables.map((one) => one[0]).join('') }
}
