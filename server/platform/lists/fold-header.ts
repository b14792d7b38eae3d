// Which field a column's header means.

import { columnLetters } from '../spreadsheets/workbook.ts'
import { remembered } from './clean-text.ts'
import { toSimplified } from './simplify.ts'

/** The key of a header: simplified, half width, lower case, without remarks in brackets, spaces, stars, colons. */
export const foldHeader: (header: string) => string = remembered((header) => {
  const text = toSimplified(header.normalize('NFKC').toLowerCase())
  return bare(text.replaceAll(/[([{【〔《<][^)\]}】〕》>]*[)\]}】〕》>]?/gu, ' ')) || bare(text)
})

/** A field and how sure it is: 0 is surest. */
export type Meant<F extends string> = { field: F; rank: number }

export type Vocabulary<F extends string> = {
  required: readonly F[]
  /** @param key see `foldHeader`; undefined for headers nobody knows */
  fieldOf(key: string): Meant<F> | undefined
  /** Is this the name of a group of columns about somebody else: 紧急联系人, 站长? */
  isAboutOthers(groupKey: string): boolean
}

export type Wording<F extends string> = {
  /** Chinese words parted by spaces, English ones by bars; simplified, the surest first. */
  synonyms: Record<F, string>
  /** Without columns for these a sheet is no such list. */
  required: readonly F[]
  /** Words before a header that do not change what it means: 骑手手机号, 员工入职日期. */
  owners: RegExp
  /** Ends that do not either: 身份证号必填, 入职日期格式. */
  endings: RegExp
  /** Columns about somebody or something else: never a field, whatever the rest says. */
  others: RegExp
}

export function vocabulary<F extends string>({ synonyms, required, owners, endings, others }: Wording<F>): Vocabulary<F> {
  const byKey = new Map<string, Meant<F>>()
  for (const [field, text] of Object.entries<string>(synonyms) as [F, string][]) {
    const words = text.split(/[|\n]|(?<=[\u4e00-\u9fff]) /u).map((word) => bare(word.toLowerCase()))
    for (const [rank, key] of words.filter((word) => word !== '').entries()) {
      if (!byKey.has(key)) byKey.set(key, { field, rank })
    }
  }

  /** 岗位/工种, 手机号码（联系电话）, 姓名 Name: two words for one field. */
  function twoInOne(key: string): Meant<F> | undefined {
    for (let cut = 1; cut < Math.min(key.length, 60); cut++) {
      const first = byKey.get(key.slice(0, cut))
      const second = first && byKey.get(key.slice(cut))
      if (first && second?.field === first.field) return { field: first.field, rank: first.rank + 200 }
    }
    return undefined
  }

  return {
    required,
    fieldOf(key) {
      if (key === '' || others.test(key)) return undefined
      const exact = byKey.get(key)
      if (exact) return exact
      const short = key.replace(endings, '').replace(owners, '')
      const found = short === key ? undefined : byKey.get(short)
      return found ? { field: found.field, rank: found.rank + 100 } : twoInOne(short)
    },
    isAboutOthers: (groupKey) => others.test(groupKey) || groupKey.includes('联系人'),
  }
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

function bare(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}]/gu, '').slice(0, 100).toWellFormed()
}
