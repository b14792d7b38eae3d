// GET /stations/nearest

import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { cityClock } from '../../hours/city-clock.ts'
import { isOpen, openMoment } from '../read-stations.ts'
import { stationViews } from '../station-store.ts'
import { findNearest, type NearRow, type Wanted } from './find-nearest.ts'

export async function listNearest(call: Call<'GET /stations/nearest'>): Promise<Reply<'GET /stations/nearest'>> {
  const { lon, lat, amenity, kind, within, limit = 20, open_at: openAt } = call.query
  const wanted: Omit<Wanted, 'count'> = { lon, lat, ...(amenity ? { amenities: amenity } : {}), ...(kind ? { kind } : {}), ...(within === undefined ? {} : { within }) }
  const rows = openAt === undefined ? await findNearest(call, { ...wanted, count: limit }) : await nearestOpen(call, wanted, { limit, at: openMoment(call, openAt) })
  const views = await stationViews(call, rows, { clock: await cityClock(call), who: 'everybody' })
  return { items: views.map((view, i) => ({ ...view, distance: Math.round(rows[i]?.metres ?? 0) })) }
}

/** Opening hours are a rule, not a column: the nearest are read, some more each time, until enough of them are open. */
async function nearestOpen(call: Context, wanted: Omit<Wanted, 'count'>, { limit, at }: { limit: number; at: Temporal.Instant }): Promise<NearRow[]> {
  const then = await cityClock(call, at)
  for (let count = 2 * limit; ; count *= 4) {
    const rows = await findNearest(call, { ...wanted, count })
    const open = rows.filter((row) => isOpen(row, then))
    if (open.length >= limit || rows.length < count) return open.slice(0, limit)
  }
}
