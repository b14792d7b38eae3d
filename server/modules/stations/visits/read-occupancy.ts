// How full a station is: as everybody may see it, and as its keeper does.

import { sql } from 'kysely'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import { settingValue } from '../../access/index.ts'
import { fullnessOf } from '../network/rules.ts'
import { openStation } from '../station-in-reach.ts'
import { hourOf, presenceOf, presencesAt } from './presence.ts'
import { correctionHolds, nobodyThere, presentNow, publicView, type Presence } from './rules.ts'

export async function readOccupancy(call: Call<'GET /stations/{id}/occupancy'>): Promise<Reply<'GET /stations/{id}/occupancy'>> {
  return occupancyOf(call, call.params.id)
}

/** @throws Problem not-found */
export async function occupancyOf(call: Pick<Context, 'tx' | 'now' | 'today' | 'services'>, id: number) {
  const { capacity } = await openStation(call, id)
  const presence = (await presencesAt(call.tx, [id])).get(id)
  const view = publicView(presence ?? nobodyThere, capacity, call.now, await settingValue(call, 'statistics.small-cell'))
  // Where nobody ever checked in or counted, nothing is known: that is not the same as empty.
  return { ...view, fullness: presence ? view.fullness : null, as_of: call.now }
}

/** For those who keep the station; found in their reach before. */
export async function exactOccupancy(call: Pick<Context, 'tx' | 'now' | 'scope'>, station: { id: number; capacity: number | null }, known?: Presence) {
  const presence = known ?? (await presenceOf(call.tx, station.id))
  const present = presentNow(presence, call.now)
  const { day } = hourOf(call.now)
  const { rows } = await beyondScope(call, () => sql<{ visits: number; peak: number }>`
    select coalesce(sum(visits), 0)::int as visits, coalesce(max(peak), 0)::int as peak from station_hour where station_id = ${station.id} and day = ${day}`.execute(call.tx))
  return {
    capacity: station.capacity, fullness: fullnessOf(present, station.capacity), present, checked_in: presence.checked_in,
    corrected_until: correctionHolds(presence, call.now) ? presence.corrected_until : null, as_of: call.now, today: rows[0] ?? { visits: 0, peak: 0 },
  }
}
