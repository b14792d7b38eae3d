import type { rostersOperations } from '../../../../contract/rosters.ts'
import type { Routes } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'

const unbuilt = (): Promise<never> => Promise.reject(new Problem('unavailable'))

export const routes: Routes<typeof rostersOperations> = {
  'POST /companies/{id}/rosters': unbuilt,
  'GET /companies/{id}/roster-template': unbuilt,
  'GET /companies/{id}/roster-mapping': unbuilt,
  'GET /rosters': unbuilt,
  'GET /rosters/{id}': unbuilt,
  'GET /rosters/{id}/events': unbuilt,
  'GET /rosters/{id}/rows': unbuilt,
  'GET /rosters/{id}/export': unbuilt,
  'GET /rosters/{id}/rejections': unbuilt,
  'PUT /rosters/{id}/mapping': unbuilt,
  'POST /rosters/{id}/reviews': unbuilt,
  'POST /rosters/{id}/application': unbuilt,
  'POST /rosters/{id}/reversal': unbuilt,
  'DELETE /rosters/{id}': unbuilt,
}
