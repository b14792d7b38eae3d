// Which field a column's header means.

import { columnLetters } from '../../../../platform/spreadsheets/workbook.ts'
import { remembered } from './clean-text.ts'
import { FIELDS, type Field } from './fields.ts'
import { toSimplified } from './simplify.ts'
import { ENDINGS, OTHERS, OWNERS, SYNONYMS } from './synonyms.ts'

/** The key of a header: simplified, half width, lower case, without remarks in brackets, spaces, stars, colons. */
export const foldHeader: (header: string) => string = remembered((header) => {
  const text = toSimplified(header.normalize('NFKC').toLowerCase())
  return bare(text.replaceAll(/[([{【〔《<][^)\]}】〕》>]*[)\]}】〕》>]?/gu, ' ')) || bare(text)
})

/** A field and how sure it is: 0 is surest. Undefined for headers we do not know. */
export function fieldOf(key: string): { field: Field; rank: number } | undefined {
  if (key === '' || OTHERS.test(key)) return undefined
  const exact = BY_KEY.get(key)
  if (exact) return exact
  const short = key.replace(ENDINGS, '').replace(OWNERS, '')
  const found = short === key ? undefined : BY_KEY.get(short)
  return found ? { field: found.field, rank: found.rank + 100 } : twoInOne(short)
}

/** Is this the name of a group of columns about somebody else: 紧急联系人, 站长? */
export function isAboutOthers(groupKey: string): boolean {
  return OTHERS.test(groupKey) || groupKey.includes('联系人')
}

/** One key for each column, all different: blank headers are named by their column, repeated ones by their count. */
export function headerKeys(headers: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return headers.map((header, index) => {
    const key = foldHeader(header) || `#${columnLetters(index)}`
    const times = (seen.get(key) ?? 0) + 1
    seen.set(key, times)
    return times === 1 ? key : `${key}#${times}`
  })
}

/** 岗位/工种, 手机号码（联系电话）, 姓名 Name: two words for one field. */
function twoInOne(key: string): { field: Field; rank: number } | undefined {
  for (let cut = 1; cut < Math.min(key.length, 60); cut++) {
    const first = BY_KEY.get(key.slice(0, cut))
    const second = first && BY_KEY.get(key.slice(cut))
    if (first && second?.field === first.field) return { field: first.field, rank: first.rank + 200 }
  }
  return undefined
}

function bare(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '').slice(0, 100).toWellFormed()
}

const BY_KEY = new Map<string, { field: Field; rank: number }>()
for (const field of FIELDS) {
  // Chinese words are parted by spaces, English ones by bars.
  const words = SYNONYMS[field].split(/[|\n]|(?<=[\u4e00-\u9fff]) /u).map((word) => bare(word.toLowerCase()))
  for (const [rank, key] of words.filter((word) => word !== '').entries()) {
    if (!BY_KEY.has(key)) BY_KEY.set(key, { field, rank })
  }
}
