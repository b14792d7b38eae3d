// Answers that are not JSON: files to keep, and streams of events.

import { once } from 'node:events'
import type { FastifyReply } from 'fastify'
import type { EventsAnswer, FileAnswer } from './call.ts'

export function sendFile(reply: FastifyReply, file: FileAnswer): FastifyReply {
  return reply
    .header('content-type', file.type)
    .header('content-disposition', `${file.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('cache-control', 'no-store')
    .headers(file.headers)
    .send(file.content)
}

/**
 * Server-sent events, with a comment every 20 s so that proxies keep the line open.
 *
 * @param allowed whether the reader may still read; asked all the time, and the stream ends within a second of a no.
 *   The browser then comes back by itself, and is answered as whoever it is by then.
 */
export async function sendEvents(reply: FastifyReply, answer: EventsAnswer, allowed: () => Promise<boolean>): Promise<FastifyReply> {
  const { raw } = reply
  reply.hijack()
  raw.writeHead(200, { ...headersOf(reply), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  const beat = setInterval(() => raw.writableEnded || raw.write(': still here\n\n'), 20_000)
  let asking = false
  const guard = setInterval(() => {
    if (asking) return
    asking = true
    // Ending the answer closes the request, by which whoever makes the events learns that nobody listens.
    void allowed().then((yes) => yes || raw.end(), () => raw.end()).finally(() => (asking = false))
  }, GUARD_EVERY)
  try {
    for await (const { event, data } of answer.events) {
      if (raw.destroyed || raw.writableEnded) break
      if (!raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)) await Promise.race([once(raw, 'drain'), once(raw, 'close')])
    }
  } catch (error) {
    reply.log.warn({ err: error }, 'event stream broke off')
  } finally {
    clearInterval(beat)
    clearInterval(guard)
    raw.end()
  }
  return reply
}

/** Milliseconds. Asking costs a hash, and a query only after word of a change. */
const GUARD_EVERY = 500

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]))
}
