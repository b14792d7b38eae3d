// A list arrives: stored as it streams in, put on record, and a job is sent to read it, in one transaction.

import type { PlaceRange } from '../../../../../contract/place-code.ts'
import { json } from '../../../../platform/database/json.ts'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { once } from '../../../../platform/http/once.ts'
import { invalidField, Problem } from '../../../../platform/http/problem.ts'
import { deleteFile, storeFile, type StoredFile } from '../../../../platform/uploads/stored-file.ts'
import { words } from '../../../../platform/words.ts'
import { importsFolder } from '../import-store.ts'
import { stationListReader } from '../reading/read-stations.ts'

type Upload = Call<'POST /stations/imports'>

export async function uploadStations(call: Upload): Promise<Reply<'POST /stations/imports'>> {
  const { rosterMaxBytes } = call.services.config
  const limit = `${Math.round(rosterMaxBytes / 1024 / 1024)} MB`
  if (Number(call.request.headers['content-length'] ?? 0) > rosterMaxBytes * 4 + 65_536) throw new Problem('too-large', { limit })
  const folder = importsFolder(call.services, call.city)
  // The thread that will read it starts while the file is still on its way.
  stationListReader.warm()
  const part = await call.request.file({ limits: { fileSize: rosterMaxBytes, files: 1 }, throwFileSizeLimit: false })
  if (!part) throw invalidField('file', words(call.language, '请在 file 字段里上传驿站表', 'Send the list in the field `file`'))
  const stored = await storeFile(folder, part.file)
  const tooLarge = part.file.truncated
  const name = fileName(part.filename)
  let taken = false
  try {
    const answer = await call.inTransaction('write', (inside) =>
      once(inside, 202, { hash: stored.hash.toString('hex'), name, datum: call.query.datum }, async () => {
        taken = !tooLarge
        return record(inside, call, { ...stored, name, tooLarge })
      }),
    )
    call.answer.header('location', `/api/v1/${call.city.code}/stations/imports/${answer.id}`)
    return answer
  } finally {
    if (!taken) await deleteFile(folder, stored.key)
  }
}

async function record(inside: Context, call: Upload, file: StoredFile & { name: string; tooLarge: boolean }): Promise<{ id: number; state: 'reading' | 'refused' }> {
  const { keyring, jobs } = inside.services
  const state = file.tooLarge ? 'refused' : 'reading'
  const place = homeOf(inside)
  const { id } = await inside.tx
    .insertInto('station_import')
    .values({
      place, reach: json(inside.scope.places) as never, datum_said: call.query.datum ?? null, state, reason: file.tooLarge ? 'too-large' : null,
      file_name: file.name, file_bytes: file.bytes, file_hash: file.hash, file_key: file.tooLarge ? null : keyring.seal(file.key), progress: file.tooLarge ? null : 0,
      uploaded_by: inside.actor.account, uploaded_at: inside.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await inside.emit({ kind: 'station-import.uploaded', place, subject: id, data: { bytes: file.bytes } })
  if (!file.tooLarge) await jobs.send(inside.tx, 'station-import.read', { city: inside.city.code, import: id })
  return { id, state }
}

/** The widest place the sender answers for: its first code is the place itself. */
function homeOf({ scope, city }: Context): number {
  if (scope.places === 'all') return city.code * 1e9
  const widest = scope.places.reduce<PlaceRange | undefined>((best, range) => (!best || range[1] - range[0] > best[1] - best[0] ? range : best), undefined)
  return widest?.[0] ?? city.code * 1e9
}

/** As the sender called it: without folders and control characters, short enough to show. */
function fileName(given: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? ''
  return last.replace(/[\p{Cc}\p{Cf}]/gu, '').trim().slice(0, 200) || 'stations'
}
