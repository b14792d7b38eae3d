// The front door of the registry.

import type { Job } from '../../platform/jobs/jobs.ts'
import { introducePeople } from './people-for-access.ts'

introducePeople()

export const registryJobs: Job[] = []
