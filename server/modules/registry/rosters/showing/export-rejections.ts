// The rejected rows as a workbook to put right and send again: the company's own cells, as they came.

import { Readable } from 'node:stream'
import { sql } from 'kysely'
import { FileAnswer, type Call, type Context, type Reply } from '../../../../platform/http/call.ts'
import { words } from '../../words.ts'
import { mappingOf } from '../mapping/remembered-mapping.ts'
import { getRoster, type RosterRecord } from '../reach.ts'
import { writeAnnotatedRoster, type RejectedRow } from '../reading/write-annotated-roster.ts'
import { pagesOf, XLSX } from './export-preview.ts'
import { rejectionsOf } from './row-view.ts'
import type { SourceRow } from './row-source.ts'

export async function exportRejections(call: Call<'GET /rosters/{id}/rejections'>): Promise<Reply<'GET /rosters/{id}/rejections'>> {
  const roster = await call.inTransaction('read', ({ tx }) => getRoster(tx, call, call.params.id))
  const book = writeAnnotatedRoster(rejectedRows(call, roster), mappingOf(roster.mapping), call.language)
  return new FileAnswer(`${words(call.language, '退回', 'sent-back')}-${roster.file_name.replace(/\.[^.]*$/, '')}.xlsx`, XLSX, Readable.from(book))
}

async function* rejectedRows(call: Context, roster: RosterRecord): AsyncGenerator<RejectedRow> {
  for await (const page of pagesOf(call, roster, 'rejected')) {
    yield* await call.inTransaction('read', async (inside) => {
      const cells = await cellsOf(inside, roster, page)
      const reasons = await rejectionsOf(inside, roster, page)
      return page.map((row): RejectedRow => ({ rowNo: row.row_no ?? 0, cells: cells.get(row.row_no ?? 0) ?? [], rejections: reasons(row) }))
    })
  }
}

/** As the file had them; of a row that only the registry turned back (its outlet), as it was understood. */
async function cellsOf({ tx, services }: Context, roster: RosterRecord, page: readonly SourceRow[]): Promise<Map<number, string[]>> {
  const { keyring } = services
  const { rows } = await sql<Staged>`
    select row_no, raw, name, id_number, phone, outlet_name, hired_on, kind, agency_name, post from roster_row
    where roster_id = ${roster.id} and row_no = any(${page.flatMap((row) => row.row_no ?? [])}::int4[])`.execute(tx)
  const columns = mappingOf(roster.mapping)
  return new Map(rows.map((row) => {
    if (row.raw) return [row.row_no, JSON.parse(keyring.open(row.raw)) as string[]]
    const known: Record<string, string> = {
      name: row.name ?? '', phone: row.phone ? keyring.open(row.phone) : '', id_number: row.id_number ? keyring.open(row.id_number) : '', outlet: row.outlet_name ?? '',
      hired_on: row.hired_on?.toString() ?? '', kind: row.kind ?? '', agency: row.agency_name ?? '', post: row.post ?? '',
    }
    return [row.row_no, columns.map(({ field }) => (field ? (known[field] ?? '') : ''))]
  }))
}

type Staged = { row_no: number; raw: Buffer | null; name: string | null; id_number: Buffer | null; phone: Buffer | null; outlet_name: string | null; hired_on: Temporal.PlainDate | null; kind: string | null; agency_name: string | null; post: string | null }
