import type { stationsOperations } from '../../../contract/stations.ts'
import type { Routes } from '../../platform/http/call.ts'

export const routes: Routes<Pick<typeof stationsOperations, never>> = {}
