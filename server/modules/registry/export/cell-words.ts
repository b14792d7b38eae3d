// What codes are called in spreadsheets.

import type { Language } from '../../../../contract/problems.ts'
import type { Context } from '../../../platform/http/call.ts'
import type { Mix } from '../companies/company-store.ts'
import type { FreshnessState } from '../companies/rules.ts'
import { words } from '../words.ts'

export function kindWords(language: Language, kind: keyof Mix): string {
  const { zh, en } = kinds[kind]
  return words(language, zh, en)
}

export function standingWords(language: Language, standing: 'confirmed' | 'self-declared' | 'disputed'): string {
  const { zh, en } = standings[standing]
  return words(language, zh, en)
}

export function freshnessWords(language: Language, state: FreshnessState, days: number): string {
  switch (state) {
    case 'on-time':
      return words(language, '按时', 'on time')
    case 'due-today':
      return words(language, '今天截止', 'due today')
    case 'late':
      return words(language, days > 0 ? `晚 ${days} 天` : '今天已过点', days > 0 ? `${days} ${days === 1 ? 'day' : 'days'} late` : 'overdue today')
    case 'never':
      return words(language, '首份待交', 'first one awaited')
    case 'not-asked':
      return words(language, '无需提交', 'not asked')
  }
}

/** Code → name. */
export async function tradeNames({ tx, language }: Pick<Context, 'tx' | 'language'>): Promise<Map<string, string>> {
  const rows = await tx.selectFrom('trade').select(['code', 'name', 'name_en']).execute()
  return new Map(rows.map((row) => [row.code, words(language, row.name, row.name_en)]))
}

const kinds = { direct: { zh: '直营', en: 'direct' }, dispatch: { zh: '派遣', en: 'dispatch' }, franchise: { zh: '加盟', en: 'franchise' }, crowd: { zh: '众包', en: 'crowd' } } as const
const standings = { confirmed: { zh: '已确认', en: 'confirmed' }, 'self-declared': { zh: '自报待确认', en: 'self-declared' }, disputed: { zh: '有争议', en: 'disputed' } } as const
