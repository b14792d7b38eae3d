import type { calendarOperations } from '../../../contract/calendar.ts'
import type { Routes } from '../../platform/http/call.ts'
import { listCalendar, sayDay } from './calendar.ts'

export const routes: Routes<typeof calendarOperations> = {
  'GET /calendar': listCalendar,
  'PUT /calendar/{date}': sayDay,
}
