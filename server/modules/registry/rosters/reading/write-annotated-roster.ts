// The rows that were sent back, as a workbook to put right and upload again.

import { type OutColumn, type OutSheet } from '../../../../platform/spreadsheets/outgoing.ts'
import { writeXlsx } from '../../../../platform/spreadsheets/write-xlsx.ts'
import type { MappedColumn, Rejection } from './fields.ts'
import { type Lang, reasonsOf } from './reasons.ts'

/** @param cells the opened `raw` of the row: a JSON array of texts, one for each column of the mapping */
export type RejectedRow = { rowNo: number; cells: readonly string[]; rejections: readonly Rejection[] }

/**
 * An .xlsx of the rejected rows only: the file's own columns under their own headers, so that it can be corrected and
 * uploaded as it is, then the reason and where the row stood. All columns are text: Excel changes nothing.
 */
export function writeAnnotatedRoster(rows: AsyncIterable<RejectedRow> | Iterable<RejectedRow>, mapping: readonly MappedColumn[], lang: Lang): AsyncGenerator<Buffer> {
  const words = lang === 'en' ? EN : ZH
  const columns: OutColumn[] = mapping.map((column) => ({ header: column.header, kind: 'text', width: WIDTHS[column.field ?? ''] ?? 14 }))
  const sheet: OutSheet = {
    name: words.sheet,
    columns: [...columns, { header: words.reason, kind: 'text', width: 60 }, { header: words.row, kind: 'number', width: 10 }],
    emphasised: [columns.length],
    rows: toCells(rows, columns.length, lang),
  }
  return writeXlsx([sheet])
}

async function* toCells(rows: AsyncIterable<RejectedRow> | Iterable<RejectedRow>, width: number, lang: Lang) {
  for await (const { rowNo, cells, rejections } of rows) {
    yield [...Array.from({ length: width }, (_, index) => cells[index] ?? ''), reasonsOf(rejections, lang), rowNo]
  }
}

const WIDTHS: Record<string, number> = { id_number: 22, phone: 16, outlet: 20, agency: 22 }
const ZH = { sheet: '退回的行', reason: '退回原因', row: '原行号' }
const EN = { sheet: 'Rows sent back', reason: 'Reason', row: 'Original row' }
