import type { calendarOperations } from '../../contract/calendar.ts'
import type { RequestOf } from './sample.ts'

export const calendarRequests: Record<keyof typeof calendarOperations, RequestOf> = {
  'GET /calendar': { about: 'none', make: () => ({ path: '/calendar?year=2026' }) },
  'PUT /calendar/{date}': { about: 'none', make: () => ({ path: '/calendar/2026-11-27', body: { kind: 'holiday', name: '测试' } }) },
}
