// Work after the commit, by pg-boss. A job is sent in the transaction that needs it: both happen or neither.

import { sql } from 'kysely'
import type pg from 'pg'
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
    db: { executeSql: (text, values) => owner.query(text, values as unknown[]) },
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
        await boss.createQueue(job.name, { policy: 'standard', retryLimit: job.retries ?? 3, retryDelay: 5, retryBackoff: true, expireInSeconds: job.expireSeconds ?? 900 })
        if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: 'Asia/Shanghai' })
        if (!work) continue
        await boss.work<JobData>(job.name, { pollingIntervalSeconds: 0.5, batchSize: 1, localConcurrency: job.concurrency ?? 1 }, async (batch) => {
          for (const one of batch) {
            log.debug({ job: job.name, id: one.id }, 'job begins')
            await job.run(one.data, services, one.signal)
          }
        })
      }
    },
    async stop() {
      if (started) await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}

/** pg-boss writes $1 … into its text; Kysely takes fragments and values in turn. */
async function inTransaction(tx: Tx, text: string, values: unknown[] = []): Promise<{ rows: Record<string, unknown>[] }> {
  const parts = text.split(/\$(\d+)/)
  const fragments = parts.filter((_, i) => i % 2 === 0)
  const used = parts.filter((_, i) => i % 2 === 1).map((number) => values[Number(number) - 1])
  const query = sql<Record<string, unknown>>(fragments as unknown as TemplateStringsArray, ...used)
  return { rows: (await query.execute(tx)).rows }
}
