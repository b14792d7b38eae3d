// What changes under somebody's eyes: as it stands, then as it changes.

import { EventsAnswer, type Context } from './call.ts'

/**
 * @param listen begins before `look`, so that what happens between the two is heard; ends with the signal
 * @param look at what stands now; throws for whoever may not see it
 * @param tell of both. When it ends, or nobody reads any more, so does the listening.
 */
export async function watch<Now, Change>(
  call: Pick<Context, 'request'>,
  { listen, look, tell }: {
    listen: (gone: AbortSignal) => AsyncIterable<Change>
    look: () => Promise<Now>
    tell: (first: Now, changes: AsyncIterable<Change>, gone: AbortSignal) => EventsAnswer['events']
  },
): Promise<EventsAnswer> {
  const gone = new AbortController()
  call.request.raw.on('close', () => gone.abort())
  const changes = listen(gone.signal)
  const first = await look().catch((error: unknown) => {
    gone.abort()
    throw error
  })
  async function* told() {
    try {
      yield* tell(first, changes, gone.signal)
    } finally {
      gone.abort()
    }
  }
  return new EventsAnswer(told())
}

/** Figures as they stand, and again whenever something is told on `topic`. */
export function watchCounts(call: Context, topic: string, look: (inside: Context) => Promise<Record<string, unknown>>): Promise<EventsAnswer> {
  const counts = () => call.inTransaction('read', async (inside) => ({ event: 'counts', data: await look(inside) }))
  return watch(call, {
    listen: (gone) => call.services.live.messages(topic, gone),
    look: counts,
    async *tell(first, messages) {
      yield first
      for await (const _ of messages) yield await counts()
    },
  })
}
