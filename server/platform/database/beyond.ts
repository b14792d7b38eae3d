// A step of an action that has to see further than the person who started it.

import { sql } from 'kysely'
import type { Context } from '../http/call.ts'
import { placesLiteral, systemScope } from './scope.ts'

/**
 * Runs `work` in the same transaction with the whole city in reach, then goes back to the caller's own reach.
 * Say beside each use why the person's scope is not enough; what the person may start was decided before.
 */
export async function beyondScope<T>(context: Pick<Context, 'tx' | 'scope'>, work: () => Promise<T>): Promise<T> {
  const set = (places: string) => sql.raw(`set local waystation.places='${places}'`).execute(context.tx)
  await set(placesLiteral(systemScope.places))
  try {
    return await work()
  } finally {
    // After a database error the transaction is over, and its settings with it.
    await set(placesLiteral(context.scope.places)).catch(() => undefined)
  }
}
