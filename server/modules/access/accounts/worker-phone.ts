// How a worker is reached, for a message they have asked for.

import { sql } from 'kysely'
import type { Context } from '../../../platform/http/call.ts'
import { workerDirectory } from '../directory.ts'

/**
 * All ids one person is found under, whichever of them is given: the record that stands, and those merged into it. In
 * the system's scope.
 */
export async function workerSelves(call: Pick<Context, 'tx'>, worker: number): Promise<number[]> {
  return workerDirectory().selves(call.tx, (await workersStandFor(call, [worker])).get(worker) ?? worker)
}

/** The record that stands for each: itself, or the one it was merged into. In the system's scope. */
export async function workersStandFor({ tx }: Pick<Context, 'tx'>, workers: readonly number[]): Promise<Map<number, number>> {
  const found = await workerDirectory().describe(tx, [...new Set(workers)])
  return new Map([...found].map(([id, { standsFor }]) => [id, standsFor]))
}

/** The number they sign in with, and the language of their app; undefined without an account. In the system's scope. */
export async function phoneOfWorker({ tx, services }: Pick<Context, 'tx' | 'services'>, selves: readonly number[]): Promise<{ phone: string; language: 'zh-CN' | 'en' } | undefined> {
  const { rows: [row] } = await sql<{ phone: Buffer; language: 'zh-CN' | 'en' }>`
    select phone, language from account where worker_id = any(${[...selves]}::int8[]) and status = 'active' and phone is not null order by id desc limit 1`.execute(tx)
  return row && { phone: services.keyring.open(row.phone), language: row.language }
}
