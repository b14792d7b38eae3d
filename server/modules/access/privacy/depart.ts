// Leaving: what must go goes, what must stay names nobody.

import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call } from '../../../platform/http/call.ts'
import { workerDirectory } from '../directory.ts'
import { clearCookie } from '../sessions/session.ts'
import { personalDataSources } from './personal-data.ts'

export async function depart(call: Call<'POST /me/departure'>): Promise<void> {
  const { worker } = call.actor
  // The rows that name a worker are in the reach of companies and places, not in their own; leaving takes all of them.
  const place = await beyondScope(call, async () => {
    const directory = workerDirectory()
    const workers = await directory.selves(call.tx, worker)
    const where = await directory.placeOf(call.tx, worker)
    // Access comes last: others may still have to ask it who the account is.
    for (const source of personalDataSources().toReversed()) await source.erase(call, workers)
    return where
  })
  await call.emit({ kind: 'worker.departed', place, worker, subject: worker })
  clearCookie(call)
}
