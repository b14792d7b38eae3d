// Which sheet of a workbook holds the list, and where in it the list begins.

import type { Merge, Row, Sheet, Workbook } from '../spreadsheets/workbook.ts'
import { findHeader, HEAD_ROWS, type Header, type HeaderChoices, weight } from './find-header.ts'
import { RefusedFile } from './refused-file.ts'

const MAX_SHEETS = 30

export type Table<F extends string> = {
  sheet: Sheet
  header: Header<F>
  merges: Merge[]
  /** Further sheets with a header like this one, which are not read: somebody should know. */
  otherSheets: string[]
}

/**
 * The sheet whose header names most of what the list needs; visible ones first among equals.
 * @throws RefusedFile empty-file; wrong-sheet with the best guess when required columns are missing
 */
export async function findTable<F extends string>(book: Workbook, wanted: HeaderChoices<F>): Promise<Table<F>> {
  const found: { sheet: Sheet; head: Row[]; header: Header<F> }[] = []
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
  return { sheet: best.sheet, header, merges, otherSheets: others.map((one) => nameOf(one.sheet)) }
}

/** For whoever has to say which column is what. */
export function shown<F extends string>(sheet: Sheet, header: Header<F>) {
  return { sheet: nameOf(sheet), headerRow: header.row, mapping: header.mapping }
}

export function nameOf(sheet: Sheet): string {
  return sheet.name.slice(0, 100).toWellFormed()
}

async function readHead(sheet: Sheet): Promise<Row[]> {
  const head: Row[] = []
  for await (const batch of sheet.rows()) {
    head.push(...batch.slice(0, HEAD_ROWS - head.length))
    if (head.length >= HEAD_ROWS) break
  }
  return head
}
