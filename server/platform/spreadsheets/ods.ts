// OpenDocument spreadsheets: all sheets stand one after the other in content.xml.

import { dateToSerial } from './serial-date.ts'
import { type Cell, MAX_CELL_TEXT, MAX_COLUMNS, MAX_MERGES, MAX_ROW_NUMBER, type Merge, type PlainCell, RefusedWorkbook, type Row, type Sheet, type Workbook } from './workbook.ts'
import { attribute, decodeXml, XmlScanner, type XmlHandler } from './xml-scanner.ts'
import type { ZipArchive } from './zip.ts'

const CONTENT = 'content.xml'

export async function openOds(zip: ZipArchive): Promise<Workbook> {
  const content = zip.find(CONTENT)
  if (!content) throw new RefusedWorkbook('unreadable-file', 'no content.xml')
  const manifest = zip.find('META-INF/manifest.xml')
  if (manifest && (await zip.text(manifest, 1_000_000)).includes('encryption-data')) {
    throw new RefusedWorkbook('encrypted', 'encrypted OpenDocument')
  }
  const tables = await listTables(zip.read(content))
  const sheets = tables.map((table, index): Sheet => ({
    name: table.name,
    hidden: table.hidden,
    rows: () => readTable(zip.read(content), index),
    merges: () => Promise.resolve(table.merges),
  }))
  if (sheets.length === 0) throw new RefusedWorkbook('unreadable-file', 'no table')
  return {
    format: 'ods',
    encoding: undefined,
    epoch1904: false, // dates are written out as ISO text
    sheets: [...sheets.filter((sheet) => !sheet.hidden), ...sheets.filter((sheet) => sheet.hidden)],
    fraction: () => zip.fraction(content),
  }
}

type Table = { name: string; hidden: boolean; merges: Merge[] }

/** Reads to the end, so that the checksum is verified before any row is believed. */
async function listTables(chunks: AsyncGenerator<Buffer>): Promise<Table[]> {
  const hiddenStyles = new Set<string>()
  const tables: Table[] = []
  let style = ''
  const scanner = new XmlScanner(() => {
    const reader = tableReader({
      table: (name, tag) => tables.push({ name, hidden: hiddenStyles.has(attribute(tag, 'style-name') ?? ''), merges: [] }),
      merge: (merge) => {
        const merges = tables.at(-1)?.merges
        if (merges && merges.push(merge) > MAX_MERGES) throw new RefusedWorkbook('too-large', 'merged areas')
      },
    })
    return {
      ...reader,
      open(name, tag) {
        if (name === 'style') style = attribute(tag, 'name') ?? ''
        else if (name === 'table-properties' && attribute(tag, 'display') === 'false') hiddenStyles.add(style)
        else reader.open(name, tag)
      },
    }
  })
  for await (const text of decodeXml(chunks)) scanner.write(text)
  scanner.end()
  return tables
}

async function* readTable(chunks: AsyncGenerator<Buffer>, wanted: number): AsyncGenerator<Row[]> {
  let table = -1
  let pending: { row: Row; repeat: number }[] = []
  const scanner = new XmlScanner((self) =>
    tableReader({
      scanner: self,
      table: () => {
        table++
      },
      wanted: () => table === wanted,
      row: (row, repeat) => pending.push({ row, repeat }),
      end: () => {
        if (table === wanted) self.done = true
      },
    }),
  )
  for await (const text of decodeXml(chunks)) {
    scanner.write(text)
    for (const { row, repeat } of pending) yield* repeated(row, repeat)
    pending = []
    if (scanner.done) return
  }
  scanner.end()
}

/** A million repetitions are handed out a thousand at a time: whoever counts rows can stop. */
function* repeated(row: Row, repeat: number): Generator<Row[]> {
  for (let from = 0; from < repeat; from += 1000) {
    const batch: Row[] = []
    for (let index = from; index < Math.min(repeat, from + 1000); index++) {
      batch.push({ number: row.number + index, cells: index === 0 ? row.cells : [...row.cells] })
    }
    yield batch
  }
}

type TableEvents = {
  scanner?: XmlScanner
  table(name: string, tag: string): void
  wanted?(): boolean
  row?(row: Row, repeat: number): void
  merge?(merge: Merge): void
  end?(): void
}

