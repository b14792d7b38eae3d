import type { Language } from '../../../../contract/problems.ts'
import { words } from '../words.ts'

export function stateWords(language: Language, state: 'draft' | 'published' | 'retired'): string {
  return { draft: words(language, '草稿', 'draft'), published: words(language, '已发布', 'published'), retired: words(language, '已下架', 'retired') }[state]
}
