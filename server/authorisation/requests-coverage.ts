import type { coverageOperations } from '../../contract/coverage.ts'
import type { RequestOf } from './sample.ts'

export const coverageRequests: Record<keyof typeof coverageOperations, RequestOf> = {
  'GET /coverage': { about: 'list', make: () => ({ path: '/coverage' }) },
  'GET /coverage/gaps': { about: 'list', make: () => ({ path: '/coverage/gaps' }) },
  'POST /coverage/sitings': { about: 'body', harmless: true, make: ({ world }) => ({ path: '/coverage/sitings', body: { count: 2, place: world.township } }) },
}
