// The front door of services.

import type { Job } from '../../platform/jobs/jobs.ts'
import { applicationJobs } from './applications/jobs.ts'
import { registerMattersOfApplications } from './applications/matters.ts'
import { registerOwnPersonalData } from './applications/own-personal-data.ts'
import { registerPapers } from './applications/papers.ts'

registerPapers()
registerOwnPersonalData()
registerMattersOfApplications()

export const servicesJobs: Job[] = [...applicationJobs]
