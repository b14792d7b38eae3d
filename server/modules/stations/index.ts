// The front door of stations.

import type { Job } from '../../platform/jobs/jobs.ts'
import { introduceStations } from './describe-targets.ts'

introduceStations()

export const stationsJobs: Job[] = []
