// The front door of the registry.

import type { Job } from '../../platform/jobs/jobs.ts'
import { freshnessJobs } from './companies/note-late-companies.ts'
import { reminderJobs } from './companies/remind-company.ts'
import { duplicateJobs } from './duplicates/find-duplicates.ts'
import { registerOwnPersonalData } from './me/own-personal-data.ts'
import { introducePeople } from './people-for-access.ts'
import { rosterJobs } from './rosters/jobs.ts'

introducePeople()
registerOwnPersonalData()

export { isResidentId, knownCodes, knownWorkers, maskId, maskPhone, maskedPhone, reachesWorker, recordedFacts, recordedFactsInReach, selvesOf, workersNamed, type KnownWorker, type RecordedFacts } from './known-people.ts'

export const registryJobs: Job[] = [...duplicateJobs, ...freshnessJobs, ...reminderJobs, ...rosterJobs]
