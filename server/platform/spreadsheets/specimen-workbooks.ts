// Workbooks for tests, written by hand so that they can hold what no library would write.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { columnLetters, type Row, type Workbook } from './workbook.ts'

export type SpecimenCell = string | number | boolean | null | { serial: number } | { formula: string; value?: string | number } | { error: string } | { xml: string }

export type SpecimenSheet = {
  name: string
  rows: readonly (readonly SpecimenCell[])[]
  /** "A1:C1" */
  merges?: readonly string[]
  state?: 'hidden' | 'veryHidden'
  /** Raw XML in place of the rows. */
  sheetData?: string
}

/** An .xlsx with shared strings, style 1 a date. */
export function specimenXlsx(sheets: readonly SpecimenSheet[], options: { date1904?: boolean; parts?: Record<string, Uint8Array> } = {}): Buffer {
  const strings: string[] = []
  const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
  const links = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const parts: Record<string, Uint8Array> = {}
  for (const [index, sheet] of sheets.entries()) {
    const rows = sheet.rows.map((cells, row) => {
      const xml = cells.map((cell, column) => cellXml(cell, `${columnLetters(column)}${row + 1}`, strings))
      return cells.length === 0 ? '' : `<row r="${row + 1}" spans="1:${cells.length}">${xml.join('')}</row>`
    })
    const merges = (sheet.merges ?? []).map((area) => `<mergeCell ref="${area}"/>`)
    const merged = merges.length > 0 ? `<mergeCells count="${merges.length}">${merges.join('')}</mergeCells>` : ''
    parts[`xl/worksheets/sheet${index + 1}.xml`] = strToU8(`<worksheet ${main}>${sheet.sheetData ?? `<sheetData>${rows.join('')}</sheetData>`}${merged}<pageMargins left="0.7"/></worksheet>`)
  }
  const book = sheets.map((sheet, index) => `<sheet name="${escape(sheet.name)}" sheetId="${index + 1}"${sheet.state ? ` state="${sheet.state}"` : ''} r:id="rId${index + 1}"/>`)
  const bookLinks = sheets.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${links}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`)
  parts['xl/workbook.xml'] = strToU8(`<workbook ${main} xmlns:r="${links}"><workbookPr${options.date1904 ? ' date1904="1"' : ''}/><sheets>${book.join('')}</sheets></workbook>`)
  parts['xl/_rels/workbook.xml.rels'] = strToU8(
    `<Relationships xmlns="x">${bookLinks.join('')}<Relationship Id="s" Type="${links}/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="t" Type="${links}/styles" Target="styles.xml"/></Relationships>`,
  )
  parts['_rels/.rels'] = strToU8(`<Relationships xmlns="x"><Relationship Id="a" Type="${links}/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
  parts['xl/styles.xml'] = strToU8(
    `<styleSheet ${main}><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="176"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
  )
  parts['xl/sharedStrings.xml'] = strToU8(`<sst ${main}>${strings.map((text) => `<si><t xml:space="preserve">${escape(text)}</t></si>`).join('')}</sst>`)
  return Buffer.from(zipSync({ ...parts, ...options.parts }))
}

/** Writes files into a folder that is gone at the end of the test. */
export function specimenFolder(t: { after(fn: () => void): void }): (name: string, bytes: Uint8Array | string) => string {
  const folder = mkdtempSync(join(tmpdir(), 'waystation-specimen-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return (name, bytes) => {
    const path = join(folder, name)
    writeFileSync(path, bytes)
    return path
  }
}

export async function allRows(book: Workbook, sheet = 0): Promise<Row[]> {
  const rows: Row[] = []
  for await (const batch of book.sheets[sheet]?.rows() ?? []) rows.push(...batch)
  return rows
}

function cellXml(cell: SpecimenCell, reference: string, strings: string[]): string {
  if (cell === null) return `<c r="${reference}" s="1"/>`
  if (typeof cell === 'string') {
    let index = strings.indexOf(cell)
    if (index < 0) index = strings.push(cell) - 1
    return `<c r="${reference}" t="s"><v>${index}</v></c>`
  }
  if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${reference}" t="b"><v>${cell ? 1 : 0}</v></c>`
  if ('serial' in cell) return `<c r="${reference}" s="1"><v>${cell.serial}</v></c>`
  if ('error' in cell) return `<c r="${reference}" t="e"><v>${cell.error}</v></c>`
  if ('xml' in cell) return cell.xml.replaceAll('REF', reference)
  const value = cell.value === undefined ? '' : `<v>${cell.value}</v>`
  return `<c r="${reference}"${typeof cell.value === 'string' ? ' t="str"' : ''}><f>${escape(cell.formula)}</f>${value}</c>`
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
