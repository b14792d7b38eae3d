// The front door of the registry.

import type { Job } from '../../platform/jobs/jobs.ts'

export const registryJobs: Job[] = []
