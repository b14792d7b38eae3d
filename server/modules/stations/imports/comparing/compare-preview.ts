// Staged rows against the network as it stands: written down as a preview, or only asked whether the preview still holds.

import { sql } from 'kysely'
import type { PlaceRange } from '../../../../../contract/place-code.ts'
import type { Tx } from '../../../../platform/database/connection.ts'
import { placeFinder } from '../../../places/index.ts'
import { mappingOf } from '../mapping/remembered-mapping.ts'
import type { Rejection, StagedStation } from '../reading/fields.ts'
import { compareRows, type Compared, type Partner, type Standing } from './compare-rows.ts'

/** Writes what applying would come to. */
export async function comparePreview(tx: Tx, id: number): Promise<void> {
  const compared = await compare(tx, id)
  await sql`
    update station_import_row r set kind = d.kind, station_id = d.station, changes = d.changes, rejections = d.rejections
    from jsonb_to_recordset(${JSON.stringify(compared)}::text::jsonb) as d ("rowNo" int4, kind text, station int8, changes jsonb, rejections jsonb)
    where r.import_id = ${id} and r.row_no = d."rowNo"`.execute(tx)
  const count = (kind: Compared['kind']) => compared.filter((row) => row.kind === kind).length
  await tx
    .updateTable('station_import')
    .set((row) => ({ added: count('new'), changed: count('changed'), same: count('same'), rejected: count('rejected'), revision: row('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/** Whether the network still stands as it did when the preview was made. */
export async function previewHolds(tx: Tx, id: number): Promise<boolean> {
  const shown = await tx.selectFrom('station_import_row').select(['row_no', 'kind', 'station_id', 'changes']).where('import_id', '=', id).orderBy('row_no').execute()
  const now = await compare(tx, id)
  return now.length === shown.length && now.every((row, at) => row.kind === shown[at]?.kind && row.station === shown[at].station_id && sameJson(row.changes, shown[at].changes))
}

async function compare(tx: Tx, id: number): Promise<Compared[]> {
  const found = await tx.selectFrom('station_import').select(['reach', 'mapping']).where('id', '=', id).executeTakeFirstOrThrow()
  const rows = await tx.selectFrom('station_import_row').select(['row_no', 'said', 'unread']).where('import_id', '=', id).orderBy('row_no').execute()
  const stations: Standing[] = await tx
    .selectFrom('station')
    .select(['id', 'name', 'kind', 'partner_id', 'place', 'lon', 'lat', 'address', 'entrance_note', 'amenities', 'hours', 'capacity', 'audience', 'status', 'revision'])
    .orderBy('id')
    .execute()
  // What a partner is called is known to everybody; which codes it has is only matched here.
  const partners: Partner[] = await tx.selectFrom('partner').select(['id', 'name', 'short_name', 'credit_code']).where('closed_on', 'is', null).orderBy('id').execute()
  return compareRows(
    rows.map((row) => ({ rowNo: row.row_no, said: row.said as StagedStation, unread: row.unread as Rejection[] })),
    { stations, partners, places: await placeFinder(tx), reach: found.reach as PlaceRange[] | 'all', mapping: mappingOf(found.mapping) },
  )
}

/** jsonb keeps no order of members. */
function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, one]) => [key, sorted(one)]))
}
