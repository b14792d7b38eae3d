// The front door of places.

import type { Job } from '../../platform/jobs/jobs.ts'

export const placesJobs: Job[] = []
