// Workbooks as Excel writes them: shared strings, dates as serial numbers with a format. Streamed, row by row.

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { Zip, ZipDeflate } from 'fflate'
import type { Cell } from './cells.ts'
import { columnLetter } from './styles.ts'

export type SheetSource = { name: string; rows: Iterable<readonly Cell[]>; merges: readonly string[] }

/**
 * Writes the sheets to a file. Memory holds the distinct texts and one chunk.
 * @returns bytes written
 */
export async function writeXlsx(path: string, sheets: readonly SheetSource[]): Promise<number> {
  const file = createWriteStream(path)
  let bytes = 0
  let drained: Promise<unknown> | undefined
  const zip = new Zip((error, chunk, last) => {
    if (error) file.destroy(error)
    else {
      bytes += chunk.length
      if (!file.write(chunk)) drained = once(file, 'drain')
      if (last) file.end()
    }
  })
  const texts = new Map<string, number>()
  for (const [index, sheet] of sheets.entries()) {
    const entry = begin(zip, `xl/worksheets/sheet${index + 1}.xml`)
    for (const text of sheetXml(sheet, texts)) {
      entry.push(encode(text))
      await drained
    }
    entry.push(new Uint8Array(), true)
  }
  const strings = begin(zip, 'xl/sharedStrings.xml')
  for (const text of sharedStringsXml(texts)) {
    strings.push(encode(text))
    await drained
  }
  strings.push(new Uint8Array(), true)
  for (const [name, text] of Object.entries(frame(sheets.map((sheet) => sheet.name)))) begin(zip, name).push(encode(text), true)
  const finished = once(file, 'finish')
  zip.end()
  await finished
  return bytes
}

function begin(zip: Zip, name: string): ZipDeflate {
  const entry = new ZipDeflate(name, { level: 6 })
  // The same city gives the same bytes.
  entry.mtime = '2026-01-01T00:00:00'
  zip.add(entry)
  return entry
}

const encoder = new TextEncoder()
const encode = (text: string) => encoder.encode(text)

function* sheetXml({ rows, merges }: SheetSource, texts: Map<string, number>): Generator<string> {
  let xml = `${XML}<worksheet xmlns="${MAIN}"><sheetData>`
  let rowNo = 0
  for (const row of rows) {
    rowNo += 1
    if (row.length > 0) xml += `<row r="${rowNo}">${row.map((cell, column) => cellXml(cell, columnLetter(column) + rowNo, texts)).join('')}</row>`
    if (xml.length > 131_072) {
      yield xml
      xml = ''
    }
  }
  const merged = merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>` : ''
  yield `${xml}</sheetData>${merged}</worksheet>`
}

function cellXml(cell: Cell, reference: string, texts: Map<string, number>): string {
  if (cell === null || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`
  if (typeof cell === 'object') return `<c r="${reference}" s="1"><v>${excelSerial(cell.day)}</v></c>`
  let index = texts.get(cell)
  if (index === undefined) {
    index = texts.size
    texts.set(cell, index)
  }
  return `<c r="${reference}" s="2" t="s"><v>${index}</v></c>`
}

/** Days since 1899-12-30: Excel's count, with the leap day that 1900 did not have behind it. */
export function excelSerial(day: number): number {
  return day + 25_569
}

function* sharedStringsXml(texts: ReadonlyMap<string, number>): Generator<string> {
  let xml = `${XML}<sst xmlns="${MAIN}" count="${texts.size}" uniqueCount="${texts.size}">`
  for (const text of texts.keys()) {
    xml += `<si><t${/^\s|\s$/.test(text) ? ' xml:space="preserve"' : ''}>${escapeXml(text)}</t></si>`
    if (xml.length > 131_072) {
      yield xml
      xml = ''
    }
  }
  yield `${xml}</sst>`
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

function frame(names: readonly string[]): Record<string, string> {
  const numbers = names.map((_, index) => index + 1)
  const last = names.length
  return {
    'xl/styles.xml': `${XML}<styleSheet xmlns="${MAIN}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`,
    'xl/workbook.xml': `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names.map((name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships">${numbers.map((n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`).join('')}<Relationship Id="rId${last + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rId${last + 2}" Type="${RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>`,
    '_rels/.rels': `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    '[Content_Types].xml': `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`).join('')}<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${TYPE}.sharedStrings+xml"/></Types>`,
  }
}
