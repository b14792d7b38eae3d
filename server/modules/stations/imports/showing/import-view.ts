// An import as it is shown: state, mapping, counts.

import { stationImportRefusals } from '../../../../../contract/station-imports.ts'
import { inReach } from '../../../../platform/database/reach.ts'
import { cutPage, decodeCursor } from '../../../../platform/http/cursor.ts'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { notFound } from '../../../../platform/http/problem.ts'
import { words } from '../../../../platform/words.ts'
import { accountNames } from '../../../access/index.ts'
import { describePlaces } from '../../../places/index.ts'
import { getImport, type ImportRecord } from '../import-store.ts'
import { refusalWords } from '../import-words.ts'
import { mappingOf } from '../mapping/remembered-mapping.ts'

type View = Reply<'GET /stations/imports/{id}'>

export async function getImportView(call: Call<'GET /stations/imports/{id}'>): Promise<View> {
  const view = await showImport(call, call.params.id)
  call.answer.etag(view.revision)
  return view
}

/** @throws Problem not-found when it is not in reach */
export async function showImport(inside: Context, id: number): Promise<View> {
  const [view] = await showImports(inside, [await getImport(inside.tx, inside, id)])
  if (!view) throw notFound()
  return view
}

export async function listImports(call: Call<'GET /stations/imports'>): Promise<Reply<'GET /stations/imports'>> {
  const { state, after, limit = 50 } = call.query
  let query = call.tx.selectFrom('station_import').selectAll().where(inReach(call, { place: 'station_import.place' })).orderBy('id', 'desc').limit(limit + 1)
  if (state !== undefined) query = query.where('state', '=', state)
  if (after !== undefined) query = query.where('id', '<', Number(decodeCursor(after, ['number'])[0]))
  const { items, next } = cutPage(await query.execute(), limit, (row) => [row.id])
  return { items: await showImports(call, items), next }
}

async function showImports(inside: Context, imports: readonly ImportRecord[]): Promise<View[]> {
  const { tx, language } = inside
  const people = await accountNames(tx, imports.flatMap((one) => [one.uploaded_by, one.applied_by, one.reversed_by]))
  const places = await describePlaces(tx, imports.map((one) => one.place))
  const personOf = (account: number) => {
    const found = people.get(account)
    return found ? [found.name, found.title].filter(Boolean).join(' · ') : words(language, '其他单位人员', 'somebody of another office')
  }
  return imports.map((one): View => {
    const mapping = mappingOf(one.mapping)
    return {
      id: one.id, place: one.place, place_name: places.get(one.place)?.name ?? '', state: one.state as View['state'],
      reason: stationImportRefusals.find((reason) => reason === one.reason) ?? null, reason_text: refusalWords(one.reason, one.reason_why, mapping, language),
      file_name: one.file_name, file_bytes: one.file_bytes, format: one.format, sheet: one.sheet, header_row: one.header_row,
      mapping: mapping.map(({ column, header, field }) => ({ column, header, field })), datum: (one.datum ?? one.datum_said) as View['datum'], datum_said: one.datum_said !== null,
      counts: { rows: one.rows, new: one.added, changed: one.changed, same: one.same, rejected: one.rejected },
      progress: one.state === 'reading' ? { rows: one.rows, fraction: one.progress ?? 0 } : null,
      uploaded_by: personOf(one.uploaded_by), uploaded_at: one.uploaded_at, ready_at: one.ready_at, applied_at: one.applied_at, applied_by: one.applied_by === null ? null : personOf(one.applied_by), reversed_at: one.reversed_at, reversed_by: one.reversed_by === null ? null : personOf(one.reversed_by),
      rows_kept: one.purged_at === null && one.state !== 'reading' && one.state !== 'refused', revision: one.revision,
    }
  })
}