function tableReader(events: TableEvents): XmlHandler {
  const { scanner } = events
  let depth = 0 // tables within cells are not sheets
  let rowNumber = 0
  let rowRepeat = 1
  let column = 0
  let cells: (Cell | undefined)[] = []
  let cellTag = ''
  let covered = false
  let text = ''
  let paragraphs = 0
  let annotation = 0

  function beginCell(tag: string) {
    cellTag = tag
    text = ''
    paragraphs = 0
    const across = count(tag, 'number-columns-spanned')
    const down = count(tag, 'number-rows-spanned')
    if ((across > 1 || down > 1) && events.merge) {
      events.merge({ top: rowNumber, left: column, bottom: Math.min(rowNumber + down - 1, MAX_ROW_NUMBER), right: column + across - 1 })
    }
  }

  function endCell() {
    const repeat = Math.min(count(cellTag, 'number-columns-repeated'), 1_048_576)
    const cell = covered || !events.wanted?.() ? undefined : toCell(cellTag, text)
    if (cell !== undefined) {
      while (cells.length < Math.min(column, MAX_COLUMNS)) cells.push(undefined)
      for (let at = column; at < Math.min(column + repeat, MAX_COLUMNS); at++) cells.push(cell)
    }
    column += repeat
  }

  return {
    open(name, tag) {
      if (annotation > 0 && name !== 'annotation') return
      switch (name) {
        case 'table':
          if (depth++ > 0) break
          rowNumber = 0
          events.table(attribute(tag, 'name') ?? '', tag)
          break
        case 'table-row':
          if (depth !== 1) break
          rowNumber += 1
          rowRepeat = count(tag, 'number-rows-repeated')
          column = 0
          cells = []
          break
        case 'table-cell':
        case 'covered-table-cell':
          if (depth !== 1) break
          covered = name === 'covered-table-cell'
          beginCell(tag)
          break
        case 'annotation':
          annotation++
          if (scanner) scanner.wantsText = false
          break
        case 'p':
          if (paragraphs++ > 0) text += '\n'
          if (scanner) scanner.wantsText = events.wanted?.() === true
          break
        case 's':
          text += ' '.repeat(Math.min(count(tag, 'c'), 100))
          break
        case 'tab':
          text += '\t'
          break
        case 'line-break':
          text += '\n'
      }
    },
    text(piece) {
      if (text.length < MAX_CELL_TEXT) text = (text + piece).slice(0, MAX_CELL_TEXT)
    },
    close(name) {
      if (name === 'annotation') annotation--
      if (annotation > 0) return
      switch (name) {
        case 'p':
          if (scanner) scanner.wantsText = false
          break
        case 'table-cell':
        case 'covered-table-cell':
          if (depth === 1) endCell()
          break
        case 'table-row':
          if (depth !== 1) break
          if (cells.length > 0) {
            events.row?.({ number: rowNumber, cells }, Math.min(rowRepeat, MAX_ROW_NUMBER - rowNumber + 1))
            cells = []
          }
          // Programs fill the sheet to its end with one repeated empty row.
          rowNumber = Math.min(rowNumber + rowRepeat - 1, MAX_ROW_NUMBER)
          break
        case 'table':
          if (--depth === 0) events.end?.()
      }
    },
  }
}

function toCell(tag: string, text: string): Cell | undefined {
  const plain = toPlainCell(tag, text)
  return attribute(tag, 'formula') === undefined ? plain : { formula: true, value: plain }
}

function toPlainCell(tag: string, text: string): PlainCell | undefined {
  switch (attribute(tag, 'value-type')) {
    case 'float': {
      const number = Number(attribute(tag, 'value'))
      // LibreOffice keeps errors as zero with the error's name as text.
      return /^(#|Err:)/.test(text) ? { error: text } : Number.isNaN(number) ? text || undefined : number
    }
    case 'percentage':
    case 'currency':
      return Number(attribute(tag, 'value') ?? Number.NaN)
    case 'boolean':
      return attribute(tag, 'boolean-value') === 'true'
    case 'date': {
      const date = (attribute(tag, 'date-value') ?? '').slice(0, 10)
      const serial = dateToSerial(date)
      return Number.isNaN(serial) ? text || undefined : { serial, date }
    }
    default:
      return attribute(tag, 'string-value') ?? (text === '' ? undefined : text)
  }
}

function count(tag: string, name: string): number {
  const number = Number(attribute(tag, name) ?? 1)
  return Number.isInteger(number) && number >= 1 ? number : 1
}
