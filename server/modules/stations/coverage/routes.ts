import type { coverageOperations } from '../../../../contract/coverage.ts'
import type { Routes } from '../../../platform/http/call.ts'
import { listGaps, readCoverage } from './read-coverage.ts'
import { siteStations } from './site-stations.ts'

export const routes: Routes<typeof coverageOperations> = {
  'GET /coverage': readCoverage,
  'GET /coverage/gaps': listGaps,
  'POST /coverage/sitings': siteStations,
}
