// Lines of a list that are no entries: totals, notes under the table, examples, a header pasted again.

import type { Cell, Row } from '../spreadsheets/workbook.ts'
import { cleanText, textOf } from './clean-text.ts'
import type { MappedColumn } from './columns.ts'
import { foldHeader } from './fold-header.ts'

export const TOTAL = /^(?:合计|总计|小计|共计|总人数|人数合计|汇总|合 计|总 计|小 计|共\s*\d+\s*人|total|sub-?total|grand total|sum)/i
export const NOTE = /^(?:[（(]?\s*(?:注|备注|说明|填表|填报|制表|审核|日期|联系人|负责人|单位|温馨提示|提示|以上|以下|note|remark|prepared|checked|date)(?:人|者|时间|日期|by)?\s*\d?\s*[:：.、）)]|[*※])/i
export const EXAMPLE = /^[（(【[]?\s*(?:示例|样例|例如|范例|例\s*[:：]|example|sample)/i

/** What a page pasted below another repeats. */
export function headerTextsOf(mapping: readonly MappedColumn[]): ReadonlySet<string> {
  return new Set(mapping.filter((column) => column.field !== null).map((column) => foldHeader(column.header)))
}

export function repeatsHeader(texts: readonly string[], headerTexts: ReadonlySet<string>): boolean {
  return texts.filter((text) => text !== '' && text.length <= 40 && headerTexts.has(foldHeader(text))).length >= 2
}

/** One cell with a sentence in it. A row with nothing but a short name is an entry with the rest missing. */
export function isLoneNote(row: Row, name: string): boolean {
  const filled = row.cells.filter((cell) => cell !== undefined && !isBlank(textOf(cell)))
  return filled.length === 1 && name !== '' && (name.length > 12 || /[:：。，,；;！!？?]/.test(name))
}

export function firstText(row: Row): string {
  return cleanText(textOf(row.cells.find((cell) => cell !== undefined && textOf(cell).trim() !== '')))
}

export function textAt(row: Row, column: number | undefined): string {
  return column === undefined ? '' : textOf(cellAt(row.cells, column))
}

export function cellAt(cells: readonly (Cell | undefined)[], column: number | undefined): Cell | undefined {
  return column === undefined ? undefined : cells[column]
}

export function isBlank(text: string): boolean {
  return text === '' || cleanText(text) === ''
}

/** The row as it was, for the workbook that is sent back: texts by column, none beyond the header's. */
export function rawCells(cells: readonly (Cell | undefined)[], width: number): string[] {
  return cells.slice(0, Math.min(width, 100)).map((cell) => (typeof cell === 'object' && 'error' in cell ? cell.error : textOf(cell)).slice(0, 500))
}
