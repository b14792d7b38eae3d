// GET /rosters/{id}/events

import type { Call, Reply } from '../../../../platform/http/call.ts'
import { progressEvents } from '../../../../platform/lists/progress-events.ts'
import { getRoster } from '../reach.ts'
import { rosterTopic } from '../topic.ts'

export async function rosterEvents(call: Call<'GET /rosters/{id}/events'>): Promise<Reply<'GET /rosters/{id}/events'>> {
  return progressEvents(call, rosterTopic(call.city, call.params.id), () => call.inTransaction('read', ({ tx }) => getRoster(tx, call, call.params.id)))
}
