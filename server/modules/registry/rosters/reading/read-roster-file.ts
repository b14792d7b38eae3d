// A foreign file → COPY text of staged rows. Runs in the worker thread; see read-roster.ts for the door.

import type { Keyring } from '../../../../platform/secrets/keyring.ts'
import { openWorkbook } from '../../../../platform/spreadsheets/open-workbook.ts'
import { type Merge, RefusedWorkbook, type Row, type Sheet, type Workbook, type WorkbookFormat, type WorkbookLimits } from '../../../../platform/spreadsheets/workbook.ts'
import { copyLine } from './copy-text.ts'
import type { ColumnChoices, MappedColumn, RejectionCode } from './fields.ts'
import { mergedFiller } from './fill-merged.ts'
import { findHeader, HEAD_ROWS, type Header, type HeaderChoices, weight } from './find-header.ts'
import { type ColumnOf, headerTextsOf, isPerson } from './judge-row.ts'
import { personReader } from './read-person.ts'
import { RefusedFile } from './refused-file.ts'
import { SeenIds } from './seen-ids.ts'

export type RosterReadingRequest = {
  path: string
  limits: WorkbookLimits
  rosterId: string
  /** What the person says now wins over what was remembered for the company, and that over the synonyms. */
  mappingOverride: ColumnChoices
  rememberedMapping: ColumnChoices
  /** Name of the one outlet the upload is for: rows need not say it. */
  singleOutlet: string | undefined
  /** ISO date. */
  today: string
}

export type RosterSummary = {
  format: WorkbookFormat
  /** null where the file's format says it itself */
  encoding: string | null
  /** null in text files */
  sheet: string | null
  /** Last line of the header, as the program counts. */
  headerRow: number
  mapping: MappedColumn[]
  /** Headers of columns that were left alone. */
  ignored: string[]
  /** Further sheets with a header like this one, which were not read: somebody should know. */
  otherSheets: string[]
  /** People named, whether accepted or not. */
  rows: number
  importable: number
  rejected: number
  /** Rows by reason; one row can have several. */
  rejectionCounts: Partial<Record<RejectionCode, number>>
}

export type RosterSink = {
  /** Resolves when the next chunk may come. */
  chunk(text: Buffer): Promise<void>
  progress(rows: number, fraction: number): void
}

const CHUNK = 256 * 1024
const MAX_SHEETS = 30
const PROGRESS_EVERY = 2_000

/** @throws RefusedFile, RefusedWorkbook; chunks handed over before must then be thrown away */
export async function readRosterFile(request: RosterReadingRequest, keyring: Keyring, sink: RosterSink): Promise<RosterSummary> {
  const book = await openWorkbook(request.path, request.limits)
  const { sheet, header, merges, otherSheets } = await findTable(book, request)
  const columns = columnsOf(header.mapping)
  const headerTexts = headerTextsOf(header.mapping)
  const fill = mergedFiller(merges, [columns.outlet, columns.hired_on, columns.kind, columns.agency, columns.post].filter((column) => column !== undefined))
  const read = personReader({
    mapping: header.mapping,
    columns,
    keyring,
    seen: new SeenIds(),
    epoch1904: book.epoch1904,
    today: request.today,
    singleOutlet: request.singleOutlet,
  })
  const summary: RosterSummary = {
    format: book.format,
    encoding: book.encoding ?? null,
    sheet: sheet.name === '' ? null : sheet.name.slice(0, 100).toWellFormed(),
    headerRow: header.row,
    mapping: header.mapping,
    ignored: header.mapping.filter((column) => column.field === null && column.header !== '').map((column) => column.header),
    otherSheets,
    rows: 0,
    importable: 0,
    rejected: 0,
    rejectionCounts: {},
  }

  let text = ''
  for await (const batch of sheet.rows()) {
    for (const row of batch) {
      if (row.number <= header.row) continue
      fill(row)
      if (!isPerson(row, columns, headerTexts)) continue
      if (++summary.rows > request.limits.rows) throw new RefusedWorkbook('too-large', `more than ${request.limits.rows} rows`)
      const staged = read(row)
      if (staged.rejections.length === 0) summary.importable++
      else summary.rejected++
      for (const code of new Set(staged.rejections.map((rejection) => rejection.code))) {
        summary.rejectionCounts[code] = (summary.rejectionCounts[code] ?? 0) + 1
      }
      text += copyLine(request.rosterId, staged)
      if (text.length >= CHUNK) {
        await sink.chunk(Buffer.from(text))
        text = ''
      }
      if (summary.rows % PROGRESS_EVERY === 0) sink.progress(summary.rows, book.fraction())
    }
  }
  if (summary.rows === 0) throw new RefusedFile('empty-file', { why: 'nobody below the header', ...shown(sheet, header) })
  if (text !== '') await sink.chunk(Buffer.from(text))
  sink.progress(summary.rows, 1)
  return summary
}

type Table = { sheet: Sheet; header: Header; merges: Merge[]; otherSheets: string[] }

/** The sheet whose header names most of what a roster needs; visible ones first among equals. */
async function findTable(book: Workbook, request: RosterReadingRequest): Promise<Table> {
  const wanted: HeaderChoices = {
    choices: [request.mappingOverride, request.rememberedMapping],
    singleOutlet: request.singleOutlet !== undefined,
  }
  const found: { sheet: Sheet; head: Row[]; header: Header }[] = []
  for (const sheet of book.sheets.slice(0, MAX_SHEETS)) {
    const head = await readHead(sheet)
    const header = findHeader(head, [], wanted)
    if (header) found.push({ sheet, head, header })
  }
  const best = found.toSorted((a, b) => weight(b.header) - weight(a.header))[0]
  if (!best) throw new RefusedFile('empty-file', { why: 'no cell holds anything' })
  const merges = await best.sheet.merges()
  const header = findHeader(best.head, merges, wanted) ?? best.header
  if (header.missing.length > 0) {
    throw new RefusedFile('wrong-sheet', { why: `no column for ${header.missing.join(', ')}`, ...shown(best.sheet, header), missing: header.missing })
  }
  const others = found.filter((one) => one !== best && !one.sheet.hidden && one.header.missing.length === 0)
  return { sheet: best.sheet, header, merges, otherSheets: others.map((one) => one.sheet.name.slice(0, 100).toWellFormed()) }
}

async function readHead(sheet: Sheet): Promise<Row[]> {
  const head: Row[] = []
  for await (const batch of sheet.rows()) {
    head.push(...batch.slice(0, HEAD_ROWS - head.length))
    if (head.length >= HEAD_ROWS) break
  }
  return head
}

function columnsOf(mapping: readonly MappedColumn[]): ColumnOf {
  const columns: ColumnOf = {}
  for (const [index, column] of mapping.entries()) {
    if (column.field !== null) columns[column.field] = index
  }
  return columns
}

function shown(sheet: Sheet, header: Header) {
  return { sheet: sheet.name.slice(0, 100).toWellFormed(), headerRow: header.row, mapping: header.mapping }
}
