// What is shown of an import, in the reader's language.

import type { Language } from '../../../../contract/problems.ts'
import { refusalText } from '../../../platform/lists/refusal-words.ts'
import type { RefusalReason } from '../../../platform/lists/refused-file.ts'
import { words } from '../../../platform/words.ts'
import { FIELD_LABELS, type Field, type MappedColumn } from './reading/fields.ts'

export function stateWords(state: string, language: Language): string {
  const known: Record<string, readonly [string, string]> = { reading: ['正在读取', 'being read'], ready: ['待应用', 'ready'], applied: ['已应用', 'applied'], refused: ['未采用', 'refused'], reversed: ['已撤销', 'taken back'] }
  const found = known[state]
  return found ? words(language, ...found) : state
}

export function rowKindWords(kind: string, language: Language): string {
  const known: Record<string, readonly [string, string]> = { new: ['新增', 'new'], changed: ['变更', 'changed'], same: ['无变化', 'same'], rejected: ['退回', 'sent back'] }
  const found = known[kind]
  return found ? words(language, ...found) : kind
}

export function fieldLabel(field: Field, language: Language): string {
  return words(language, FIELD_LABELS[field].zh, FIELD_LABELS[field].en)
}

/** Why nothing of a file was taken. */
export function refusalWords(reason: string | null, why: string | null, mapping: readonly MappedColumn[], language: Language): string | null {
  if (reason === null) return null
  if (reason === 'interrupted') return words(language, '读取中断了，请重新上传', 'Reading was interrupted; upload the file again')
  if (reason === 'not-decided') return words(language, '30 天没有应用，已关闭', 'Not applied within 30 days, so it was closed')
  const missing = ([] as Field[]).concat(mapping.some((one) => one.field === 'name') ? [] : ['name'], mapping.filter((one) => one.field !== null && one.field !== 'name').length === 0 ? ['position'] : [])
  return refusalText(reason as RefusalReason, { why: why ?? '', missing: missing.map((field) => fieldLabel(field, language)), empty: ['表里没有驿站，请确认选对了文件。', 'No station is listed in this file. Is it the right one?'] }, language)
}
