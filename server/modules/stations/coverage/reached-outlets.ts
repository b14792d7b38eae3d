// Outlets in reach and the open stations around them: which hours of the week each outlet is covered.

import type { Context } from '../../../platform/http/call.ts'
import { outletsToReach, type OutletToReach } from '../../registry/index.ts'
import { nearTo, type Near } from './near-rules.ts'
import { HOURS, openWeek, union, type Week } from './rules.ts'

export type OpenStation = { id: number; name: string; place: number; lon: number; lat: number; week: Week; hoursKnown: boolean }
export type ReachedOutlet = OutletToReach & { lon: number; lat: number; week: Week }

export type Network = {
  /** Open ones of the whole city: those beyond the border of a township serve it too. */
  stations: OpenStation[]
  near: Near
  /** Those with a position. */
  outlets: ReachedOutlet[]
  unplaced: OutletToReach[]
}

export async function readNetwork(call: Pick<Context, 'tx' | 'scope' | 'city'>, radius: number, place: number | undefined): Promise<Network> {
  const rows = await call.tx.selectFrom('station').select(['id', 'name', 'place', 'lon', 'lat', 'hours']).where('status', '=', 'open').orderBy('id').execute()
  const weeks = new Map<string, Week>()
  const stations = rows.map(({ hours, ...row }): OpenStation => ({ ...row, week: weekOf(hours, weeks), hoursKnown: hours !== null }))
  const near = nearTo(stations, radius)
  const outlets: ReachedOutlet[] = []
  const unplaced: OutletToReach[] = []
  for (const outlet of await outletsToReach(call, place)) {
    const { lon, lat } = outlet
    if (lon === null || lat === null) unplaced.push(outlet)
    else {
      const week = new Uint8Array(HOURS)
      for (const at of near.within({ lon, lat }, radius)) union(week, stations[at]?.week ?? week)
      outlets.push({ ...outlet, lon, lat, week })
    }
  }
  return { stations, near, outlets, unplaced }
}

/** Whoever is asked for the way: the nearest open station, whenever it opens. */
export function nearestStation({ stations, near }: Network, of: { lon: number; lat: number }): { id: number; name: string; metres: number } | null {
  const found = near.nearest(of)
  const station = found && stations[found.at]
  return station ? { id: station.id, name: station.name, metres: Math.round(found.metres) } : null
}

/** Open stations that stand in the places of the outlets, or serve one of them. */
export function stationsAround({ stations, outlets }: Network, radius: number, inside: (place: number) => boolean): OpenStation[] {
  const near = nearTo(outlets, radius)
  return stations.filter((station) => inside(station.place) || near.within(station, radius).length > 0)
}

/** Many stations open at the same times. */
function weekOf(hours: unknown, known: Map<string, Week>): Week {
  const weekly = (hours as { weekly?: number[][][] } | null)?.weekly ?? []
  const key = JSON.stringify(weekly)
  const week = known.get(key) ?? openWeek(weekly)
  known.set(key, week)
  return week
}

