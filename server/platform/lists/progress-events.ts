// Progress under one's eyes: rows of a list as they are read, then the state that came of it.

import type { Context, EventsAnswer } from '../http/call.ts'
import { watch } from '../http/watch.ts'

/** A list as its table has it. */
type Standing = { state: string; reason: string | null; revision: number; progress: number | null; rows: number }

/**
 * Ends as soon as the list is no longer being read; for one that is not, after its state.
 * @param topic where its reading is told of: {rows, fraction}, at the end {state}
 * @param look throws when it is not in reach
 */
export function progressEvents(call: Context, topic: string, look: () => Promise<Standing>): Promise<EventsAnswer> {
  return watch(call, {
    listen: (gone) => call.services.live.messages(topic, gone),
    look,
    async *tell(first, messages, gone) {
      if (first.state === 'reading') {
        yield { event: 'progress', data: { rows: first.rows, fraction: first.progress ?? 0 } }
        for await (const message of messages) {
          const said = message as { state?: string; rows?: number; fraction?: number }
          if (said.state !== undefined) break
          yield { event: 'progress', data: { rows: said.rows ?? 0, fraction: said.fraction ?? 0 } }
        }
      }
      if (gone.aborted) return
      const { state, reason, revision } = first.state === 'reading' ? await look() : first
      yield { event: 'state', data: { state, reason, revision } }
    },
  })
}
