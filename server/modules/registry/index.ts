// The front door of the registry.

import type { Job } from '../../platform/jobs/jobs.ts'
import { freshnessJobs } from './companies/note-late-companies.ts'
import { reminderJobs } from './companies/remind-company.ts'
import { duplicateJobs } from './duplicates/find-duplicates.ts'
import { registerOwnPersonalData } from './me/own-personal-data.ts'
import { introducePeople } from './people-for-access.ts'
import { rosterJobs } from './rosters/jobs.ts'

export { outletsToReach, type OutletToReach } from './outlets/outlets-to-reach.ts'

introducePeople()
registerOwnPersonalData()

export { isResidentId, knownCodes, knownWorkers, maskId, maskPhone, maskedPhone, placeOfWorker, recordedFacts, recordedFactsOf, selvesOf, selvesOfMany, workersNamed, type KnownWorker, type RecordedFacts } from './known-people.ts'
export { registerMergeFollower } from './duplicates/merge-followers.ts'
export { registerMatters, type Asking, type Matter, type MatterKind } from './queue/matter-kinds.ts'
export type { MatterWords } from './queue/matter-words.ts'
export { deskDeadline, startOfDay } from './queue/rules.ts'

export { countPeople, factConditions } from './count-people.ts'
export { workersAt } from './known-people.ts'
export { checkPlace, checkTrade } from './checked-references.ts'
export { companyNames } from './companies/company-names.ts'
export { sealedPhone } from './companies/contact-phone.ts'
export { parseCreditCode } from './companies/rules.ts'
export { tradeNames } from './export/cell-words.ts'

export const registryJobs: Job[] = [...duplicateJobs, ...freshnessJobs, ...reminderJobs, ...rosterJobs]
