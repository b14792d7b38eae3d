// POST /coverage/sitings: where the next stations would help most.

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { describePlaces, pointsOfPlaces } from '../../places/index.ts'
import { nearTo } from './near-rules.ts'
import { nearestStation, readNetwork, type Network, type ReachedOutlet } from './reached-outlets.ts'
import { isAsked } from './read-coverage.ts'
import { dailyWeek, peopleShown, type Week } from './rules.ts'
import { gainOf, type Siting } from './siting/rules.ts'
import { solveSiting } from './siting/solve-siting.ts'

type Ask = Call<'POST /coverage/sitings'>
type Answer = Reply<'POST /coverage/sitings'>
type Site = Answer['sites'][number]
type Candidate = Pick<Site, 'kind' | 'id' | 'name' | 'place' | 'position'>

/** A township takes a tenth of a second, a district of 460 outlets half a second, 5,000 outlets two. */
const SECONDS = 10

export async function siteStations(call: Ask): Promise<Answer> {
  const { radius = 500, place, count, from_hour = 0, until_hour = 24 } = call.body
  const began = performance.now()
  const asked = dailyWeek(from_hour, until_hour)
  const hours = asked.reduce((sum, open) => sum + open, 0)
  // Solving holds no connection.
  const { network, candidates } = await call.inTransaction('read', async (inside) => {
    const network_ = await readNetwork(inside, radius, place)
    return { network: network_, candidates: await candidatesFor(inside, call.body, network_) }
  })
  const worth = (outlet: ReachedOutlet) => (call.body.measure === 'outlets' ? 1 : outlet.workers)
  const missing = network.outlets.map((outlet) => hoursMissed(outlet, asked))
  const near = nearTo(network.outlets, radius)
  const siting: Siting = {
    weights: network.outlets.map((outlet, at) => worth(outlet) * (missing[at] ?? 0)),
    covers: candidates.map((candidate) => near.within(candidate.position, radius)),
    count,
  }
  const solved = await solveSiting(siting, SECONDS).catch((error: unknown) => {
    call.services.log.warn({ err: error }, 'choosing sites failed')
    throw new Problem('unavailable')
  })
  const total = network.outlets.reduce((sum, outlet) => sum + worth(outlet) * hours, 0)
  const left = siting.weights.reduce((sum, weight) => sum + weight, 0)
  const ofPeople = call.body.measure !== 'outlets'
  const hidden = total === 0 || (ofPeople && peopleShown(total / hours) === null)
  const share = (gained: number) => (hidden ? null : rounded((total - left + gained) / total))
  const sites = await call.inTransaction('read', (inside) => describeSites(inside, { solved: solved.chosen, candidates, siting, network, total, ofPeople }))
  return {
    sites, candidates: candidates.length, outlets: network.outlets.length, hours,
    share_before: share(0), share_after: share(solved.gain), share_at_most: share(solved.bound), proven: solved.proven,
    seconds: Math.round(performance.now() - began) / 1000,
  }
}

async function candidatesFor(inside: Context, { place, kinds = ['outlet', 'place', 'station'] }: Ask['body'], network: Network): Promise<Candidate[]> {
  const found: Candidate[] = []
  if (kinds.includes('station')) {
    for (const one of network.stations) if (isAsked(inside, place, one.place)) found.push({ kind: 'station', id: one.id, name: one.name, place: one.place, position: { lon: one.lon, lat: one.lat } })
  }
  if (kinds.includes('outlet')) {
    for (const one of network.outlets) found.push({ kind: 'outlet', id: one.id, name: one.name, place: one.place, position: { lon: one.lon, lat: one.lat } })
  }
  if (kinds.includes('place')) {
    for (const one of await pointsOfPlaces(inside, ['community', 'compound'], place)) found.push({ kind: 'place', id: one.code, name: one.name, place: one.code, position: { lon: one.lon, lat: one.lat } })
  }
  return found
}

type Solved = { solved: readonly number[]; candidates: readonly Candidate[]; siting: Siting; network: Network; total: number; ofPeople: boolean }

async function describeSites(inside: Context, { solved, candidates, siting, network, total, ofPeople }: Solved): Promise<Site[]> {
  const places = await describePlaces(inside.tx, solved.flatMap((at) => candidates[at]?.place ?? []))
  const reached = new Set<number>()
  return solved.flatMap((at, step): Site[] => {
    const candidate = candidates[at]
    if (!candidate) return []
    const before = gainOf(siting, solved.slice(0, step))
    const added = (siting.covers[at] ?? []).filter((outlet) => (siting.weights[outlet] ?? 0) > 0 && !reached.has(outlet))
    for (const outlet of added) reached.add(outlet)
    const workers = peopleShown(added.reduce((sum, outlet) => sum + (network.outlets[outlet]?.workers ?? 0), 0))
    return [{
      ...candidate, place_name: places.get(candidate.place)?.name ?? '', outlets: added.length, workers, near: nearestStation(network, candidate.position),
      adds: ofPeople && workers === null ? null : rounded((gainOf(siting, solved.slice(0, step + 1)) - before) / total),
    }]
  })
}

function hoursMissed({ week }: ReachedOutlet, asked: Week): number {
  return asked.reduce((sum, open, hour) => sum + (open && !week[hour] ? 1 : 0), 0)
}

/** Four digits, as all shares. */
function rounded(share: number): number {
  return Math.round(share * 1e4) / 1e4
}
