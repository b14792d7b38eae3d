// Rows of an import: what each says, what it would change, why it was sent back.

import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../../platform/http/cursor.ts'
import { describePlaces } from '../../../places/index.ts'
import type { Change } from '../comparing/compare-rows.ts'
import { getImport, type ImportRecord } from '../import-store.ts'
import { fieldLabel } from '../import-words.ts'
import type { Rejection, StagedStation } from '../reading/fields.ts'
import { reasonOf } from '../reading/reasons.ts'
import { wordsForValues } from './value-words.ts'

export type RowKind = 'new' | 'changed' | 'same' | 'rejected'
type View = Reply<'GET /stations/imports/{id}/rows'>['items'][number]

export type KeptRow = { row_no: number; kind: RowKind; station_id: number | null; said: StagedStation; raw: Buffer; changes: Change[]; rejections: Rejection[] }

export async function listRows(call: Call<'GET /stations/imports/{id}/rows'>): Promise<Reply<'GET /stations/imports/{id}/rows'>> {
  const { kind, after, limit = 50 } = call.query
  const found = await getImport(call.tx, call, call.params.id)
  const rows = await readRows(call, found, { kind, limit: limit + 1, after: after === undefined ? 0 : Number(decodeCursor(after, ['number'])[0]) })
  const { items, next } = cutPage(rows, limit, (row) => [row.row_no])
  const counts = { new: found.added, changed: found.changed, same: found.same, rejected: found.rejected }
  return { items: await showRows(call, items), next, total: kind === undefined ? found.rows : counts[kind] }
}

export async function readRows({ tx }: Pick<Context, 'tx'>, found: ImportRecord, { kind, limit, after }: { kind: RowKind | undefined; limit: number; after: number }): Promise<KeptRow[]> {
  let query = tx.selectFrom('station_import_row').select(['row_no', 'kind', 'station_id', 'said', 'raw', 'changes', 'rejections']).where('import_id', '=', found.id).where('row_no', '>', after).orderBy('row_no').limit(limit)
  query = kind === undefined ? query.where('kind', 'is not', null) : query.where('kind', '=', kind)
  return (await query.execute()) as KeptRow[]
}

/** Page by page, each in a short transaction of its own: a slow reader holds no connection. */
export async function* pagesOf(call: Context, found: ImportRecord, kind: RowKind | undefined): AsyncGenerator<KeptRow[]> {
  const PAGE = 1000
  for (let after = 0; ; ) {
    const page = await call.inTransaction('read', (inside) => readRows(inside, found, { kind, limit: PAGE, after }))
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (page.length < PAGE || !last) return
    after = last.row_no
  }
}

export async function showRows(inside: Context, rows: readonly KeptRow[]): Promise<View[]> {
  const { language } = inside
  const say = await wordsForValues(inside, rows.flatMap((row) => row.changes))
  const codes = rows.flatMap((row) => row.changes.flatMap(({ field, after }) => (field === 'place' ? [Number(after)] : [])))
  const places = await describePlaces(inside.tx, codes)
  return rows.map((row): View => {
    const place = row.changes.find(({ field }) => field === 'place')?.after
    return {
      row: row.row_no, kind: row.kind, station: row.station_id, name: row.said.name, place: place === undefined ? null : Number(place),
      place_name: place === undefined ? (row.said.place ?? '') : (places.get(Number(place))?.fullName ?? ''), owner: row.said.owner ?? '',
      position: row.said.lon === undefined || row.said.lat === undefined ? null : { lon: row.said.lon, lat: row.said.lat }, hours_text: row.said.hours ? (say('hours', row.said.hours) ?? '') : '',
      changes: row.changes.map(({ field, before, after }) => ({ field, label: fieldLabel(field, language), before: row.kind === 'new' ? null : say(field, before), after: say(field, after) })),
      rejections: row.rejections.map((one) => ({ code: one.code, column: one.column, header: one.header, text: reasonOf(one, language) })),
    }
  })
}
