// An import that was not applied is taken away: its rows, its file, its entry. The spine keeps that there was one.

import type { Call, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { deleteFile } from '../../../platform/uploads/stored-file.ts'
import { importsFolder, importTopic, lockImport } from './import-store.ts'
import { stateWords } from './import-words.ts'

export async function withdrawImport(call: Call<'DELETE /stations/imports/{id}'>): Promise<Reply<'DELETE /stations/imports/{id}'>> {
  const key = await call.inTransaction('write', async (inside) => {
    const { tx, services, city } = inside
    const found = await lockImport(tx, inside, call.params.id)
    if (found.state === 'applied' || found.state === 'reversed') throw new Problem('wrong-state', { state: stateWords(found.state, call.language) })
    await tx.deleteFrom('station_import_row').where('import_id', '=', found.id).execute()
    await tx.deleteFrom('station_import').where('id', '=', found.id).execute()
    await inside.emit({ kind: 'station-import.withdrawn', place: found.place, subject: found.id, data: { state: found.state } })
    await services.live.publish(tx, importTopic(city, found.id), { state: 'withdrawn' })
    return found.file_key ? services.keyring.open(found.file_key) : undefined
  })
  if (key) await deleteFile(importsFolder(call.services, call.city), key)
}
