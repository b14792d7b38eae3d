// A foreign file → COPY text of staged rows. Runs in the worker thread; see read-roster.ts for the door.

import { columnsOf } from '../../../../platform/lists/columns.ts'
import { mergedFiller } from '../../../../platform/lists/fill-merged.ts'
import { findTable, nameOf, shown } from '../../../../platform/lists/find-table.ts'
import { headerTextsOf } from '../../../../platform/lists/judge-line.ts'
import { RefusedFile } from '../../../../platform/lists/refused-file.ts'
import type { ListSink } from '../../../../platform/lists/serve-reading.ts'
import type { Keyring } from '../../../../platform/secrets/keyring.ts'
import { openWorkbook } from '../../../../platform/spreadsheets/open-workbook.ts'
import { RefusedWorkbook, type WorkbookFormat, type WorkbookLimits } from '../../../../platform/spreadsheets/workbook.ts'
import { copyLine } from './copy-text.ts'
import type { ColumnChoices, MappedColumn, RejectionCode } from './fields.ts'
import { isPerson } from './judge-row.ts'
import { personReader } from './read-person.ts'
import { SeenIds } from './seen-ids.ts'
import { rosterWords } from './synonyms.ts'

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

const CHUNK = 256 * 1024
const PROGRESS_EVERY = 2_000

/** @throws RefusedFile, RefusedWorkbook; chunks handed over before must then be thrown away */
export async function readRosterFile(request: RosterReadingRequest, keyring: Keyring, sink: ListSink): Promise<RosterSummary> {
  const book = await openWorkbook(request.path, request.limits)
  const { sheet, header, merges, otherSheets } = await findTable(book, {
    words: rosterWords,
    choices: [request.mappingOverride, request.rememberedMapping],
    ...(request.singleOutlet === undefined ? {} : { spared: ['outlet'] }),
  })
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
    sheet: sheet.name === '' ? null : nameOf(sheet),
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
