// The rows that were sent back, as a workbook to put right and upload again.

import { writeAnnotated, type SentBack } from '../../../../platform/lists/write-annotated.ts'
import type { MappedColumn, Rejection } from './fields.ts'
import { type Lang, reasonsOf } from './reasons.ts'

/** @param cells the opened `raw` of the row: a JSON array of texts, one for each column of the mapping */
export type RejectedRow = { rowNo: number; cells: readonly string[]; rejections: readonly Rejection[] }

export function writeAnnotatedRoster(rows: AsyncIterable<RejectedRow> | Iterable<RejectedRow>, mapping: readonly MappedColumn[], lang: Lang): AsyncGenerator<Buffer> {
  return writeAnnotated(explained(rows, lang), mapping, { id_number: 22, phone: 16, outlet: 20, agency: 22 }, lang)
}

async function* explained(rows: AsyncIterable<RejectedRow> | Iterable<RejectedRow>, lang: Lang): AsyncGenerator<SentBack> {
  for await (const { rowNo, cells, rejections } of rows) yield { rowNo, cells, reasons: reasonsOf(rejections, lang) }
}
