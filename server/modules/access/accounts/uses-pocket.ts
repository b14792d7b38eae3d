// A worker's own account, as far as the registry has to do with it.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context } from '../../../platform/http/call.ts'
import { workerDirectory } from '../directory.ts'
import { accessChanged } from '../sessions/changes.ts'

/** Under their own id, or that of somebody who was merged into them. Staff do not reach workers' accounts; this is all they learn of one. */
export async function usesPocket(call: Pick<Context, 'tx' | 'scope'>, worker: number): Promise<boolean> {
  return beyondScope(call, async () => {
    const selves = await workerDirectory().selves(call.tx, worker)
    const { rows } = await sql<{ uses: boolean }>`select exists (select 1 from account where worker_id = any(${selves}::int8[]) and status = 'active') as uses`.execute(call.tx)
    return rows[0]?.uses ?? false
  })
}

/** Two records became one, or one became two: from now on sessions stand for the right one. Accounts stay with the record they were made for. */
export async function recordsChanged(call: Pick<Context, 'tx' | 'scope' | 'services' | 'city'>, workers: readonly number[]): Promise<void> {
  await beyondScope(call, async () => {
    const { rows } = await sql<{ id: number }>`select id from account where worker_id = any(${[...workers]}::int8[])`.execute(call.tx)
    for (const { id } of rows) await accessChanged(call.tx, call, id)
  })
}
