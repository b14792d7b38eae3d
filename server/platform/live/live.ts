// What changes under one's eyes: messages between requests and between server processes, by LISTEN and NOTIFY.

import { EventEmitter } from 'node:events'
import { sql } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Tx } from '../database/connection.ts'

export type Live = {
  /** Sends when the transaction commits. Data: ids and counts, under 7,900 bytes. */
  publish(tx: Tx, topic: string, data: unknown): Promise<void>
  /** Sends at once, outside a transaction: progress of something that is still running. */
  publishNow(topic: string, data: unknown): Promise<void>
  subscribe(topic: string, listener: (data: unknown) => void): () => void
  /** Yields messages of a topic until the signal fires. Subscribed from the call on, so nothing between is lost. */
  messages(topic: string, signal: AbortSignal): AsyncIterable<unknown>
  /** False while the listening connection is down: whoever caches must not trust the cache. */
  readonly connected: boolean
  close(): Promise<void>
}

const CHANNEL = 'waystation_live'

export async function openLive(url: string, pool: pg.Pool, log: Logger): Promise<Live> {
  const topics = new EventEmitter().setMaxListeners(0)
  let client: pg.Client | undefined
  let connected = false
  let closed = false
  let retry: NodeJS.Timeout | undefined
  let unanswered = 0

  // A line that dies without a word looks connected for minutes, and what was revoked meanwhile would still hold. It is
  // asked all the time, and given up when it has been silent for about a second.
  const beat = setInterval(() => {
    const line = client
    if (!line) return
    if (unanswered >= 2) {
      lost(line)
      line.end().catch(() => undefined)
      return
    }
    unanswered += 1
    line.query('select').then(() => (unanswered = 0), () => undefined)
  }, 400)
  beat.unref()

  async function connect(): Promise<void> {
    if (closed) return
    const next = new pg.Client({ connectionString: url, application_name: 'waystation live', keepAlive: true, connectionTimeoutMillis: 3000, query_timeout: 3000 })
    next.on('notification', (message) => {
      const { topic, data } = JSON.parse(message.payload ?? '{}') as { topic: string; data: unknown }
      topics.emit(topic, data)
    })
    next.on('error', () => lost(next))
    next.on('end', () => lost(next))
    try {
      await next.connect()
      await next.query(`listen ${CHANNEL}`)
      client = next
      connected = true
      topics.emit('live.connected', {})
    } catch (error) {
      log.warn({ err: error }, 'live connection failed')
      lost(next)
    }
  }

  /** Only the line in use, or the one being made, can be lost: an older one that ends late changes nothing. */
  function lost(line: pg.Client): void {
    if (client && client !== line) return
    connected = false
    client = undefined
    unanswered = 0
    if (!closed && !retry) {
      retry = setTimeout(() => {
        retry = undefined
        void connect()
      }, 500)
    }
  }

  await connect()

  return {
    async publish(tx, topic, data) {
      await sql`select pg_notify(${CHANNEL}, ${JSON.stringify({ topic, data })})`.execute(tx)
    },
    async publishNow(topic, data) {
      await pool.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ topic, data })])
    },
    subscribe(topic, listener) {
      topics.on(topic, listener)
      return () => topics.off(topic, listener)
    },
    messages(topic, signal) {
      return queueOf(topics, topic, signal)
    },
    get connected() {
      return connected
    },
    async close() {
      closed = true
      clearInterval(beat)
      clearTimeout(retry)
      await client?.end()
    },
  }
}

function queueOf(topics: EventEmitter, topic: string, signal: AbortSignal): AsyncIterable<unknown> {
  const waiting: unknown[] = []
  let wake: (() => void) | undefined
  const onMessage = (data: unknown) => {
    waiting.push(data)
    wake?.()
  }
  topics.on(topic, onMessage)
  signal.addEventListener('abort', () => {
    topics.off(topic, onMessage)
    wake?.()
  })
  return (async function* () {
    while (!signal.aborted) {
      if (waiting.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      while (waiting.length > 0 && !signal.aborted) yield waiting.shift()
    }
  })()
}
