// Workbooks going out: lists, templates, rosters to send back. Never a formula.

import { strToU8, Zip, ZipDeflate } from 'fflate'
import type { OutCell, OutSheet } from './outgoing.ts'
import { dateToSerial } from './serial-date.ts'
import { columnLetters } from './workbook.ts'
import { escapeXml, fixedParts, MAIN, STYLE, uniqueNames, XML } from './xlsx-package.ts'

/**
 * Streams an .xlsx: bold header on a tint, frozen, with a filter. Strings are written as strings whatever they begin
 * with, so that `=HYPERLINK(…)` in somebody's name stays a name. Printed, it is as wide as an A4 page. One sheet after the other, 64 KB of memory for rows.
 */
export async function* writeXlsx(sheets: readonly OutSheet[]): AsyncGenerator<Buffer> {
  const out: Buffer[] = []
  let failure: Error | undefined
  const zip = new Zip((error, bytes) => {
    if (error) failure = error
    else out.push(Buffer.from(bytes))
  })
  const names = uniqueNames(sheets.map((sheet) => sheet.name))
  const add = (name: string) => {
    const part = new ZipDeflate(name, { level: 5 })
    zip.add(part)
    return part
  }
  for (const [name, xml] of fixedParts(names)) add(name).push(strToU8(xml), true)

  for (const [index, sheet] of sheets.entries()) {
    const part = add(`xl/worksheets/sheet${index + 1}.xml`)
    let xml = sheetStart(sheet)
    let row = (sheet.preface?.length ?? 0) + 1
    for await (const cells of sheet.rows) {
      row++
      xml += rowXml(sheet, row, cells)
      if (xml.length < FLUSH) continue
      part.push(strToU8(xml), false)
      xml = ''
      yield* out.splice(0)
      // Compressing 256 KB takes 3 ms; others get their turn in between.
      await new Promise(setImmediate)
    }
    part.push(strToU8(xml + sheetEnd(sheet, row)), true)
    if (failure) throw failure
    yield* out.splice(0)
  }
  zip.end()
  if (failure) throw failure
  yield* out.splice(0)
}

const FLUSH = 256 * 1024

function sheetStart(sheet: OutSheet): string {
  const preface = sheet.preface ?? []
  const header = preface.length + 1
  const columns = sheet.columns.map((column, index) => {
    const style = column.kind === 'text' ? STYLE.text : column.kind === 'date' ? STYLE.date : STYLE.plain
    return `<col min="${index + 1}" max="${index + 1}" width="${column.width ?? 14}" style="${style}" customWidth="1"/>`
  })
  const lines = preface.map((line, index) => `<row r="${index + 1}">${textCell(`A${index + 1}`, line, STYLE.preface)}</row>`)
  const headers = sheet.columns.map((column, index) => textCell(`${columnLetters(index)}${header}`, column.header, STYLE.header))
  return (
    `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">` +
    `<pane ySplit="${header}" topLeftCell="A${header + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="18"/><cols>${columns.join('')}</cols><sheetData>${lines.join('')}` +
    `<row r="${header}" ht="24" customHeight="1">${headers.join('')}</row>`
  )
}

function sheetEnd(sheet: OutSheet, lastRow: number): string {
  const header = (sheet.preface?.length ?? 0) + 1
  const last = columnLetters(Math.max(0, sheet.columns.length - 1))
  return `</sheetData><autoFilter ref="A${header}:${last}${lastRow}"/><pageSetup paperSize="9" fitToWidth="1" fitToHeight="0"/></worksheet>`
}

function rowXml(sheet: OutSheet, row: number, cells: readonly OutCell[]): string {
  let xml = `<row r="${row}">`
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index]
    if (cell === null || cell === undefined || cell === '') continue
    const reference = `${columnLetters(index)}${row}`
    const kind = sheet.columns[index]?.kind
    if (typeof cell === 'number' && Number.isFinite(cell)) xml += `<c r="${reference}"><v>${cell}</v></c>`
    else if (typeof cell === 'boolean') xml += `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`
    else if (kind === 'date' && typeof cell === 'string' && /^\d{4}-\d\d-\d\d$/.test(cell) && cell >= '1900-03-01') {
      xml += `<c r="${reference}" s="${STYLE.date}"><v>${dateToSerial(cell)}</v></c>`
    } else xml += textCell(reference, String(cell), sheet.emphasised?.includes(index) ? STYLE.emphasis : kind === 'text' ? STYLE.text : STYLE.plain)
  }
  return `${xml}</row>`
}

function textCell(reference: string, text: string, style: number): string {
  return `<c r="${reference}"${style === STYLE.plain ? '' : ` s="${style}"`} t="inlineStr"><is><t xml:space="preserve">${escapeXml(text.slice(0, 32_767))}</t></is></c>`
}
