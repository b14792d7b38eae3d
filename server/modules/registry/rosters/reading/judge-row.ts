// Is this row a person at all?

import type { Cell, Row } from '../../../../platform/spreadsheets/workbook.ts'
import { cleanText, textOf } from './clean-text.ts'
import type { Field, MappedColumn } from './fields.ts'
import { foldHeader } from './fold-header.ts'

export type ColumnOf = Partial<Record<Field, number>>

const TOTAL = /^(?:合计|总计|小计|共计|总人数|人数合计|汇总|合 计|总 计|小 计|共\s*\d+\s*人|total|sub-?total|grand total|sum)/i
const NOTE = /^(?:[（(]?\s*(?:注|备注|说明|填表|填报|制表|审核|日期|联系人|负责人|单位|温馨提示|提示|以上|以下|note|remark|prepared|checked|date)(?:人|者|时间|日期|by)?\s*\d?\s*[:：.、）)]|[*※])/i
const EXAMPLE = /^[（(【[]?\s*(?:示例|样例|例如|范例|例\s*[:：]|example|sample)/i

/**
 * Blank rows, headings of groups, pasted repetitions of the header, totals, notes under the table and the example of
 * the template are no people. A row counts as somebody when it has a name, a phone or a document.
 */
export function isPerson(row: Row, columns: ColumnOf, headerTexts: ReadonlySet<string>): boolean {
  const name = at(row, columns.name)
  const phone = at(row, columns.phone)
  const id = at(row, columns.id_number)
  // What nearly every row looks like, decided without cleaning anything.
  if (name.length >= 2 && name.length <= 4 && id.length === 18 && phone.length === 11 && name.charCodeAt(0) > 0x7f) {
    return !(TOTAL.test(name) || EXAMPLE.test(name))
  }
  if (isBlank(name) && isBlank(phone) && isBlank(id)) return false
  const first = cleanText(textOf(row.cells.find((cell) => cell !== undefined && textOf(cell).trim() !== '')))
  const cleanName = cleanText(name)
  if (EXAMPLE.test(cleanName) || EXAMPLE.test(first)) return false
  const plausibleId = /\d{8}/.test(id)
  if (!plausibleId && (TOTAL.test(first) || TOTAL.test(cleanName))) return false
  if (!plausibleId && (NOTE.test(first) || NOTE.test(cleanName))) return false
  if (!plausibleId && isLoneNote(row, cleanName)) return false
  return !repeatsHeader([name, phone, id], headerTexts)
}

/** What a page pasted below another repeats. */
export function headerTextsOf(mapping: readonly MappedColumn[]): ReadonlySet<string> {
  return new Set(mapping.filter((column) => column.field !== null).map((column) => foldHeader(column.header)))
}

function repeatsHeader(texts: readonly string[], headerTexts: ReadonlySet<string>): boolean {
  return texts.filter((text) => text !== '' && text.length <= 40 && headerTexts.has(foldHeader(text))).length >= 2
}

/** One cell with a sentence in it. A row with nothing but a short name is somebody with the rest missing. */
function isLoneNote(row: Row, name: string): boolean {
  const filled = row.cells.filter((cell) => cell !== undefined && !isBlank(textOf(cell)))
  return filled.length === 1 && name !== '' && (name.length > 12 || /[:：。，,；;！!？?]/.test(name))
}

function at(row: Row, column: number | undefined): string {
  return column === undefined ? '' : textOf(cellAt(row.cells, column))
}

export function cellAt(cells: readonly (Cell | undefined)[], column: number | undefined): Cell | undefined {
  return column === undefined ? undefined : cells[column]
}

function isBlank(text: string): boolean {
  return text === '' || cleanText(text) === ''
}
