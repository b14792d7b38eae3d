// Kysely over a connection that a transaction already holds, with prepared statements.

import { createHash } from 'node:crypto'
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler, type CompiledQuery, type DatabaseConnection, type Driver, type QueryResult } from 'kysely'
import type { PoolClient, QueryConfig, QueryResult as AnyResult } from 'pg'
import type { DB } from '../../migrations/tables.generated.ts'
import { OpeningQuery } from './opening-query.ts'
import { toParameter } from './parsers.ts'

/** A city's tables inside one transaction. `tx.selectFrom('worker')…` or sql`…`.execute(tx). */
export type Tx = Kysely<DB>

/** One Kysely for each pooled connection, made once. */
export function kyselyOver(client: PoolClient): Tx {
  return heldOver(client).tx
}

/**
 * A connection whose transaction its first query opens: see opening-query.ts.
 * @param statements that open, in their order; none: it is open already
 */
export function openingWith(client: PoolClient, statements: readonly string[]): Opening {
  const { connection, tx } = heldOver(client)
  connection.opening = statements
  connection.altered = false
  return {
    tx,
    get begun() {
      return connection.opening === undefined
    },
    get altered() {
      return connection.altered
    },
    get broken() {
      return connection.broken
    },
  }
}

export type Opening = {
  tx: Tx
  /** Something was asked, so the statements that open were sent. */
  readonly begun: boolean
  /** Settings were changed since, or something failed: the statements that opened no longer describe the transaction. */
  readonly altered: boolean
  /** Must not go back to the pool. */
  readonly broken: boolean
}

type Held = { connection: HeldConnection; tx: Tx }

function heldOver(client: PoolClient): Held {
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
  const held = { connection, tx: made }
  instances.set(client, held)
  return held
}

const instances = new WeakMap<PoolClient, Held>()

class HeldConnection implements DatabaseConnection {
  readonly #client: PoolClient
  /** To be sent with the next query, ahead of it. */
  opening: readonly string[] | undefined
  broken = false
  altered = false

  constructor(client: PoolClient) {
    this.#client = client
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const name = statementName(query.sql)
    if (isSetting(query.sql)) this.altered = true
    const config = { ...(name ? { name } : {}), text: query.sql, values: query.parameters.map(toParameter) }
    const { opening } = this
    this.opening = undefined
    const asked = opening && opening.length > 0 ? this.#open(opening, config) : this.#client.query(config)
    const result = await asked.catch((error: unknown) => {
      // The transaction is over, whether or not whoever asked passes over it: nobody goes on in it.
      this.altered = true
      throw error
    })
    return { rows: result.rows as R[], ...(result.rowCount === null ? {} : { numAffectedRows: BigInt(result.rowCount) }) }
  }

  #open(opening: readonly string[], config: QueryConfig): Promise<AnyResult> {
    return new Promise((resolve, reject) => {
      const query = new OpeningQuery(opening, config, (error, result) => {
        this.broken ||= query.broken
        if (error) reject(error)
        else resolve(result)
      })
      this.#client.query(query)
    })
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
  if (isSetting(text)) return undefined // a text for each scope: see beyond.ts
  if (names.size >= 2000) return undefined
  const name = createHash('sha1').update(text).digest('base64url')
  names.set(text, name)
  return name
}

function isSetting(text: string): boolean {
  return text.startsWith('set local ')
}

const names = new Map<string, string>()
