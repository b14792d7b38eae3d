// The whole preview becomes the network's, in one transaction, or nothing of it.

import { sql } from 'kysely'
import { isInside } from '../../../../../contract/place-code.ts'
import { systemScope } from '../../../../platform/database/scope.ts'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { once } from '../../../../platform/http/once.ts'
import { Problem } from '../../../../platform/http/problem.ts'
import { deleteFile } from '../../../../platform/uploads/stored-file.ts'
import { words } from '../../../../platform/words.ts'
import { comparePreview, previewHolds } from '../comparing/compare-preview.ts'
import type { Change } from '../comparing/compare-rows.ts'
import { getImport, importsFolder, importTopic, lockImport } from '../import-store.ts'
import { stateWords } from '../import-words.ts'
import { showImport } from '../showing/import-view.ts'
import { addStation, changeStation } from './write-stations.ts'

type Apply = Call<'POST /stations/imports/{id}/application'>

export async function applyImport(call: Apply): Promise<Reply<'POST /stations/imports/{id}/application'>> {
  await call.inTransaction('read', ({ tx }) => getImport(tx, call, call.params.id))
  let file: string | undefined
  try {
    // Wider than the caller's reach: names of owners elsewhere are matched. What is written lies inside it: see requireReach.
    await call.inTransaction('write', (inside) => once(inside, 200, call.body, async () => {
      file = await applyOnce(inside, call)
      return {}
    }), systemScope)
  } catch (error) {
    if (!(error instanceof StalePreview)) throw error
    await call.inTransaction('write', async (inside) => {
      const found = await lockImport(inside.tx, inside, call.params.id)
      if (found.state === 'ready') await comparePreview(inside.tx, found.id)
    }, systemScope)
    throw new Problem('conflict', { what: words(call.language, '预览之后驿站网又有变动，已重新对比，请再看一遍', 'the network has changed since this preview; it has been compared again') })
  }
  if (file) await deleteFile(importsFolder(call.services, call.city), file)
  const view = await call.inTransaction('read', (inside) => showImport(inside, call.params.id))
  call.answer.etag(view.revision)
  return view
}

class StalePreview extends Error {}

/** @returns where the file lies that is no longer needed */
async function applyOnce(inside: Context, call: Apply): Promise<string | undefined> {
  const { tx, services, now, actor, city } = inside
  const found = await lockImport(tx, inside, call.params.id)
  // Clicked twice, or tried again after a crash: it stands already, and that is what was asked for.
  if (found.state === 'applied') return undefined
  if (found.state !== 'ready') throw new Problem('wrong-state', { state: stateWords(found.state, call.language) })
  call.requireMatch(found.revision)
  const rows = await tx.selectFrom('station_import_row').select(['row_no', 'kind', 'station_id', 'changes']).where('import_id', '=', found.id).where('kind', 'in', ['new', 'changed']).orderBy('row_no').execute()
  const touched = rows.flatMap(({ station_id }) => station_id ?? [])
  if (touched.length > 0) await tx.selectFrom('station').select('id').where('id', 'in', touched).orderBy('id').forUpdate().execute()
  if (!(await previewHolds(tx, found.id))) throw new StalePreview()
  await requireReach(inside, call, touched, rows.map((row) => row.changes as Change[]))
  await rememberBefore(inside, found.id)
  const made: { row: number; station: number }[] = []
  for (const row of rows) {
    const changes = row.changes as Change[]
    if (row.station_id === null) made.push({ row: row.row_no, station: await addStation(inside, found.id, changes) })
    else await changeStation(inside, found.id, row.station_id, changes)
  }
  await rememberLeft(inside, found.id, made)
  await tx
    .updateTable('station_import')
    .set((row) => ({ state: 'applied', applied_at: now, applied_by: actor.account, file_key: null, revision: row('revision', '+', 1) }))
    .where('id', '=', found.id)
    .execute()
  await inside.emit({ kind: 'station-import.applied', place: found.place, subject: found.id, data: { added: found.added, changed: found.changed, same: found.same, rejected: found.rejected } })
  await services.live.publish(tx, importTopic(city, found.id), { state: 'applied' })
  return found.file_key ? services.keyring.open(found.file_key) : undefined
}

/** What taking the list back needs: the stations as they stand, and as applying leaves them. */
async function rememberBefore({ tx }: Context, id: number): Promise<void> {
  await sql`update station_import_row r set undo = to_jsonb(s) from station s where r.import_id = ${id} and r.kind = 'changed' and s.id = r.station_id`.execute(tx)
}

async function rememberLeft({ tx }: Context, id: number, made: readonly { row: number; station: number }[]): Promise<void> {
  await sql`
    update station_import_row r set station_id = m.station from unnest(${made.map(({ row }) => row)}::int4[], ${made.map(({ station }) => station)}::int8[]) as m (row_no, station)
    where r.import_id = ${id} and r.row_no = m.row_no`.execute(tx)
  await sql`update station_import_row r set left_revision = s.revision from station s where r.import_id = ${id} and r.kind in ('new', 'changed') and s.id = r.station_id`.execute(tx)
}

/** Whoever applies may reach less than whoever uploaded: then it is not theirs to apply. */
export async function requireReach({ tx }: Context, call: Pick<Context, 'scope'>, touched: readonly number[], changes: readonly Change[][]): Promise<void> {
  const { places } = call.scope
  if (places === 'all') return
  const standing = touched.length === 0 ? [] : await tx.selectFrom('station').select('place').where('id', 'in', [...touched]).execute()
  const named = changes.flatMap((row) => row.flatMap(({ field, after }) => (field === 'place' ? [Number(after)] : [])))
  const beyond = [...standing.map(({ place }) => place), ...named].some((place) => !places.some((range) => isInside(place, range)))
  if (beyond) throw new Problem('not-allowed')
}
