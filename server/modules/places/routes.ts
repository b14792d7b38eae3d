import type { placesOperations } from '../../../contract/places.ts'
import type { Routes } from '../../platform/http/call.ts'
import { Problem } from '../../platform/http/problem.ts'

const unbuilt = (): Promise<never> => Promise.reject(new Problem('unavailable'))

export const routes: Routes<typeof placesOperations> = {
  'GET /places': unbuilt,
  'GET /places/{code}': unbuilt,
  'GET /places/{code}/ancestors': unbuilt,
  'GET /places/{code}/boundaries': unbuilt,
  'POST /places': unbuilt,
  'PATCH /places/{code}': unbuilt,
  'POST /places/{code}/retirement': unbuilt,
  'PUT /places/boundaries': unbuilt,
}
