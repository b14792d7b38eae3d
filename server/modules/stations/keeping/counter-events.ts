// What changes on the counter's tablet: its code every half minute, who is there, and what to read again.

import type { Call, Reply } from '../../../platform/http/call.ts'
import { watch } from '../../../platform/http/watch.ts'
import { codeNow } from '../codes/code-address.ts'
import { keptStation } from '../station-in-reach.ts'
import { stationChanges, stationTopic } from '../station-topic.ts'
import { exactOccupancy } from '../visits/read-occupancy.ts'

export async function counterEvents(call: Call<'GET /stations/{id}/counter/events'>): Promise<Reply<'GET /stations/{id}/counter/events'>> {
  const { services } = call
  const now = () => services.clock()
  const look = () => call.inTransaction('read', async (inside) => exactOccupancy({ tx: inside.tx, scope: inside.scope, now: now() }, await keptStation(inside, call.params.id)))
  let code = codeNow(call, call.params.id, now())
  const untilNext = () => Math.max(50, code.until.since(now()).total('milliseconds') + 20)
  return watch(call, {
    listen: (gone) => stationChanges(services.live, stationTopic(call.city, call.params.id), gone, untilNext),
    look,
    async *tell(first, changes) {
      yield { event: 'code', data: code }
      yield { event: 'occupancy', data: first }
      for await (const change of changes) {
        const next = codeNow(call, call.params.id, now())
        if (next.code !== code.code) {
          code = next
          yield { event: 'code', data: code }
        }
        if (change?.what === 'occupancy') yield { event: 'occupancy', data: await look() }
        else if (change) yield { event: 'changed', data: change }
      }
    },
  })
}
