// Progress under one's eyes: rows as they are read, then the state that came of it.

import { EventsAnswer, type Call, type Reply } from '../../../../platform/http/call.ts'
import { getImport, importTopic } from '../import-store.ts'

/** Ends as soon as the import is no longer being read; for one that is not, after its state. */
export async function importEvents(call: Call<'GET /stations/imports/{id}/events'>): Promise<Reply<'GET /stations/imports/{id}/events'>> {
  const look = () => call.inTransaction('read', ({ tx }) => getImport(tx, call, call.params.id))
  const gone = new AbortController()
  call.request.raw.on('close', () => gone.abort())
  // Listening begins before looking: what happens between the two is heard.
  const messages = call.services.live.messages(importTopic(call.city, call.params.id), gone.signal)
  const first = await look().catch((error: unknown) => {
    gone.abort()
    throw error
  })

  async function* tell() {
    try {
      if (first.state === 'reading') {
        yield { event: 'progress', data: { rows: 0, fraction: first.progress ?? 0 } }
        for await (const message of messages) {
          const said = message as { state?: string; rows?: number; fraction?: number }
          if (said.state !== undefined) break
          yield { event: 'progress', data: { rows: said.rows ?? 0, fraction: said.fraction ?? 0 } }
        }
      }
      if (gone.signal.aborted) return
      const { state, reason, revision } = first.state === 'reading' ? await look() : first
      yield { event: 'state', data: { state, reason, revision } }
    } finally {
      gone.abort()
    }
  }
  return new EventsAnswer(tell())
}
