// How full it is, under one's eyes.

import type { Call, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { watch } from '../../../platform/http/watch.ts'
import { networkAddress } from '../../access/index.ts'
import { stationChanges, stationTopic } from '../station-topic.ts'
import { countOnlookers } from './onlookers.ts'
import { occupancyOf } from './read-occupancy.ts'

/** A keeper's count ends without anybody doing anything. */
const LOOK_AGAIN = 60_000
/** Open to everybody, so not without an end. */
const onlookers = countOnlookers()

/**
 * Says something only when what everybody may see has changed: when somebody comes to a station where few are, nothing
 * moves, or one would see whom one knows come and go.
 */
export async function occupancyEvents(call: Call<'GET /stations/{id}/occupancy/events'>): Promise<Reply<'GET /stations/{id}/occupancy/events'>> {
  const leave = onlookers.enter(networkAddress(call.request.ip))
  if (!leave) throw onlookers.isFull() ? new Problem('unavailable') : new Problem('too-many', { seconds: LOOK_AGAIN / 1000 })
  call.request.raw.on('close', leave)
  const look = () => call.inTransaction('read', ({ tx, today, services }) => occupancyOf({ tx, today, services, now: services.clock() }, call.params.id))
  return watch(call, {
    listen: (gone) => stationChanges(call.services.live, stationTopic(call.city, call.params.id), gone, () => LOOK_AGAIN),
    look,
    async *tell(first, changes) {
      let said = first
      yield { event: 'occupancy', data: said }
      for await (const change of changes) {
        if (change && change.what !== 'occupancy' && change.what !== 'station') continue
        const next = await look()
        if (JSON.stringify({ ...next, as_of: null }) === JSON.stringify({ ...said, as_of: null })) continue
        said = next
        yield { event: 'occupancy', data: said }
      }
    },
  })
}
