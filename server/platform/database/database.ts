// The pool, and the only way into a city's tables: a transaction with a scope.

import pg from 'pg'
import './parsers.ts'
import { kyselyOver, type Tx } from './connection.ts'
import { beginStatement, closedSession, type Scope } from './scope.ts'

export const APP_ROLE = 'waystation_app'

export type Database = {
  /** Runs `work` in one read-only transaction. The answer does not wait for its COMMIT: nothing was written. */
  read<T>(schema: string, scope: Scope, work: (tx: Tx, client: pg.PoolClient) => Promise<T>): Promise<T>
  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
  write<T>(schema: string, scope: Scope, work: (tx: Tx, client: pg.PoolClient) => Promise<T>): Promise<T>
  /** As the owner, outside row security: migrations, backup, key rotation. */
  owner: pg.Pool
  close(): Promise<void>
}

/** @param url of a login that owns the schemas and is a member of the app role; @param size connections for requests */
export function openDatabase(url: string, { size = 10, applicationName = 'waystation' } = {}): Database {
  const options = closedSession.map((setting) => `-c ${setting.replaceAll(' ', '\\ ')}`).join(' ')
  // The app's connections become the app role at once; so a forgotten scope meets row security, not the owner.
  const pool = new pg.Pool({ connectionString: url, max: size, application_name: applicationName, options: `${options} -c role=${APP_ROLE}` })
  const owner = new pg.Pool({ connectionString: url, max: 4, application_name: `${applicationName} owner`, options })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined)
  owner.on('error', () => undefined)

  async function inTransaction<T>(schema: string, scope: Scope, mode: 'read' | 'write', work: (tx: Tx, client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await pool.connect()
    let result: T
    try {
      await client.query(beginStatement(schema, scope, mode, undefined))
      result = await work(kyselyOver(client), client)
    } catch (error) {
      await client.query('ROLLBACK').then(() => client.release(), (broken: Error) => client.release(broken))
      throw error
    }
    const committed = client.query('COMMIT').then(() => client.release(), (broken: Error) => {
      client.release(broken)
      throw broken
    })
    if (mode === 'write') await committed
    else committed.catch(() => undefined)
    return result
  }

  return {
    read: (schema, scope, work) => inTransaction(schema, scope, 'read', work),
    write: (schema, scope, work) => inTransaction(schema, scope, 'write', work),
    owner,
    async close() {
      await Promise.all([pool.end(), owner.end()])
    },
  }
}
