// Databases that come and go with a test or a benchmark.

import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'

export type ScratchDatabase = { name: string; url: string; drop(): Promise<void> }

/**
 * @param server URL of any database on the server; its role may create databases
 * @param template a database to clone; an empty one without it
 */
export async function createScratchDatabase(server: string, template?: string): Promise<ScratchDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await administer(server, `create database ${name}${template ? ` template ${template} strategy file_copy` : ''}`)
  return { name, url: databaseUrl(server, name), drop: () => dropDatabase(server, name) }
}

/** Autovacuum is the superuser's, whom our role may not turn out: it is done in a moment. */
export async function dropDatabase(server: string, name: string): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await administer(server, `drop database if exists ${name} with (force)`)
    } catch (error) {
      if (!(error instanceof pg.DatabaseError && error.code === '42501') || tries >= 300) throw error
      await sleep(200)
    }
  }
}

export async function administer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

export function databaseUrl(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}
