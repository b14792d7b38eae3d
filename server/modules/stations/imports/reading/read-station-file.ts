// A foreign file → staged rows, a JSON text each, one to a line. Runs in the worker thread.

import { columnsOf } from '../../../../platform/lists/columns.ts'
import { mergedFiller } from '../../../../platform/lists/fill-merged.ts'
import { findTable, nameOf, shown } from '../../../../platform/lists/find-table.ts'
import { EXAMPLE, firstText, headerTextsOf, isBlank, isLoneNote, NOTE, repeatsHeader, textAt, TOTAL } from '../../../../platform/lists/judge-line.ts'
import { RefusedFile } from '../../../../platform/lists/refused-file.ts'
import type { ListSink } from '../../../../platform/lists/serve-reading.ts'
import type { Keyring } from '../../../../platform/secrets/keyring.ts'
import { cleanText } from '../../../../platform/lists/clean-text.ts'
import { openWorkbook } from '../../../../platform/spreadsheets/open-workbook.ts'
import { RefusedWorkbook, type Row, type WorkbookFormat, type WorkbookLimits } from '../../../../platform/spreadsheets/workbook.ts'
import type { ColumnChoices, ColumnOf, MappedColumn } from './fields.ts'
import { stationWords } from './header-words.ts'
import { datumOf, type Datum } from './read-position.ts'
import { stationReader } from './read-station.ts'

export type StationReadingRequest = {
  path: string
  limits: WorkbookLimits
  remembered: ColumnChoices
  /** As a person says; else the header may. */
  datum: Datum | undefined
}

export type StationSummary = { format: WorkbookFormat; encoding: string | null; sheet: string | null; headerRow: number; mapping: MappedColumn[]; datum: Datum; rows: number }

const CHUNK = 256 * 1024
const PROGRESS_EVERY = 500

/** @throws RefusedFile, RefusedWorkbook; chunks handed over before must then be thrown away */
export async function readStationFile(request: StationReadingRequest, keyring: Keyring, sink: ListSink): Promise<StationSummary> {
  const book = await openWorkbook(request.path, request.limits)
  const { sheet, header, merges } = await findTable(book, { words: stationWords, choices: [request.remembered] })
  // A sheet that only names something is some other list.
  if (header.found < 2) throw new RefusedFile('wrong-sheet', { why: 'nothing but a name', ...shown(sheet, header), missing: ['position'] })
  const columns = columnsOf(header.mapping)
  const headerTexts = headerTextsOf(header.mapping)
  const said = header.mapping.filter(({ field }) => field === 'position' || field === 'lon' || field === 'lat').map((column) => column.header)
  const datum = request.datum ?? datumOf(said) ?? 'wgs84'
  const fill = mergedFiller(merges, [columns.owner, columns.place, columns.kind, columns.hours].filter((column) => column !== undefined))
  const read = stationReader({ mapping: header.mapping, columns, datum, keyring })
  let rows = 0
  let text = ''
  for await (const batch of sheet.rows()) {
    for (const row of batch) {
      if (row.number <= header.row) continue
      fill(row)
      if (!isStation(row, columns, headerTexts)) continue
      if (++rows > request.limits.rows) throw new RefusedWorkbook('too-large', `more than ${request.limits.rows} rows`)
      const { raw, ...staged } = read(row)
      text += `${JSON.stringify({ ...staged, raw: `\\x${raw.toString('hex')}` })}\n`
      if (text.length >= CHUNK) {
        await sink.chunk(Buffer.from(text))
        text = ''
      }
      if (rows % PROGRESS_EVERY === 0) sink.progress(rows, book.fraction())
    }
  }
  if (rows === 0) throw new RefusedFile('empty-file', { why: 'nothing below the header', ...shown(sheet, header) })
  if (text !== '') await sink.chunk(Buffer.from(text))
  sink.progress(rows, 1)
  return { format: book.format, encoding: book.encoding ?? null, sheet: sheet.name === '' ? null : nameOf(sheet), headerRow: header.row, mapping: header.mapping, datum, rows }
}

/** A row is a station when it has a name, an address or a position. */
function isStation(row: Row, columns: ColumnOf, headerTexts: ReadonlySet<string>): boolean {
  const [name, address, position] = [textAt(row, columns.name), textAt(row, columns.address), textAt(row, columns.position) + textAt(row, columns.lon)]
  if (isBlank(name) && isBlank(address) && isBlank(position)) return false
  const first = firstText(row)
  const cleanName = cleanText(name)
  if (EXAMPLE.test(cleanName) || EXAMPLE.test(first)) return false
  if (isBlank(position) && (TOTAL.test(first) || TOTAL.test(cleanName) || NOTE.test(first) || NOTE.test(cleanName) || isLoneNote(row, cleanName))) return false
  return !repeatsHeader([name, address, position], headerTexts)
}
