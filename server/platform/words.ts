import type { Language } from '../../contract/problems.ts'

/** The same sentence for both readers; Chinese is written first and not translated word by word. */
export function words(language: Language, zh: string, en: string): string {
  return language === 'en' ? en : zh
}
