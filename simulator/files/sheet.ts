// A roster as a sheet: title lines, header, one row for each person, a sum.

import { dayParts } from '../days.ts'
import type { Company } from '../city/model.ts'
import type { Cell } from './cells.ts'
import { rowCells } from './cells.ts'
import type { Composition } from './compose-roster.ts'
import { columnLetter, headerRow, headerText } from './styles.ts'
import type { Style } from './styles.ts'

export type Sheet = {
  name: string
  rows: Cell[][]
  /** "A1:K1" */
  merges: string[]
}

/** All sheets of the file in their order; text files have the one. */
export function makeSheets(company: Company, day: number, style: Style, composition: Composition): Sheet[] {
  return [...(style.sheetsBefore ?? []).map((name) => summary(name, composition)), list(company, day, style, composition), ...(style.sheetsAfter ?? []).map(asideSheet)]
}

function asideSheet(name: string): Sheet {
  return { name, rows: name === '说明' ? [['填表说明'], ['1. 每天 18:00 前报送'], ['2. 证件号码用文本格式']] : [], merges: [] }
}

function list(company: Company, day: number, style: Style, { lines }: Composition): Sheet {
  const width = style.columns.length
  const rows: Cell[][] = []
  const merges: string[] = []
  if (style.title) {
    const { year, month, date } = dayParts(day)
    rows.push([`${company.shortName}${year}年${month}月${date}日在职人员名单`])
    if (style.format !== 'csv' && style.format !== 'tsv') merges.push(`A1:${columnLetter(width - 1)}1`)
    if (style.title === 'merged-and-note') rows.push([`制表：${company.contactName}`, null, '仅供街道社区核对使用'])
  }
  const twoLines = style.columns.some((column) => typeof column.header !== 'string')
  if (twoLines) rows.push(upperHeader(style, rows.length + 1, merges))
  rows.push(style.columns.map(headerText))
  for (const line of lines) {
    while (rows.length < line.rowNo - 1) rows.push([])
    rows.push(rowCells(line, style))
  }
  if (style.total) rows.push(['合计', `${lines.length}人`])
  if (headerRow(style) !== rows.findIndex((row) => row.includes(headerText(style.columns[width - 1] ?? { header: '', holds: 'blank' }))) + 1) throw new Error(`The header of ${style.id} is not where it should be`)
  return { name: style.sheet || 'Sheet1', rows, merges }
}

/** What stands above several columns stands there once, merged; a lone header reaches down over both lines. */
function upperHeader(style: Style, rowNo: number, merges: string[]): Cell[] {
  const texts = style.columns.map((column) => (typeof column.header === 'string' ? '' : column.header[0]))
  let from = 0
  for (let index = 1; index <= texts.length; index += 1) {
    if (index < texts.length && texts[index] === texts[from]) continue
    if (texts[from] && index - from > 1) merges.push(`${columnLetter(from)}${rowNo}:${columnLetter(index - 1)}${rowNo}`)
    from = index
  }
  return texts.map((text, index): Cell => (text && text !== texts[index - 1] ? text : null))
}

function summary(name: string, { lines }: Composition): Sheet {
  const counts = new Map<string, number>()
  for (const line of lines) counts.set(line.outletName, (counts.get(line.outletName) ?? 0) + 1)
  return { name, rows: [['Station', 'Headcount'], ...[...counts].map(([outlet, count]): Cell[] => [outlet, count])], merges: [] }
}
