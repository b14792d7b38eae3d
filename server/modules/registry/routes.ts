import type { registryOperations } from '../../../contract/registry.ts'
import type { Routes } from '../../platform/http/call.ts'
import { checkOutlet } from './checks/check-outlet.ts'
import { listChecks } from './checks/list-checks.ts'
import { listPeople } from './checks/list-people.ts'
import { addCompany } from './companies/add-company.ts'
import { exportCompanies } from './companies/export-companies.ts'
import { changeCompany } from './companies/change-company.ts'
import { getCompany } from './companies/get-company.ts'
import { listCompanies } from './companies/list-companies.ts'
import { remindCompany } from './companies/remind-company.ts'
import { dismissPair, listDuplicates } from './duplicates/list-duplicates.ts'
import { mergePair } from './duplicates/merge-pair.ts'
import { unmergePair } from './duplicates/unmerge-pair.ts'
import { addEngagement } from './engagements/add-engagement.ts'
import { confirmEngagement } from './engagements/confirm-engagement.ts'
import { endEngagement } from './engagements/end-engagement.ts'
import { getOneEngagement, listEngagements } from './engagements/list-engagements.ts'
import { settleFact, unsettleFact } from './facts/settle-fact.ts'
import { forgetFilter, listFilters, saveFilter } from './filters/filters.ts'
import { declareEngagement, endMine, listMyEngagements, stateMine } from './me/my-engagements.ts'
import { addOutlet } from './outlets/add-outlet.ts'
import { changeOutlet } from './outlets/change-outlet.ts'
import { exportOutlets } from './outlets/export-outlets.ts'
import { getOutlet } from './outlets/get-outlet.ts'
import { listOutlets } from './outlets/list-outlets.ts'
import { summariseOutlets } from './outlets/summarise-outlets.ts'
import { addPoster, endPoster, listPosters, readPoster } from './posters/posters.ts'
import { readPulse } from './queue/read-pulse.ts'
import { readQueue } from './queue/read-queue.ts'
import { addBrand, listBrands } from './trades/brands.ts'
import { listTrades, putTrade } from './trades/trades.ts'
import { exportWorkers } from './workers/export-workers.ts'
import { listWorkers } from './workers/list-workers.ts'
import { registerWorker } from './workers/register-worker.ts'
import { listDisclosures, revealField } from './workers/reveal-field.ts'
import { summariseWorkers } from './workers/summarise-workers.ts'
import { getWorker } from './workers/worker-detail.ts'

export const routes: Routes<typeof registryOperations> = {
  'GET /trades': listTrades,
  'PUT /trades/{code}': putTrade,
  'GET /brands': listBrands,
  'POST /brands': addBrand,
  'GET /companies': listCompanies,
  'GET /companies/export': exportCompanies,
  'POST /companies': addCompany,
  'GET /companies/{id}': getCompany,
  'PATCH /companies/{id}': changeCompany,
  'GET /outlets': listOutlets,
  'GET /outlets/export': exportOutlets,
  'GET /outlets/summary': summariseOutlets,
  'POST /outlets': addOutlet,
  'GET /outlets/{id}': getOutlet,
  'PATCH /outlets/{id}': changeOutlet,
  'GET /outlets/{id}/people': listPeople,
  'POST /outlets/{id}/checks': checkOutlet,
  'GET /outlets/{id}/checks': listChecks,
  'POST /outlets/{id}/posters': addPoster,
  'GET /outlets/{id}/posters': listPosters,
  'DELETE /posters/{code}': endPoster,
  'GET /posters/{code}': readPoster,
  'GET /workers': listWorkers,
  'GET /workers/export': exportWorkers,
  'GET /workers/summary': summariseWorkers,
  'POST /workers': registerWorker,
  'GET /workers/{id}': getWorker,
  'POST /workers/{id}/disclosures': revealField,
  'GET /workers/{id}/disclosures': listDisclosures,
  'POST /engagements/{id}/settlements': settleFact,
  'DELETE /engagements/{id}/settlements/{field}': unsettleFact,
  'GET /engagements': listEngagements,
  'POST /engagements': addEngagement,
  'GET /engagements/{id}': getOneEngagement,
  'POST /engagements/{id}/end': endEngagement,
  'POST /engagements/{id}/confirmation': confirmEngagement,
  'GET /duplicates': listDuplicates,
  'POST /duplicates/{id}/merge': mergePair,
  'DELETE /duplicates/{id}/merge': unmergePair,
  'POST /duplicates/{id}/dismissal': dismissPair,
  'GET /me/engagements': listMyEngagements,
  'POST /me/engagements': declareEngagement,
  'PUT /me/engagements/{id}/statement': stateMine,
  'POST /me/engagements/{id}/end': endMine,
  'GET /queue': readQueue,
  'GET /pulse': readPulse,
  'GET /filters': listFilters,
  'POST /filters': saveFilter,
  'DELETE /filters/{id}': forgetFilter,
  'POST /companies/{id}/reminders': remindCompany,
}
