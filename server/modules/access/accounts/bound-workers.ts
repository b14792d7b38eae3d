// Whom access knows something of: before the registry takes a worker back as if they had never been entered.

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'

/** Of these workers, those who have an account, agreed to something or were shown to somebody. In the system's scope. */
export async function boundWorkers(tx: Tx, workers: readonly number[]): Promise<number[]> {
  if (workers.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    select w.id from unnest(${[...workers]}::int8[]) as w (id)
    where exists (select from account a where a.worker_id = w.id) or exists (select from consent c where c.worker_id = w.id) or exists (select from disclosure d where d.worker_id = w.id)`.execute(tx)
  return rows.map((row) => row.id)
}
