// The preview as a spreadsheet, masked like the list it shows.

import { Readable } from 'node:stream'
import type { OutCell } from '../../../../platform/spreadsheets/outgoing.ts'
import { writeXlsx } from '../../../../platform/spreadsheets/write-xlsx.ts'
import { FileAnswer, type Call, type Context, type Reply } from '../../../../platform/http/call.ts'
import { words } from '../../words.ts'
import { getRoster, type RosterRecord } from '../reach.ts'
import { fieldWords, rowKindWords } from '../words.ts'
import { readRows, type SourceRow } from './row-source.ts'
import { showRows } from './row-view.ts'

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const PAGE = 1000

export async function exportPreview(call: Call<'GET /rosters/{id}/export'>): Promise<Reply<'GET /rosters/{id}/export'>> {
  const { kind } = call.query
  const roster = await call.inTransaction('read', ({ tx }) => getRoster(tx, call, call.params.id))
  const header = (zh: string, en: string) => words(call.language, zh, en)
  const sheet = {
    name: header('预览', 'Preview'),
    columns: [
      { header: header('行', 'Row'), kind: 'number' as const, width: 8 }, { header: header('类别', 'Kind'), width: 10 }, { header: header('姓名', 'Name'), kind: 'text' as const, width: 18 }, { header: header('证件尾号', 'ID tail'), kind: 'text' as const, width: 10 },
      { header: header('手机号', 'Phone'), kind: 'text' as const, width: 16 }, { header: header('网点', 'Outlet'), width: 20 }, { header: header('原网点', 'From outlet'), width: 20 }, { header: header('变更', 'Changes'), width: 50 }, { header: header('说明', 'Remarks'), width: 50 },
    ],
    rows: cellsOf(call, roster, kind),
  }
  return new FileAnswer(`${header('花名册预览', 'roster-preview')}-${roster.as_of}.xlsx`, XLSX, Readable.from(writeXlsx([sheet])))
}

async function* cellsOf(call: Context, roster: RosterRecord, kind: SourceRow['kind'] | undefined): AsyncGenerator<OutCell[]> {
  for await (const page of pagesOf(call, roster, kind)) {
    const views = await call.inTransaction('read', (inside) => showRows(inside, roster, page))
    for (const view of views) {
      const changes = view.changes.map((one) => `${fieldWords(one.field, call.language)}: ${one.before ?? ''} → ${one.after ?? ''}${one.evidence ? ` (${one.evidence})` : ''}`)
      const remarks = [view.held ? words(call.language, '先不动，等核实', 'held until confirmed') : '', view.review_reason ?? '', ...view.rejections.map((one) => one.text)].filter(Boolean)
      yield [view.row, rowKindWords(view.kind, call.language), view.name, view.id_tail, view.phone_masked, view.outlet, view.from_outlet, changes.join('\n'), remarks.join('\n')]
    }
  }
}

/** Page by page, each in a short transaction of its own: a slow reader holds no connection. */
export async function* pagesOf(call: Context, roster: RosterRecord, kind: SourceRow['kind'] | undefined): AsyncGenerator<SourceRow[]> {
  let after: readonly [number, number] | undefined
  for (;;) {
    const page = await call.inTransaction('read', ({ tx }) => readRows(tx, roster, { kind, limit: PAGE, after }))
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (page.length < PAGE || !last) return
    after = last.kind === 'left' ? [1, last.engagement_id ?? 0] : [0, last.row_no ?? 0]
  }
}
