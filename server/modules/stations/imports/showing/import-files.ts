// An import as spreadsheets: the preview, the rows to put right and send again, the template.

import { Readable } from 'node:stream'
import { FileAnswer, type Call, type Context, type Reply } from '../../../../platform/http/call.ts'
import type { SentBack } from '../../../../platform/lists/write-annotated.ts'
import { writeAnnotated } from '../../../../platform/lists/write-annotated.ts'
import type { OutCell } from '../../../../platform/spreadsheets/outgoing.ts'
import { writeXlsx } from '../../../../platform/spreadsheets/write-xlsx.ts'
import { words } from '../../../../platform/words.ts'
import { getImport, type ImportRecord } from '../import-store.ts'
import { rowKindWords } from '../import-words.ts'
import { mappingOf } from '../mapping/remembered-mapping.ts'
import { reasonsOf } from '../reading/reasons.ts'
import { stationTemplate } from '../reading/station-template.ts'
import { pagesOf, showRows, type RowKind } from './import-rows.ts'

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export async function exportPreview(call: Call<'GET /stations/imports/{id}/export'>): Promise<Reply<'GET /stations/imports/{id}/export'>> {
  const found = await call.inTransaction('read', ({ tx }) => getImport(tx, call, call.params.id))
  const header = (zh: string, en: string) => words(call.language, zh, en)
  const sheet = {
    name: header('预览', 'Preview'),
    columns: [
      { header: header('行', 'Row'), kind: 'number' as const, width: 8 }, { header: header('类别', 'Kind'), width: 10 }, { header: header('驿站名称', 'Name'), kind: 'text' as const, width: 28 }, { header: header('辖区', 'Place'), width: 28 },
      { header: header('所属单位', 'Owner'), width: 20 }, { header: header('开放时间', 'Opening hours'), width: 40 }, { header: header('变更', 'Changes'), width: 60 }, { header: header('退回原因', 'Reason'), width: 60 },
    ],
    rows: previewCells(call, found, call.query.kind),
  }
  return new FileAnswer(`${header('驿站导入预览', 'station-import-preview')}-${found.id}.xlsx`, XLSX, Readable.from(writeXlsx([sheet])))
}

async function* previewCells(call: Context, found: ImportRecord, kind: RowKind | undefined): AsyncGenerator<OutCell[]> {
  for await (const page of pagesOf(call, found, kind)) {
    for (const view of await call.inTransaction('read', (inside) => showRows(inside, page))) {
      const changes = view.kind === 'changed' ? view.changes.map((one) => `${one.label}: ${one.before ?? ''} → ${one.after ?? ''}`) : []
      yield [view.row, rowKindWords(String(view.kind), call.language), String(view.name), String(view.place_name), String(view.owner), String(view.hours_text), changes.join('\n'), view.rejections.map((one) => one.text).join('\n')]
    }
  }
}

export async function exportRejections(call: Call<'GET /stations/imports/{id}/rejections'>): Promise<Reply<'GET /stations/imports/{id}/rejections'>> {
  const found = await call.inTransaction('read', ({ tx }) => getImport(tx, call, call.params.id))
  const widths = { name: 28, owner: 22, place: 20, address: 30, position: 24, hours: 40, amenities: 30, entrance_note: 30 }
  const book = writeAnnotated(sentBack(call, found), mappingOf(found.mapping), widths, call.language)
  return new FileAnswer(`${words(call.language, '退回', 'sent-back')}-${found.file_name.replace(/\.[^.]*$/, '')}.xlsx`, XLSX, Readable.from(book))
}

async function* sentBack(call: Context, found: ImportRecord): AsyncGenerator<SentBack> {
  for await (const page of pagesOf(call, found, 'rejected')) {
    for (const row of page) yield { rowNo: row.row_no, cells: JSON.parse(call.services.keyring.open(row.raw)) as string[], reasons: reasonsOf(row.rejections, call.language) }
  }
}

export async function downloadTemplate(call: Call<'GET /stations/imports/template'>): Promise<Reply<'GET /stations/imports/template'>> {
  return new FileAnswer(`${words(call.language, '驿站表模板', 'station-template')}.xlsx`, XLSX, Readable.from(stationTemplate(call.language)))
}
