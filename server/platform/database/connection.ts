// Kysely over a connection that a transaction already holds, with prepared statements.

import { createHash } from 'node:crypto'
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import type { PoolClient } from 'pg'
import type { DB } from '../../migrations/tables.generated.ts'
import { toParameter } from './parsers.ts'

/** A city's tables inside one transaction. `tx.selectFrom('worker')…` or sql`…`.execute(tx). */
export type Tx = Kysely<DB>

/** One Kysely for each pooled connection, made once. */
export function kyselyOver(client: PoolClient): Tx {
  const known = instances.get(client)
  if (known) return known
  const connection = new HeldConnection(client)
  const made = new Kysely<DB>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new HeldDriver(connection),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
  instances.set(client, made)
  return made
}

const instances = new WeakMap<PoolClient, Tx>()

class HeldConnection implements DatabaseConnection {
  readonly #client: PoolClient
  constructor(client: PoolClient) {
    this.#client = client
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const name = statementName(query.sql)
    const result = await this.#client.query({ ...(name ? { name } : {}), text: query.sql, values: query.parameters.map(toParameter) })
    return { rows: result.rows as R[], ...(result.rowCount === null ? {} : { numAffectedRows: BigInt(result.rowCount) }) }
  }

  // oxlint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Stream with platform/database/stream.ts')
  }
}

class HeldDriver implements Driver {
  readonly #connection: DatabaseConnection
  constructor(connection: DatabaseConnection) {
    this.#connection = connection
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection
  }
  async releaseConnection(): Promise<void> {}
  async destroy(): Promise<void> {}
  beginTransaction(): Promise<void> {
    return Promise.reject(new Error('A transaction is open already: an action has exactly one'))
  }
  commitTransaction(): Promise<void> {
    return Promise.reject(new Error('The transaction is committed by whoever opened it'))
  }
  rollbackTransaction(): Promise<void> {
    return Promise.reject(new Error('Throw to roll back'))
  }
}

/** Statements are prepared once a connection; texts beyond the first 2,000 (lists of changing length) are not. */
function statementName(text: string): string | undefined {
  const known = names.get(text)
  if (known) return known
  if (text.startsWith('set local ')) return undefined // a text for each scope: see beyond.ts
  if (names.size >= 2000) return undefined
  const name = createHash('sha1').update(text).digest('base64url')
  names.set(text, name)
  return name
}

const names = new Map<string, string>()
