// Mobile numbers as people write them.

import { cleanText, compactText, textOf } from '../../../../platform/lists/clean-text.ts'
import type { Cell } from '../../../../platform/spreadsheets/workbook.ts'
import type { Reading } from './fields.ts'

const MOBILE = /^1[3-9]\d{9}$/

/** Eleven digits. Takes +86, 0086, 86, spaces, dashes, numeric cells; of several numbers in one cell, the first mobile. */
export function readPhone(cell: Cell | undefined): Reading<string> {
  const text = textOf(cell)
  if (MOBILE.test(text)) return { value: text }
  const clean = cleanText(text)
  const compact = compactText(clean)
  if (compact === '' || /^(?:无|暂无|N\/?A|NONE|NULL|[./\\]+)$/.test(compact)) return undefined
  if (/^\d(?:\.\d+)?E\+?\d{1,2}$/.test(compact)) return { code: 'bad-phone', detail: { why: 'lost' } }
  const whole = toDigits(compact)
  if (MOBILE.test(whole)) return { value: whole }
  for (const part of clean.split(/[/\\、,，;；|或和]|\s(?=\+?(?:86)?\s?1[3-9])/)) {
    const digits = toDigits(compactText(part))
    if (MOBILE.test(digits)) return { value: digits }
  }
  if (!/^\d+$/.test(whole)) return { code: 'bad-phone', detail: { why: 'characters' } }
  return { code: 'bad-phone', detail: whole.length === 11 ? { why: 'prefix' } : { why: 'length', digits: whole.length } }
}

function toDigits(compact: string): string {
  return compact
    .replace(/^(\d+)\.0+$/, '$1')
    .replaceAll(/[().·]/g, '')
    .replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')
}
