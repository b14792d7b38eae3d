// Events as text, and a transaction of the owner in which to read and seal them.

import type pg from 'pg'

/**
 * How long an event may come after its neighbours: ids are given when a transaction writes, and it may commit later.
 * What is older than this and in no seal was put there afterwards.
 */
export const LATEST_HOURS = 24

/** See EventText in merkle.ts; jsonb has one spelling of its own. */
export const eventColumns = `e.id::text, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, e.kind, e.actor::text, e.place::text,
  e.worker_id::text, e.subject::text, e.data::text`

export async function withEvents<T>(owner: pg.Pool, schema: string, mode: 'read' | 'write', work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  if (!/^[a-z_0-9]+$/.test(schema)) throw new Error(`Not a schema name: ${schema}`)
  const client = await owner.connect()
  try {
    await client.query(`begin isolation level ${mode === 'read' ? 'repeatable read read only' : 'read committed'}; set local search_path=${schema},commons`)
    const result = await work(client)
    await client.query('commit')
    client.release()
    return result
  } catch (error) {
    await client.query('rollback').then(() => client.release(), (broken: Error) => client.release(broken))
    throw error
  }
}
