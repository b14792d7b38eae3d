import type { Language } from '../../../contract/problems.ts'

export { words } from '../../platform/words.ts'

/** What staff wrote in both languages; who left English empty is read in Chinese. */
export function said(language: Language, { zh, en }: { zh: string; en: string }): string {
  return language === 'en' && en !== '' ? en : zh
}
