// Taking an applied list back: what it added goes, what it changed is as it was, as long as nothing builds on it.

import { sql } from 'kysely'
import { systemScope } from '../../../../platform/database/scope.ts'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { once } from '../../../../platform/http/once.ts'
import { Problem } from '../../../../platform/http/problem.ts'
import { requireReach } from '../applying/apply-import.ts'
import type { Change } from '../comparing/compare-rows.ts'
import { getImport, importTopic, lockImport } from '../import-store.ts'
import { stateWords } from '../import-words.ts'
import { showImport } from '../showing/import-view.ts'
import { whatBuildsOn } from './built-upon.ts'

type Reverse = Call<'POST /stations/imports/{id}/reversal'>

export async function reverseImport(call: Reverse): Promise<Reply<'POST /stations/imports/{id}/reversal'>> {
  await call.inTransaction('read', ({ tx }) => getImport(tx, call, call.params.id))
  // As wide as applying was: keepers and uses of a station are asked for wherever they are. What is written lies inside the caller's reach.
  await call.inTransaction('write', (inside) => once(inside, 200, call.body, () => reverseOnce(inside, call)), systemScope)
  const view = await call.inTransaction('read', (inside) => showImport(inside, call.params.id))
  call.answer.etag(view.revision)
  return view
}

async function reverseOnce(inside: Context, call: Reverse): Promise<Record<string, never>> {
  const { tx, now, actor, services, city } = inside
  const found = await lockImport(tx, inside, call.params.id)
  // Clicked twice: it is taken back already.
  if (found.state === 'reversed') return {}
  if (found.state !== 'applied') throw new Problem('wrong-state', { state: stateWords(found.state, call.language) })
  call.requireMatch(found.revision)
  const rows = await tx.selectFrom('station_import_row').select(['kind', 'station_id', 'changes']).where('import_id', '=', found.id).where('kind', 'in', ['new', 'changed']).orderBy('row_no').execute()
  const touched = rows.flatMap(({ station_id }) => station_id ?? [])
  if (touched.length > 0) await tx.selectFrom('station').select('id').where('id', 'in', touched).orderBy('id').forUpdate().execute()
  const why = await whatBuildsOn(inside, found)
  if (why !== undefined) throw new Problem('built-upon', { why })
  const standing = touched.length === 0 ? [] : await tx.selectFrom('station').select(['id', 'place']).where('id', 'in', touched).execute()
  await requireReach(inside, call, touched, rows.map(({ changes }) => placesBefore(changes as Change[])))
  await restoreStations(inside, found.id)
  const places = new Map(standing.map(({ id, place }) => [id, place]))
  for (const { kind, station_id: id, changes } of rows) {
    const place = places.get(id ?? 0) ?? null
    if (kind === 'new') await inside.emit({ kind: 'station.removed', place, subject: id, data: { import: found.id } })
    else await inside.emit({ kind: 'station.changed', place, subject: id, data: { import: found.id, reversed: true, fields: (changes as Change[]).map(({ field }) => field) } })
  }
  await tx.updateTable('station_import').set((row) => ({ state: 'reversed', reversed_at: now, reversed_by: actor.account, revision: row('revision', '+', 1) })).where('id', '=', found.id).execute()
  await inside.emit({ kind: 'station-import.reversed', place: found.place, subject: found.id, data: { added: found.added, changed: found.changed } })
  await services.live.publish(tx, importTopic(city, found.id), { state: 'reversed' })
  return {}
}

/** Where a station goes back to counts as where a list sends one. */
function placesBefore(changes: readonly Change[]): Change[] {
  return changes.flatMap((one) => (one.field === 'place' && one.before !== null ? [{ ...one, after: one.before }] : []))
}

/** Every station is as the list left it (see whatBuildsOn). Revisions go on, they never go back. */
async function restoreStations({ tx }: Context, id: number): Promise<void> {
  await sql`
    update station s set name = b.name, pinyin = b.pinyin, initials = b.initials, kind = b.kind, partner_id = b.partner_id, place = b.place, lon = b.lon, lat = b.lat, address = b.address, entrance_note = b.entrance_note,
      amenities = b.amenities, hours = b.hours, capacity = b.capacity, audience = b.audience, status = b.status, pause_note = b.pause_note, opened_on = b.opened_on, closed_on = b.closed_on,
      last_confirmed_on = b.last_confirmed_on, revision = s.revision + 1
    from station_import_row r cross join lateral jsonb_populate_record(null::station, r.undo) b
    where r.import_id = ${id} and r.kind = 'changed' and s.id = r.station_id`.execute(tx)
  await sql`delete from station s using station_import_row r where r.import_id = ${id} and r.kind = 'new' and s.id = r.station_id`.execute(tx)
  await tx.updateTable('station_import_row').set({ station_id: null }).where('import_id', '=', id).where('kind', '=', 'new').execute()
}
