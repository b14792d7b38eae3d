// The pool, and the only way into a city's tables: a transaction with a scope.

import pg from 'pg'
import './parsers.ts'
import { kyselyOver, openingWith, type Tx } from './connection.ts'
import { beginStatement, beginStatements, closedSession, type Scope } from './scope.ts'

export const APP_ROLE = 'waystation_app'

export type Database = {
  /** Runs `work` in one read-only transaction. The answer does not wait for its COMMIT: nothing was written. */
  read<T>(schema: string, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs `work` in one transaction: committed when it returns, rolled back when it throws. */
  write<T>(schema: string, scope: Scope, work: (tx: Tx, client: pg.PoolClient) => Promise<T>): Promise<T>
  /** As the owner, outside row security: migrations, backup, key rotation. */
  owner: pg.Pool
  close(): Promise<void>
}

/**
 * @param url of a login that owns the schemas and is a member of the app role
 * @param size connections for reading, and as many for writing
 */
export function openDatabase(url: string, { size = 10, applicationName = 'waystation' } = {}): Database {
  const options = closedSession.map((setting) => `-c ${setting.replaceAll(' ', '\\ ')}`).join(' ')
  // The app's connections become the app role at once; so a forgotten scope meets row security, not the owner.
  const app: pg.PoolConfig = { connectionString: url, max: size, options: `${options} -c role=${APP_ROLE}` }
  const reading = new pg.Pool({ ...app, application_name: applicationName, pipeline: true })
  const writing = new pg.Pool({ ...app, application_name: `${applicationName} writing` })
  const owner = new pg.Pool({ connectionString: url, max: 4, application_name: `${applicationName} owner`, options })
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  for (const pool of [reading, writing, owner]) pool.on('error', () => undefined)

  return {
    read: readingThrough(reading),
    async write(schema, scope, work) {
      const client = await writing.connect()
      let result: Awaited<ReturnType<typeof work>>
      try {
        await client.query(beginStatement(schema, scope, 'write'))
        result = await work(kyselyOver(client), client)
        await client.query('COMMIT')
      } catch (error) {
        await client.query('ROLLBACK').then(() => client.release(), (broken: Error) => client.release(broken))
        throw error
      }
      client.release()
      return result
    },
    owner,
    async close() {
      await Promise.all([reading.end(), writing.end(), owner.end()])
    },
  }
}

/** So long a connection waits for the next read before it commits; what a transaction that only read holds harms nobody. */
const COMMIT_WITHIN = 250 // ms

/**
 * Opening and closing cost a read nearly nothing. What opens travels with the first query, as one message (see
 * opening-query.ts), and COMMIT with what opens the next, or alone when none follows soon. A read of the same scope that
 * follows at once goes on in the transaction of the one before: read committed, so each query sees what is written by then.
 */
function readingThrough(pool: pg.Pool): Database['read'] {
  /** Connections given back with nothing left to do but to commit. */
  const done = new Map<pg.PoolClient, Left>()
  let sweep: NodeJS.Timeout | undefined

  function commitRest(): void {
    sweep = undefined
    for (const client of done.keys()) client.query('COMMIT').catch(() => undefined) // broken: the pool has noticed
    done.clear()
  }

  function giveBack(client: pg.PoolClient, left: Left): void {
    done.set(client, left)
    client.release()
    sweep ??= setTimeout(commitRest, COMMIT_WITHIN)
  }

  return async (schema, scope, work) => {
    const { opens, key } = openingOf(schema, scope)
    const client = await pool.connect()
    const left = done.get(client)
    done.delete(client)
    const goesOn = left?.key === key && performance.now() - left.since < COMMIT_WITHIN
    const opening = openingWith(client, goesOn ? [] : left ? ['COMMIT', ...opens] : opens)
    let result: Awaited<ReturnType<typeof work>>
    try {
      result = await work(opening.tx)
    } catch (error) {
      if (opening.broken) client.release(true)
      else if (opening.begun) await client.query('ROLLBACK').then(() => client.release(opening.broken), (broken: Error) => client.release(broken))
      else if (left) giveBack(client, left)
      else client.release()
      throw error
    }
    if (left && (goesOn || !opening.begun)) giveBack(client, opening.altered ? { ...left, key: undefined } : left)
    else if (opening.begun) giveBack(client, { key: opening.altered ? undefined : key, since: performance.now() })
    else client.release()
    return result
  }
}

/** The same scope reads again and again: how its transactions open is written once. */
const openings = new WeakMap<Scope, Map<string, { opens: readonly string[]; key: string }>>()

function openingOf(schema: string, scope: Scope): { opens: readonly string[]; key: string } {
  let ofScope = openings.get(scope)
  if (!ofScope) openings.set(scope, (ofScope = new Map()))
  let opening = ofScope.get(schema)
  if (!opening) {
    const opens = beginStatements(schema, scope, 'read')
    ofScope.set(schema, (opening = { opens, key: opens.join(';') }))
  }
  return opening
}

/** What a read left open: the statements that opened it, while they still describe it, and when. */
type Left = { key: string | undefined; since: number }
