// The front door of feeds: nobody calls it, it only answers.

import type { Job } from '../../platform/jobs/jobs.ts'

export const feedsJobs: Job[] = []
