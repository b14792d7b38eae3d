// Names of people.

import { cleanText, textOf } from '../../../../platform/lists/clean-text.ts'
import type { Cell } from '../../../../platform/spreadsheets/workbook.ts'
import type { Reading } from './fields.ts'

const MOST = 50
const USUAL = /^[\u4e00-\u9fff]{2,4}$/

/**
 * 张 伟 → 张伟, 买买提•艾力 → 买买提·艾力. Rare characters are kept. What holds no letter (a number, a dash) is no name
 * and reads as empty; so is what is longer than 50 characters, which is a note.
 */
export function readName(cell: Cell | undefined): Reading<string> {
  const text = textOf(cell)
  if (USUAL.test(text)) return { value: text }
  let name = cleanText(text).replace(/^['’]/, '')
  if (!/\p{L}/u.test(name)) return undefined
  if ([...name].length > MOST) return { code: 'missing-required', detail: { why: 'too-long' } }
  if (/\p{Script=Han}/u.test(name)) {
    name = name
      .replaceAll(/\s*[·•‧∙・･●▪．.。˙⋅]\s*(?=\S)/g, '·')
      .replaceAll(/(?<=\p{Script=Han}|·)\s+(?=\p{Script=Han})/gu, '')
  }
  return { value: name }
}
