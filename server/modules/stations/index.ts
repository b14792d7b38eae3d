// The front door of stations.

import type { Job } from '../../platform/jobs/jobs.ts'
import { introduceStations } from './describe-targets.ts'

introduceStations()

export { allPartners, partnerNames, stationNames } from './names.ts'

export const stationsJobs: Job[] = []
