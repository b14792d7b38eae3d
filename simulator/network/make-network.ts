// The whole network of a simulated city.

import type { SimulatedCity } from '../city/simulate-city.ts'
import type { Staff } from '../registry/staff.ts'
import type { WorkerRow } from '../registry/model.ts'
import { liveAtStations } from './life.ts'
import type { Network } from './model.ts'
import { makePartners } from './partners.ts'
import { makeStations } from './stations.ts'

export function makeNetwork(truth: Omit<SimulatedCity, 'registry'>, staff: Staff, workers: readonly WorkerRow[]): Network {
  const partners = makePartners(truth)
  const stations = makeStations(truth, partners)
  return { partners, stations, ...liveAtStations(truth, stations, staff, workers) }
}
