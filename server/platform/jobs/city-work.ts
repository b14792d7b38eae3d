// Transactions of jobs, which no person started.

import type pg from 'pg'
import { kyselyOver, type Tx } from '../database/connection.ts'
import { beginStatement, systemScope } from '../database/scope.ts'
import type { City, Services } from '../http/call.ts'
import { timeZone } from '../http/mount.ts'

/** The city a job was sent for. A city that is gone has no work left. */
export function cityOf(services: Services, code: unknown): Promise<City | undefined> {
  return services.cities.find(Number(code))
}

/**
 * One transaction as the owner of the tables: COPY into a table with row security is refused to everybody else.
 * @param work rolls back when it throws
 */
export async function asOwner<T>(services: Services, city: City, work: (tx: Tx, client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await services.db.owner.connect()
  try {
    await client.query(beginStatement(city.schema, systemScope, 'write'))
    const result = await work(kyselyOver(client), client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    // A connection that cannot even roll back (or is in the middle of a COPY) is not given back to the pool.
    await client.query('rollback').then(() => client.release(), (broken: Error) => client.release(broken))
    throw error
  }
}

export function todayOf(services: Services): Temporal.PlainDate {
  return services.clock().toZonedDateTimeISO(timeZone).toPlainDate()
}
