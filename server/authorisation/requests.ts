// One sample request for each operation of the contract: a missing one does not compile, and fails the matrix.

import type { Served } from '../../contract/index.ts'
import { accessRequests } from './requests-access.ts'
import { attachmentsRequests } from './requests-attachments.ts'
import { coverageRequests } from './requests-coverage.ts'
import { calendarRequests } from './requests-calendar.ts'
import { noticesRequests } from './requests-notices.ts'
import { campaignsRequests } from './requests-campaigns.ts'
import { feedsRequests } from './requests-feeds.ts'
import { placesRequests } from './requests-places.ts'
import { registryRequests } from './requests-registry.ts'
import { rostersRequests } from './requests-rosters.ts'
import { applicationsRequests, servicesRequests } from './requests-services.ts'
import { vouchersRequests } from './requests-vouchers.ts'
import { stationImportsRequests } from './requests-station-imports.ts'
import { stationLifeRequests } from './requests-station-life.ts'
import { stationsRequests } from './requests-stations.ts'
import type { RequestOf } from './sample.ts'

export const requests: Record<Served, RequestOf> = {
  ...accessRequests,
  ...placesRequests,
  ...registryRequests,
  ...rostersRequests,
  ...attachmentsRequests,
  ...coverageRequests,
  ...stationImportsRequests,
  ...feedsRequests,
  ...calendarRequests,
  ...noticesRequests,
  ...servicesRequests,
  ...applicationsRequests,
  ...vouchersRequests,
  ...campaignsRequests,
  ...stationsRequests,
  ...stationLifeRequests,
}
