// POST /stations/{id}/status and POST /stations/{id}/confirmation

import type { Call, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { statusName } from '../words.ts'
import { updateStation } from './change-station.ts'
import { answerKept, reachesStation } from './station-detail.ts'
import { getStationInReach } from './station-store.ts'

/** Its keepers pause it and open it again; that it begins, ends, or begins anew is the office's to say. */
export async function changeStatus(call: Call<'POST /stations/{id}/status'>): Promise<Reply<'POST /stations/{id}/status'>> {
  const station = await getStationInReach(call, call.params.id)
  const { status, note = '' } = call.body
  const keeping = (station.status === 'open' || station.status === 'paused') && status !== 'closed'
  if (!keeping && !reachesStation(call, 'station.write', station)) throw new Problem('not-allowed')
  call.requireMatch(station.revision)
  const noteOnly = status === 'paused' && station.status === 'paused'
  if ((station.status === status && !noteOnly) || (status === 'paused' && !keeping)) throw new Problem('wrong-state', { state: statusName(call.language, station.status) })
  await updateStation(call, station, {
    status, pause_note: status === 'paused' ? note.trim() : '',
    closed_on: status === 'closed' ? call.today : null,
    ...(status === 'open' && station.status === 'planned' ? { opened_on: call.today, last_confirmed_on: call.today } : {}),
  })
  await call.emit({ kind: `station.${{ open: 'opened', paused: 'paused', closed: 'closed' }[status]}`, place: station.place, subject: station.id, data: { before: station.status } })
  return answerKept(call, station.id)
}

/** Said twice on one day it is said once. */
export async function confirmStation(call: Call<'POST /stations/{id}/confirmation'>): Promise<Reply<'POST /stations/{id}/confirmation'>> {
  const station = await getStationInReach(call, call.params.id)
  if (!station.last_confirmed_on?.equals(call.today)) {
    await updateStation(call, station, { last_confirmed_on: call.today, reminded_on: null })
    await call.emit({ kind: 'station.confirmed', place: station.place, subject: station.id })
  }
  return answerKept(call, station.id)
}
