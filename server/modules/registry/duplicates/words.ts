import type { Language } from '../../../../contract/problems.ts'
import { words } from '../words.ts'

export function stateWords(language: Language, state: 'open' | 'merged' | 'dismissed'): string {
  if (state === 'open') return words(language, '待核对', 'open')
  return state === 'merged' ? words(language, '已合并', 'merged') : words(language, '已判定为两个人', 'dismissed')
}
