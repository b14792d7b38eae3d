// The catalogue and all that came of it, for the network of a simulated city.

import type { SimulatedCity } from '../city/simulate-city.ts'
import { clock, moment } from '../days.ts'
import { KEPT_STATION, type Network } from '../network/model.ts'
import type { Registry } from '../registry/model.ts'
import type { Staff } from '../registry/staff.ts'
import { applyForServices } from './applications.ts'
import { runCampaigns } from './campaigns.ts'
import { makeCatalogue } from './catalogue.ts'
import type { Services } from './model.ts'
import { issueVouchers } from './vouchers.ts'

export function makeServices(truth: Omit<SimulatedCity, 'registry'>, { network, staff, registry }: { network: Network; staff: Staff; registry: Pick<Registry, 'workers' | 'accounts' | 'consents'> }): Services {
  const open = network.stations.filter((station) => station.status === 'open').map(({ id }) => id)
  const offered = makeCatalogue([KEPT_STATION, ...open.filter((id) => id !== KEPT_STATION)])
  const publishedAt = moment(truth.from - 20, clock(10))
  const services = offered.map(({ content }, index) => ({ id: index + 1, content, publishedAt, publishedBy: staff.byPersona.get('district-officer')?.id ?? 2 }))
  const applied = applyForServices(truth, registry, staff, offered)
  const campaigns = runCampaigns(truth, network, registry.workers)
  const { idNumber } = truth.reserved.workers.zhouXiaoman
  const favourite = registry.workers.find((worker) => worker.idNumber === idNumber)
  return { services, ...applied, ...campaigns, ...issueVouchers(truth, { network, workers: registry.workers, applications: applied.applications, staff, favourite }) }
}
