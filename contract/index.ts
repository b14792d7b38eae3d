// The wire, whole: every operation of every module.

import { accessOperations } from './access.ts'
import { applicationsOperations } from './applications.ts'
import { attachmentsOperations } from './attachments.ts'
import { coverageOperations } from './coverage.ts'
import { calendarOperations } from './calendar.ts'
import { feedsOperations } from './feeds.ts'
import { noticesOperations } from './notices.ts'
import { placesOperations } from './places.ts'
import { registryOperations } from './registry.ts'
import { rostersOperations } from './rosters.ts'
import { servicesOperations } from './services.ts'
import { campaignsOperations } from './campaigns.ts'
import { stationLifeOperations } from './station-life.ts'
import { stationImportsOperations } from './station-imports.ts'
import { vouchersOperations } from './vouchers.ts'
import { stationsOperations } from './stations.ts'

export const contract = {
  access: accessOperations,
  places: placesOperations,
  registry: registryOperations,
  rosters: rostersOperations,
  attachments: attachmentsOperations,
  coverage: coverageOperations,
  stationImports: stationImportsOperations,
  feeds: feedsOperations,
  calendar: calendarOperations,
  notices: noticesOperations,
  services: servicesOperations,
  applications: applicationsOperations,
  vouchers: vouchersOperations,
  campaigns: campaignsOperations,
  stations: stationsOperations,
  stationLife: stationLifeOperations,
}

export type Api =
  & typeof accessOperations
  & typeof placesOperations
  & typeof registryOperations
  & typeof rostersOperations
  & typeof attachmentsOperations
  & typeof coverageOperations
  & typeof calendarOperations
  & typeof noticesOperations
  & typeof stationsOperations
  & typeof stationImportsOperations
  & typeof feedsOperations
  & typeof servicesOperations
  & typeof applicationsOperations
  & typeof vouchersOperations
  & typeof campaignsOperations
  & typeof stationLifeOperations

/** The operations that are mounted. */
export type Served = { [M in keyof typeof contract]: keyof (typeof contract)[M] }[keyof typeof contract]
