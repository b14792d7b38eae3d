// GET /applications/{id}

import type { Call, Reply } from '../../../platform/http/call.ts'
import { answerDesk } from './views.ts'

export async function getApplication(call: Call<'GET /applications/{id}'>): Promise<Reply<'GET /applications/{id}'>> {
  return answerDesk(call, call.params.id)
}
