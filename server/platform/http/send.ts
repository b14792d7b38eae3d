// Answers that are not JSON: files to keep, and streams of events.

import { once } from 'node:events'
import type { FastifyReply } from 'fastify'
import type { EventsAnswer, FileAnswer } from './call.ts'

export function sendFile(reply: FastifyReply, file: FileAnswer): FastifyReply {
  return reply
    .header('content-type', file.type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('cache-control', 'no-store')
    .send(file.content)
}

/** Server-sent events, with a comment every 20 s so that proxies keep the line open. */
export async function sendEvents(reply: FastifyReply, answer: EventsAnswer): Promise<FastifyReply> {
  const { raw } = reply
  reply.hijack()
  raw.writeHead(200, { ...headersOf(reply), 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
  const beat = setInterval(() => raw.write(': still here\n\n'), 20_000)
  try {
    for await (const { event, data } of answer.events) {
      if (raw.destroyed) break
      if (!raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)) await Promise.race([once(raw, 'drain'), once(raw, 'close')])
    }
  } catch (error) {
    reply.log.warn({ err: error }, 'event stream broke off')
  } finally {
    clearInterval(beat)
    raw.end()
  }
  return reply
}

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, String(value)]))
}
