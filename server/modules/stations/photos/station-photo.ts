// The picture of the entrance: one, for everybody to see from the day on that everybody may see the station.

import { sql } from 'kysely'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { invalidField } from '../../../platform/http/problem.ts'
import { attachmentsOf, bindAttachments, registerAttachmentKind, releaseAttachments } from '../../attachments/index.ts'
import { updateStation } from '../network/change-station.ts'
import { answerKept } from '../network/station-detail.ts'
import { getStationInReach, publicStation, stationInReach } from '../network/station-store.ts'
import { words } from '../words.ts'

const ENTRANCE = 'station-entrance'

/** Called when the module is loaded. */
export function introducePhotos(): void {
  registerAttachmentKind({
    kind: ENTRANCE,
    verb: 'station.read',
    isPublic: async ({ tx }, ref) => (await sql`select from ${publicStation} where s.id = ${ref}`.execute(tx)).rows.length > 0,
    mayRead: async (call, ref) => (await sql`select from station s where s.id = ${ref} and ${stationInReach(call)}`.execute(call.tx)).rows.length > 0,
  })
}

export async function putPhoto(call: Call<'PUT /stations/{id}/photo'>): Promise<Reply<'PUT /stations/{id}/photo'>> {
  const station = await getStationInReach(call, call.params.id)
  const { attachment } = call.body
  call.requireMatch(station.revision)
  await bindAttachments(call, [attachment], { kind: ENTRANCE, ref: station.id, field: 'attachment' })
  const bound = (await attachmentsOf(call, ENTRANCE, [station.id])).get(station.id) ?? []
  if (bound.find(({ id }) => id === attachment)?.type !== 'image/jpeg') throw invalidField('attachment', words(call.language, '请上传照片，不能是 PDF', 'It has to be a photo, not a PDF'))
  await releaseAttachments(call, ENTRANCE, [station.id], bound.flatMap(({ id }) => (id === attachment ? [] : [id])))
  await updateStation(call, station, { photo: attachment })
  await call.emit({ kind: 'station.photo-changed', place: station.place, subject: station.id, data: { attachment } })
  return answerKept(call, station.id)
}

export async function removePhoto(call: Call<'DELETE /stations/{id}/photo'>): Promise<void> {
  const station = await getStationInReach(call, call.params.id)
  if (station.photo === null) return
  await releaseAttachments(call, ENTRANCE, [station.id])
  await updateStation(call, station, { photo: null })
  await call.emit({ kind: 'station.photo-removed', place: station.place, subject: station.id })
}
