// Rows and merged areas of one worksheet part, streamed.

import { serialToDate } from './serial-date.ts'
import type { TextPool } from './text-pool.ts'
import { type Cell, MAX_CELL_TEXT, MAX_COLUMNS, MAX_MERGES, MAX_ROW_NUMBER, type Merge, type PlainCell, RefusedWorkbook, type Row } from './workbook.ts'
import { attribute, decodeXml, XmlScanner, type XmlHandler } from './xml-scanner.ts'

export type SheetContext = { strings: TextPool; dateStyles: readonly boolean[]; epoch1904: boolean }

/** Stops at the end of the data: what follows (formatting, merges, drawings) is not waited for. */
export async function* readSheetRows(chunks: AsyncGenerator<Buffer>, context: SheetContext): AsyncGenerator<Row[]> {
  let batch: Row[] = []
  const scanner = new XmlScanner((self) => sheetHandler(self, context, (row) => batch.push(row)))
  for await (const text of decodeXml(chunks)) {
    scanner.write(text)
    if (batch.length > 0) {
      yield batch
      batch = []
    }
    if (scanner.done) return
  }
  scanner.end()
}

/**
 * Merged areas stand after the data. They are searched as bytes, without scanning the XML: 20 MB take 10 ms more than
 * inflating them. Reads to the end, so that the checksum of the part is verified too.
 */
export async function readMerges(chunks: AsyncGenerator<Buffer>): Promise<Merge[]> {
  const merges: Merge[] = []
  const marker = 'mergeCell '
  let rest = Buffer.alloc(0)
  for await (const chunk of chunks) {
    const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk
    let at = bytes.indexOf(marker)
    let keep = Math.max(0, bytes.length - marker.length)
    while (at >= 0) {
      const end = bytes.indexOf(0x3e, at)
      if (end < 0) {
        if (bytes.length - at < 4096) keep = at
        break
      }
      const merge = parseArea(attribute(bytes.toString('latin1', at + marker.length - 1, end), 'ref') ?? '')
      if (merge) merges.push(merge)
      if (merges.length > MAX_MERGES) throw new RefusedWorkbook('too-large', 'merged areas')
      keep = Math.max(end, bytes.length - marker.length)
      at = bytes.indexOf(marker, end)
    }
    rest = Buffer.from(bytes.subarray(keep))
  }
  return merges
}

function sheetHandler(scanner: XmlScanner, context: SheetContext, emit: (row: Row) => void): XmlHandler {
  let rowNumber = 0
  let lastEmitted = 0
  let column = -1
  let cells: (Cell | undefined)[] = []
  let filled = false
  let type = ''
  let style = 0
  let value = ''
  let formula = false
  let phonetic = false
  let inData = false

  return {
    open(name, tag) {
      switch (name) {
        case 'c': {
          const reference = attribute(tag, 'r')
          column = reference === undefined ? column + 1 : columnOf(reference)
          type = attribute(tag, 't') ?? ''
          const number = attribute(tag, 's')
          style = number === undefined ? 0 : Number(number)
          value = ''
          formula = false
          break
        }
        case 'v':
          scanner.wantsText = true
          break
        case 't':
          scanner.wantsText = !phonetic
          break
        case 'f':
          formula = true
          break
        case 'rPh':
          phonetic = true
          break
        case 'row': {
          const number = attribute(tag, 'r')
          rowNumber = number === undefined ? rowNumber + 1 : Number(number)
          if (!(rowNumber >= 1 && rowNumber <= MAX_ROW_NUMBER)) throw new RefusedWorkbook('unreadable-file', 'row number')
          column = -1
          break
        }
        case 'sheetData':
          inData = true
      }
    },
    text(piece) {
      value = value.length + piece.length > MAX_CELL_TEXT ? (value + piece).slice(0, MAX_CELL_TEXT) : value + piece
    },
    close(name) {
      switch (name) {
        case 'v':
        case 't':
          scanner.wantsText = false
          break
        case 'rPh':
          phonetic = false
          break
        case 'c': {
          if ((value === '' && !formula) || column < 0 || column >= MAX_COLUMNS) break
          const plain = toCell(type, value, context.dateStyles[style] === true, context)
          if (plain === undefined && !formula) break
          while (cells.length <= column) cells.push(undefined)
          cells[column] = formula ? { formula: true, value: plain } : plain
          filled = true
          break
        }
        case 'row': {
          if (!filled) break
          // Row numbers become keys: twice the same one would be damage that no program writes.
          if (rowNumber <= lastEmitted) throw new RefusedWorkbook('unreadable-file', 'rows out of order')
          lastEmitted = rowNumber
          emit({ number: rowNumber, cells })
          cells = []
          filled = false
          break
        }
        case 'sheetData':
          if (inData) scanner.done = true
      }
    },
  }
}

/** ECMA-376 part 1 §18.18.11: s shared, str formula text, inlineStr, b, e, d (ISO 8601), n or nothing. */
function toCell(type: string, value: string, isDate: boolean, context: SheetContext): PlainCell | undefined {
  switch (type) {
    case 's':
      return textCell(context.strings.get(Number(value)) ?? '')
    case 'str':
    case 'inlineStr':
    case 'd':
      return textCell(value)
    case 'b':
      return value === '1' || value === 'true'
    case 'e':
      return { error: value }
    default: {
      if (value === '') return undefined
      const number = Number(value)
      if (Number.isNaN(number)) return textCell(value)
      return isDate ? { serial: number, date: serialToDate(number, context.epoch1904) } : number
    }
  }
}

/** Characters XML cannot hold are written as _x000D_. */
function textCell(text: string): string | undefined {
  if (text === '') return undefined
  if (!text.includes('_x')) return text
  return text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, hex) => String.fromCharCode(Number.parseInt(String(hex), 16)))
}

/** "AB12" → 27. -1 when there are no letters. */
function columnOf(reference: string): number {
  let column = 0
  for (let at = 0; at < reference.length; at++) {
    const code = reference.charCodeAt(at) & 0xdf
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

/** "B2:D5", "$B$2:$D$5" */
function parseArea(area: string): Merge | undefined {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(area)
  if (!match) return undefined
  const [, left = '', top, right = '', bottom] = match
  return { top: Number(top), left: columnOf(left), bottom: Number(bottom), right: columnOf(right) }
}
