// The rows that were sent back, as a workbook to put right and upload again.

import type { MappedColumn } from './columns.ts'
import type { OutColumn, OutSheet } from '../spreadsheets/outgoing.ts'
import { writeXlsx } from '../spreadsheets/write-xlsx.ts'

/** @param cells of the row as texts, one for each column of the mapping; `reasons` in words, one per line */
export type SentBack = { rowNo: number; cells: readonly string[]; reasons: string }

/**
 * An .xlsx of the rejected rows only: the file's own columns under their own headers, so that it can be corrected and
 * uploaded as it is, then the reason and where the row stood. All columns are text: Excel changes nothing.
 * @param widths by field, in characters
 */
export function writeAnnotated(rows: AsyncIterable<SentBack> | Iterable<SentBack>, mapping: readonly MappedColumn[], widths: Readonly<Record<string, number>>, lang: 'zh-CN' | 'en'): AsyncGenerator<Buffer> {
  const words = lang === 'en' ? EN : ZH
  const columns: OutColumn[] = mapping.map((column) => ({ header: column.header, kind: 'text', width: widths[column.field ?? ''] ?? 14 }))
  const sheet: OutSheet = {
    name: words.sheet,
    columns: [...columns, { header: words.reason, kind: 'text', width: 60 }, { header: words.row, kind: 'number', width: 10 }],
    emphasised: [columns.length],
    rows: toCells(rows, columns.length),
  }
  return writeXlsx([sheet])
}

async function* toCells(rows: AsyncIterable<SentBack> | Iterable<SentBack>, width: number) {
  for await (const { rowNo, cells, reasons } of rows) {
    yield [...Array.from({ length: width }, (_, index) => cells[index] ?? ''), reasons, rowNo]
  }
}

const ZH = { sheet: '退回的行', reason: '退回原因', row: '原行号' }
const EN = { sheet: 'Rows sent back', reason: 'Reason', row: 'Original row' }
