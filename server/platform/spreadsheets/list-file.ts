// A list as a spreadsheet: masked like the list on screen, and on record.

import { Readable } from 'node:stream'
import { FileAnswer, type Context } from '../http/call.ts'
import type { OutCell, OutColumn } from './outgoing.ts'
import { writeCsv } from './write-csv.ts'
import { writeXlsx } from './write-xlsx.ts'

export type ListFile = {
  /** For the audit trail: companies, outlets, workers. */
  list: string
  /** Name of the sheet and of the file. */
  title: string
  format: 'xlsx' | 'csv'
  columns: readonly OutColumn[]
  count: number
  /** What everybody may read: taking it is not put on record, and an anonymous reader writes nothing. */
  open?: boolean
  /** Read while it is sent, page by page: a slow reader holds no connection of the database. */
  rows: AsyncIterable<readonly OutCell[]>
}

/** Who took how many rows of which list is on record before the first row leaves. What was searched for is not. */
export async function listFile(call: Context, { list, title, format, columns, count, rows, open = false }: ListFile): Promise<FileAnswer> {
  if (!open) await call.inTransaction('write', (inside) => inside.emit({ kind: 'list.exported', place: placeOf(call), data: { list, count, format } }))
  const name = `${title}-${call.today.toString()}.${format}`
  return format === 'csv'
    ? new FileAnswer(name, 'text/csv; charset=utf-8', Readable.from(writeCsv({ columns, rows })))
    : new FileAnswer(name, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', Readable.from(writeXlsx([{ name: title, columns, rows }])))
}

/** Pages of a list until there is no more. @param read rows after the last one of the page before */
export async function* pages<Row>(size: number, read: (after: Row | undefined) => Promise<readonly Row[]>): AsyncGenerator<readonly Row[]> {
  let last: Row | undefined
  for (let full = true; full; ) {
    const page: readonly Row[] = await read(last)
    if (page.length > 0) yield page
    last = page.at(-1)
    full = page.length === size
  }
}

/** So that whoever audits a place finds what was taken from it. */
function placeOf({ scope, city }: Context): number {
  return scope.places === 'all' || !scope.places[0] ? city.code * 1e9 : scope.places[0][0]
}
