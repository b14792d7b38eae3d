// GET /stations/imports/{id}/events

import type { Call, Reply } from '../../../../platform/http/call.ts'
import { progressEvents } from '../../../../platform/lists/progress-events.ts'
import { getImport, importTopic } from '../import-store.ts'

export async function importEvents(call: Call<'GET /stations/imports/{id}/events'>): Promise<Reply<'GET /stations/imports/{id}/events'>> {
  return progressEvents(call, importTopic(call.city, call.params.id), () => call.inTransaction('read', ({ tx }) => getImport(tx, call, call.params.id)))
}
