// The keeper has counted heads: not everybody scans. It holds for a while, then the codes alone say.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { settingValue } from '../../access/index.ts'
import { keptStation } from '../station-in-reach.ts'
import { recount } from './presence.ts'
import { exactOccupancy } from './read-occupancy.ts'
import { nobodyThere, type Presence } from './rules.ts'

export async function correctCount(call: Call<'PUT /stations/{id}/count'>): Promise<Reply<'PUT /stations/{id}/count'>> {
  const until = call.now.add({ minutes: await settingValue(call, 'station.count-minutes') })
  return setCorrection(call, (checkedIn) => ({ correction: call.body.present - checkedIn, until }))
}

export function dropCount(call: Call<'DELETE /stations/{id}/count'>): Promise<Reply<'DELETE /stations/{id}/count'>> {
  return setCorrection(call, () => ({ correction: 0, until: null }))
}

async function setCorrection(call: Call<'PUT /stations/{id}/count'> | Call<'DELETE /stations/{id}/count'>, decide: (checkedIn: number) => { correction: number; until: Temporal.Instant | null }) {
  const station = await keptStation(call, call.params.id)
  // Stays are nobody's but the worker's own; of them only the number is used here.
  const presence = await beyondScope(call, async (): Promise<Presence> => {
    const counted = (await recount(call, [station.id])).get(station.id) ?? nobodyThere
    const { correction, until } = decide(counted.checked_in)
    await sql`update station_presence set correction = ${correction}, corrected_until = ${until} where station_id = ${station.id}`.execute(call.tx)
    return { ...counted, correction, corrected_until: until }
  })
  await call.emit({ kind: 'station.counted', place: station.place, subject: station.id, data: { until: presence.corrected_until?.toString() ?? null } })
  return exactOccupancy(call, station, presence)
}
