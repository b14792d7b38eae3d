// Old Excel files (BIFF 2 to 8), and the two other things that get called .xls: HTML tables and XML spreadsheets 2003.

import type { CellObject, ParsingOptions, WorkBook, WorkSheet } from '@e965/xlsx'
import { readFile } from 'node:fs/promises'
import { detectEncoding, readText } from './encoding.ts'
import { isDateFormat } from './number-format.ts'
import { serialToDate } from './serial-date.ts'
import { type Cell, MAX_CELL_TEXT, MAX_COLUMNS, MAX_MERGES, type PlainCell, RefusedWorkbook, type Row, type Sheet, type Workbook, type WorkbookLimits } from './workbook.ts'

/**
 * Reads the whole book at once: the library cannot stream. 50,000 rows of 7 cells take 2 s and 200 MB of heap, which
 * only a worker thread with limits of its own should spend.
 */
export async function openXls(path: string, limits: WorkbookLimits): Promise<Workbook> {
  return toWorkbook(await parse(await readFile(path), 'buffer', limits), undefined)
}

/** @param path of a text file whose beginning `isMarkupSpreadsheet` */
export async function openMarkup(path: string, limits: WorkbookLimits): Promise<Workbook> {
  const { encoding, markLength } = detectEncoding(path)
  let text = ''
  for (const piece of readText(path, encoding, markLength, () => {})) text += piece
  if (/<!ENTITY/i.test(text)) throw new RefusedWorkbook('unreadable-file', 'entity declarations')
  return toWorkbook(await parse(text, 'string', limits), encoding)
}

/** Is this text a web page or an XML spreadsheet 2003, as reporting systems export them under the name .xls? */
export function isMarkupSpreadsheet(head: string): boolean {
  return /^\s*<(?:!doctype\s+html|html|head|meta|table|body|div|style)\b/i.test(head) || (/^\s*<\?xml/.test(head) && head.includes('urn:schemas-microsoft-com:office:spreadsheet'))
}

/**
 * Compound files that hold no workbook: `encrypted` for password-protected .xlsx (MS-OFFCRYPTO keeps it in a stream
 * named EncryptedPackage), `other` for Word documents and the like.
 */
export function judgeCompoundFile(bytes: Buffer): 'workbook' | 'encrypted' | 'other' {
  if (hasStream(bytes, 'EncryptedPackage') || hasStream(bytes, 'EncryptionInfo')) return 'encrypted'
  return hasStream(bytes, 'Workbook') || hasStream(bytes, 'Book') || hasStream(bytes, 'WORKBOOK') || hasStream(bytes, 'BOOK') ? 'workbook' : 'other'
}

async function parse(data: Buffer | string, type: 'buffer' | 'string', limits: WorkbookLimits): Promise<WorkBook> {
  const xlsx = await import('@e965/xlsx')
  // Excel 5 and 95 write Chinese in the code page of the machine.
  const pages = await import('@e965/xlsx/dist/cpexcel.full.mjs')
  xlsx.set_cptable(pages)
  const options: ParsingOptions = { type, dense: true, cellNF: true, cellText: false, cellHTML: false, sheetRows: limits.rows + 1000, raw: type === 'string' }
  try {
    return xlsx.read(data, options)
  } catch (error) {
    if (error instanceof Error && /password-protected/i.test(error.message)) throw new RefusedWorkbook('encrypted', 'password-protected .xls')
    throw new RefusedWorkbook('unreadable-file', 'damaged .xls')
  }
}

function toWorkbook(book: WorkBook, encoding: string | undefined): Workbook {
  const epoch1904 = book.Workbook?.WBProps?.date1904 === true
  const sheets = book.SheetNames.flatMap((name, index): Sheet[] => {
    const sheet = book.Sheets[name]
    if (!sheet) return []
    const merges = (sheet['!merges'] ?? []).slice(0, MAX_MERGES)
    return [
      {
        name,
        hidden: (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
        async *rows() {
          yield* readRows(sheet, epoch1904)
        },
        merges: () => Promise.resolve(merges.map(({ s, e }) => ({ top: s.r + 1, left: s.c, bottom: e.r + 1, right: e.c }))),
      },
    ]
  })
  if (sheets.length === 0) throw new RefusedWorkbook('unreadable-file', 'no worksheet')
  return {
    format: 'xls',
    encoding,
    epoch1904,
    sheets: [...sheets.filter((sheet) => !sheet.hidden), ...sheets.filter((sheet) => sheet.hidden)],
    fraction: () => 0.5,
  }
}

function* readRows(sheet: WorkSheet, epoch1904: boolean): Generator<Row[]> {
  const dense: readonly (readonly (CellObject | undefined)[] | undefined)[] = sheet['!data'] ?? []
  let batch: Row[] = []
  for (const [index, line] of dense.entries()) {
    const cells: (Cell | undefined)[] = []
    let filled = false
    for (const cell of line?.slice(0, MAX_COLUMNS) ?? []) {
      const value = cell ? toCell(cell, epoch1904) : undefined
      if (value !== undefined) filled = true
      cells.push(value)
    }
    if (filled) batch.push({ number: index + 1, cells })
    if (batch.length === 1000) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}

function toCell(cell: CellObject, epoch1904: boolean): Cell | undefined {
  const value = toPlainCell(cell, epoch1904)
  return cell.f === undefined && cell.F === undefined ? value : { formula: true, value }
}

function toPlainCell(cell: CellObject, epoch1904: boolean): PlainCell | undefined {
  switch (cell.t) {
    case 'n': {
      const number = Number(cell.v)
      return typeof cell.z === 'string' && isDateFormat(cell.z) ? { serial: number, date: serialToDate(number, epoch1904) } : number
    }
    case 'b':
      return cell.v === true
    case 'e':
      return { error: cell.w ?? '#ERROR' }
    case 'd':
      return cell.v instanceof Date ? cell.v.toISOString().slice(0, 10) : String(cell.v)
    case 's':
      return typeof cell.v === 'string' && cell.v !== '' ? cell.v.slice(0, MAX_CELL_TEXT) : undefined
    default:
      return undefined
  }
}

/** A directory entry of a compound file: 128 bytes, name in UTF-16LE, its length with the final zero at byte 64. */
function hasStream(bytes: Buffer, name: string): boolean {
  const wide = Buffer.from(`${name}\0`, 'utf16le')
  for (let at = bytes.indexOf(wide); at >= 0; at = bytes.indexOf(wide, at + 1)) {
    if (at % 128 === 0 && at + 66 <= bytes.length && bytes.readUInt16LE(at + 64) === wide.length) return true
  }
  return false
}
