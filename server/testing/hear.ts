// Reads a stream of events as an app does.

import type { Person } from './waystation.ts'

/** The next events of a stream, as they come; the line is closed with the last. */
export async function hear(who: Person, origin: string, path: string, enough: (events: { event: string; data: Record<string, unknown> }[]) => boolean, meanwhile: () => Promise<unknown> = async () => undefined): Promise<{ event: string; data: Record<string, unknown> }[]> {
  const line = new AbortController()
  const giveUp = setTimeout(() => line.abort(new Error('nothing more was said')), 20_000)
  const response = await fetch(`${origin}/api/v1/110105${path}`, { headers: who.token ? { authorization: `Bearer ${who.token}` } : {}, signal: line.signal })
  const events: { event: string; data: Record<string, unknown> }[] = []
  let text = ''
  let told = false
  try {
    for await (const piece of (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream())) {
      text += String(piece)
      for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
        const [, event, data] = /^event: (\w+)\ndata: (.*)$/.exec(text.slice(0, end)) ?? []
        text = text.slice(end + 2)
        if (event && data) events.push({ event, data: JSON.parse(data) as Record<string, unknown> })
      }
      if (enough(events)) return events
      if (!told && events.length > 0) {
        told = true
        await meanwhile()
      }
    }
    return events
  } finally {
    clearTimeout(giveUp)
    line.abort()
  }
}
