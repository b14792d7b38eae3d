import type { rostersOperations } from '../../contract/rosters.ts'
import type { RequestOf } from './sample.ts'

const withRoster = (rest: string, body?: unknown, state: 'ready' | 'applied' = 'ready'): RequestOf => ({ about: 'path', make: async ({ world }) => ({ path: `/rosters/${await world.roster(state)}${rest}`, ...(body === undefined ? {} : { body }) }) })

export const rostersRequests: Record<keyof typeof rostersOperations, RequestOf> = {
  'POST /companies/{id}/rosters': { about: 'path', make: ({ world }) => ({ path: `/companies/${world.company}/rosters`, file: '姓名,手机号,身份证号,网点\r\n' }) },
  'GET /companies/{id}/roster-template': { about: 'path', make: ({ world }) => ({ path: `/companies/${world.company}/roster-template` }) },
  'GET /companies/{id}/roster-mapping': { about: 'path', make: ({ world }) => ({ path: `/companies/${world.company}/roster-mapping` }) },
  'GET /rosters': { about: 'list', make: () => ({ path: '/rosters?limit=200' }) },
  'GET /rosters/{id}': withRoster(''),
  'GET /rosters/{id}/events': withRoster('/events'),
  'GET /rosters/{id}/rows': withRoster('/rows'),
  'GET /rosters/{id}/export': withRoster('/export'),
  'GET /rosters/{id}/rejections': withRoster('/rejections'),
  'PUT /rosters/{id}/mapping': withRoster('/mapping', { columns: [] }),
  'POST /rosters/{id}/reviews': withRoster('/reviews', { row: 2, decision: 'leave-out' }),
  'POST /rosters/{id}/application': withRoster('/application', {}),
  'POST /rosters/{id}/reversal': withRoster('/reversal', {}, 'applied'),
  'DELETE /rosters/{id}': withRoster(''),
}
