// GET /coverage, GET /coverage/gaps

import { isInside, placeRange } from '../../../../contract/place-code.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { describePlaces } from '../../places/index.ts'
import { hideWhatFollows, HOURS, peopleShown, sharesOf, type Shares } from './rules.ts'
import { nearestStation, readNetwork, stationsAround, type ReachedOutlet } from './reached-outlets.ts'

type View = Reply<'GET /coverage'>

export async function readCoverage(call: Call<'GET /coverage'>): Promise<View> {
  const { place, radius = 500 } = call.query
  const network = await readNetwork(call, radius, place)
  const townships = Map.groupBy(network.outlets, (outlet) => townshipOf(outlet.place))
  const unplaced = Map.groupBy(network.unplaced, (outlet) => townshipOf(outlet.place))
  const standing = Map.groupBy(network.stations, (station) => townshipOf(station.place))
  const codes = [...new Set([...townships.keys(), ...unplaced.keys(), ...[...standing.keys()].filter((code) => isAsked(call, place, code))])].toSorted((a, b) => a - b)
  const names = await describePlaces(call.tx, codes)
  const parts = codes.map((code) => sharesOf(townships.get(code) ?? []))
  hideWhatFollows(parts)
  const around = stationsAround(network, radius, (code) => isAsked(call, place, code))
  return {
    radius,
    stations: around.length,
    without_hours: around.filter((station) => !station.hoursKnown).length,
    whole: view(sharesOf(network.outlets), network.unplaced.length),
    townships: codes.flatMap((code, at) => {
      const shares = parts[at]
      return shares ? [{ place: code, name: names.get(code)?.name ?? '', stations: standing.get(code)?.length ?? 0, ...view(shares, unplaced.get(code)?.length ?? 0) }] : []
    }),
  }
}

export async function listGaps(call: Call<'GET /coverage/gaps'>): Promise<Reply<'GET /coverage/gaps'>> {
  const { place, radius = 500, hour } = call.query
  const network = await readNetwork(call, radius, place)
  const covered = (outlet: ReachedOutlet) => outlet.week.reduce((sum, open) => sum + open, 0)
  const missing = network.outlets
    .map((outlet) => ({ outlet, hours: covered(outlet) }))
    .filter(({ outlet, hours }) => (hour === undefined ? hours < HOURS : outlet.week[hour] === 0))
    // Who misses most, first: people times hours.
    .toSorted((a, b) => (HOURS - b.hours) * b.outlet.workers - (HOURS - a.hours) * a.outlet.workers || a.outlet.id - b.outlet.id)
  const names = await describePlaces(call.tx, missing.map(({ outlet }) => outlet.place))
  return {
    items: missing.map(({ outlet, hours }) => ({
      id: outlet.id, name: outlet.name, place: outlet.place, place_name: names.get(outlet.place)?.name ?? '', position: { lon: outlet.lon, lat: outlet.lat },
      workers: peopleShown(outlet.workers), hours_covered: hours, nearest: nearestStation(network, outlet),
    })),
  }
}

/** Whether a place lies in what was asked for and is in reach. */
export function isAsked({ scope }: Pick<Context, 'scope'>, place: number | undefined, code: number): boolean {
  const asked = place === undefined || isInside(code, placeRange(whole(place)))
  return asked && (scope.places === 'all' || scope.places.some((range) => isInside(code, range)))
}

/** A community stands in the township of its first nine digits. */
function townshipOf(place: number): number {
  return place - (place % 1_000_000)
}

function whole(place: number): number {
  return Number(String(place).padEnd(15, '0'))
}

function view(shares: Shares, unplaced: number): View['whole'] {
  return { outlets: shares.outlets, unplaced, workers: shares.workers, outlets_by_hour: shares.outletsByHour, workers_by_hour: shares.workersByHour, outlets_mean: shares.outletsMean, workers_mean: shares.workersMean }
}
