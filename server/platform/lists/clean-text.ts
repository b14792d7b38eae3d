// Cells as people and programs leave them → text that compares.

import type { Cell } from '../spreadsheets/workbook.ts'

/** What a reader of the sheet would see, unformatted; '' for an empty cell. Errors (#N/A) read as empty. */
export function textOf(cell: Cell | undefined): string {
  if (typeof cell === 'string') return cell
  if (cell === undefined) return ''
  if (typeof cell === 'number') return Number.isInteger(cell) && Math.abs(cell) < 1e21 ? BigInt(cell).toString() : String(cell)
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  if ('formula' in cell) return textOf(cell.value)
  if ('error' in cell) return ''
  return cell.date ?? String(cell.serial)
}

/**
 * Half width, no invisible characters (zero width, byte order marks, direction marks, variation selectors, controls),
 * single spaces, trimmed. Letters stay as they are: rare characters of names are not touched.
 */
export function cleanText(text: string): string {
  if (PLAIN.test(text)) return text
  return text
    .toWellFormed()
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll(/ {2,}/g, ' ')
    .trim()
}

/** For numbers of phones and documents: capitals, without spaces, dashes and the apostrophe that makes Excel keep text. */
export function compactText(text: string): string {
  if (DIGITS.test(text)) return text
  return cleanText(text)
    .replaceAll(/[\s'’‘`´"“”＇_]|\p{Pd}/gu, '')
    .toUpperCase()
}

/** Remembers answers for texts that come again and again: outlets, kinds, dates. Bounded. */
export function remembered<T>(answer: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const value = answer(text)
    if (known.size >= 20_000) known.clear()
    known.set(text, value)
    return value
  }
}

const PLAIN = /^[!-~\u4e00-\u9fff]*$/
const DIGITS = /^[0-9]*$/
const INVISIBLE = /[\p{Cf}\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu
