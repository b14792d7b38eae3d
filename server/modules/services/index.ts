// The front door of services.

import type { Job } from '../../platform/jobs/jobs.ts'

export const servicesJobs: Job[] = []
