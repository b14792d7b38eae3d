// Work after the commit, by pg-boss. A job is sent in the transaction that needs it: both happen or neither.

import { sql } from 'kysely'
import pg from 'pg'
import { PgBoss, type SendOptions } from 'pg-boss'
import type { Logger } from 'pino'
import type { Tx } from '../database/connection.ts'
import { APP_ROLE } from '../database/database.ts'
import type { Services } from '../http/call.ts'

export type JobData = Record<string, unknown>

export type Job = {
  name: string
  /** Five fields, Asia/Shanghai; the job then gets {} as data. */
  cron?: string
  /** Runs once when a server starts working, too, with `{ start: true }`: what a killed one left behind. */
  atStart?: boolean
  /** How many run at once in this process. Default 1. */
  concurrency?: number
  retries?: number
  /** Seconds until a run counts as dead and is tried again. Default 900. */
  expireSeconds?: number
  /** At least once: must be safe to run again. */
  run(data: JobData, services: Services, signal: AbortSignal): Promise<void>
}

export type Jobs = {
  /** Sends with the transaction. `key`: at most one such job waits. `after`: seconds. */
  send(tx: Tx, name: string, data: JobData, options?: { key?: string; after?: number }): Promise<void>
  /** Creates queues and schedules, and starts working. */
  start(jobs: readonly Job[], services: Services): Promise<void>
  stop(): Promise<void>
}

export function createJobs(owner: pg.Pool, log: Logger, { backend = 'postgres' as 'postgres' | 'citus', work = true } = {}): Jobs {
  const boss = new PgBoss({
    schema: 'jobs',
    backend,
    db: { executeSql: (text, values) => owner.query({ text, values: values as unknown[], types: bossTypes }), listen: (channel, heard, again) => listenOn(owner, channel, heard, again) },
    // A job that was sent runs at once, not at the next poll: people wait for previews.
    useListenNotify: work,
    persistWarnings: false,
    reindex: false,
  })
  boss.on('error', (error) => log.error({ err: error }, 'jobs'))
  let started = false

  return {
    async send(tx, name, data, options = {}) {
      const sent: SendOptions = { db: { executeSql: async (text, values) => inTransaction(tx, text, values) } }
      if (options.key) sent.singletonKey = options.key
      if (options.after) sent.startAfter = options.after
      await boss.send(name, data, sent)
    },
    async start(jobs, services) {
      await boss.start()
      started = true
      await owner.query(`grant usage on schema jobs to ${APP_ROLE}`)
      await owner.query(`grant select, insert, update, delete on all tables in schema jobs to ${APP_ROLE}`)
      for (const job of jobs) {
        await boss.createQueue(job.name, { policy: 'standard', notify: true, retryLimit: job.retries ?? 3, retryDelay: 5, retryBackoff: true, expireInSeconds: job.expireSeconds ?? 900 })
        if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: 'Asia/Shanghai' })
        if (!work) continue
        if (job.atStart) await boss.send(job.name, { start: true })
        await boss.work<JobData>(job.name, { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 5, burstWhenBatchFull: true, batchSize: 1, localConcurrency: job.concurrency ?? 1 }, async (batch) => {
          for (const one of batch) {
            log.debug({ job: job.name, id: one.id }, 'job begins')
            await runJob(job, one, services, log)
          }
        })
      }
    },
    async stop() {
      if (started) await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

/** One try. pg-boss keeps what went wrong in its table and says nothing: whoever runs the server reads it in the log. */
export async function runJob(job: Job, { id, data, signal }: { id: string; data: JobData; signal: AbortSignal }, services: Services, log: Pick<Logger, 'error'>): Promise<void> {
  try {
    await job.run(data, services, signal)
  } catch (error) {
    log.error({ err: error, job: job.name, id }, 'job failed')
    throw error
  }
}

/** pg-boss computes with Date and takes int8 as text, as pg gives them by itself; everybody else here has Temporal. */
const bossTypes: pg.CustomTypesConfig = {
  getTypeParser(oid: number, format?: string): (text: string) => unknown {
    if (oid === pg.types.builtins.TIMESTAMPTZ) return (text) => new Date(text)
    if (oid === pg.types.builtins.INT8) return (text) => text
    return pg.types.getTypeParser(oid, format as 'text') as (text: string) => unknown
  },
}

/** pg-boss writes $1 … into its text; Kysely takes fragments and values in turn. */
async function inTransaction(tx: Tx, text: string, values: unknown[] = []): Promise<{ rows: Record<string, unknown>[] }> {
  const parts = text.split(/\$(\d+)/)
  const fragments = parts.filter((_, i) => i % 2 === 0)
  const used = parts.filter((_, i) => i % 2 === 1).map((number) => values[Number(number) - 1])
  const query = sql<Record<string, unknown>>(fragments as unknown as TemplateStringsArray, ...used)
  return { rows: (await query.execute(tx)).rows }
}

/** One connection that listens, opened again when it breaks. */
async function listenOn(owner: pg.Pool, channel: string, heard: (payload: string) => void, again: () => void): Promise<{ close(): Promise<void> }> {
  let client: pg.Client | undefined
  let closed = false
  let retry: NodeJS.Timeout | undefined

  async function connect(): Promise<void> {
    const next = new pg.Client({ ...owner.options, application_name: 'waystation jobs', keepAlive: true })
    next.on('notification', (message) => heard(message.payload ?? ''))
    next.on('error', () => undefined)
    next.on('end', () => {
      if (!closed) retry = setTimeout(() => void reconnect(), 1000)
    })
    await next.connect()
    await next.query(`listen ${pg.escapeIdentifier(channel)}`)
    client = next
  }

  async function reconnect(): Promise<void> {
    try {
      await connect()
      again()
    } catch {
      if (!closed) retry = setTimeout(() => void reconnect(), 1000)
    }
  }

  await connect()
  return {
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end()
    },
  }
}
