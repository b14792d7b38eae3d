// PATCH /stations/{id}

import type { Updateable } from 'kysely'
import type { Station } from '../../../migrations/tables.generated.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { requireNewName } from './add-station.ts'
import { stationValues, writesMore } from './checked-station.ts'
import { answerKept, reachesStation } from './station-detail.ts'
import { getStationInReach, type StationRow } from './station-store.ts'

/** Hours, facilities and seats are its keepers' to say; what the station is and whose, the office's. */
export async function changeStation(call: Call<'PATCH /stations/{id}'>): Promise<Reply<'PATCH /stations/{id}'>> {
  const station = await getStationInReach(call, call.params.id)
  const { body } = call
  if (writesMore(body) && !reachesStation(call, 'station.write', station)) throw new Problem('not-allowed')
  call.requireMatch(station.revision)
  const values = await stationValues(call, body)
  const place = values.place ?? station.place
  if (body.name !== undefined || place !== station.place) await requireNewName(call, { name: values.name ?? station.name, place, id: station.id })
  await updateStation(call, station, values)
  await call.emit({ kind: 'station.changed', place, subject: station.id, data: { fields: Object.keys(body), ...(place === station.place ? {} : { from: station.place }) } })
  return answerKept(call, station.id)
}

/** Writes columns where nobody else has written meanwhile. @throws Problem changed-meanwhile */
export async function updateStation(call: Pick<Context, 'tx'>, station: Pick<StationRow, 'id' | 'revision'>, values: Updateable<Station>): Promise<void> {
  const changed = await call.tx.updateTable('station').set({ ...values, revision: station.revision + 1 }).where('id', '=', station.id).where('revision', '=', station.revision).returning('id').executeTakeFirst()
  if (!changed) throw new Problem('changed-meanwhile')
}
