// Numbered plain SQL, forward only: `commons` once, then every city's schema. Kysely's Migrator keeps the books.

import { readdir, readFile } from 'node:fs/promises'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { Migrator, type Migration, type MigrationProvider } from 'kysely/migration'
import type pg from 'pg'
import { APP_ROLE } from './database.ts'

const folder = new URL('../../migrations/', import.meta.url)
export const READER_ROLE = 'waystation_reader'

export class MigrationFailed extends Error {}

/** Roles and the commons schema. Safe to repeat. */
export async function migrateCommons(owner: pg.Pool): Promise<void> {
  for (const role of [APP_ROLE, READER_ROLE]) await createRole(owner, role)
  await owner.query('create schema if not exists commons')
  await runMigrations(owner, 'commons', 'commons')
  await owner.query(`grant usage on schema commons to ${APP_ROLE}, ${READER_ROLE}`)
  await owner.query(`grant select on all tables in schema commons to ${APP_ROLE}, ${READER_ROLE}`)
}

/**
 * One city's tables, with the rights of the app role. Safe to repeat.
 * @param upTo the last migration to run; a backup is restored into the tables it was taken from
 */
export async function migrateCity(owner: pg.Pool, schema: string, upTo?: string): Promise<void> {
  await owner.query(`create schema if not exists ${schema}`)
  await runMigrations(owner, schema, 'city', upTo)
  await owner.query(`grant usage on schema ${schema} to ${APP_ROLE}, ${READER_ROLE}`)
  await owner.query(`grant select, insert, update, delete on all tables in schema ${schema} to ${APP_ROLE}`)
  // What is only ever appended to cannot be changed by the app at all.
  const { rows } = await owner.query<{ tablename: string }>('select tablename from pg_tables where schemaname = $1 and tablename = any($2)', [schema, appendedOnly])
  await owner.query(`revoke update, delete on ${rows.map((row) => `${schema}.${row.tablename}`).join(', ')} from ${APP_ROLE}`)
  // A worker who leaves is taken out of what a reader wrote down; row security lets only the system do it.
  await owner.query(`grant update (matter) on ${schema}.disclosure to ${APP_ROLE}`)
  if (rows.some((row) => row.tablename === 'application_step')) await owner.query(`grant update (words) on ${schema}.application_step to ${APP_ROLE}`)
  await owner.query(`revoke all on ${schema}.kysely_migration, ${schema}.kysely_migration_lock from ${APP_ROLE}`)
  await owner.query(`grant usage on all sequences in schema ${schema} to ${APP_ROLE}`)
  await owner.query(`grant select on all tables in schema ${schema} to ${READER_ROLE}`)
}

/** Of these, those that are there: the tables of an older backup have fewer. */
const appendedOnly = ['event', 'seal', 'consent', 'disclosure', 'stock_move', 'application_step', 'service_version']

async function runMigrations(owner: pg.Pool, schema: string, set: 'commons' | 'city', upTo?: string): Promise<void> {
  const client = await owner.connect()
  try {
    await client.query(`set search_path = ${schema}, commons`)
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: { connect: async () => onlyLent(client), end: async () => undefined, options: {} } }) })
    const migrator = new Migrator({ db, provider: new SqlFiles(new URL(`${set}/`, folder)), migrationTableSchema: schema })
    const { error, results } = await (upTo ? migrator.migrateTo(upTo) : migrator.migrateToLatest())
    if (error) {
      const failed = results?.find((one) => one.status === 'Error')?.migrationName
      throw new MigrationFailed(`Migration ${failed ?? ''} of ${schema} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
    }
    await client.query('reset search_path')
  } finally {
    client.release()
  }
}

class SqlFiles implements MigrationProvider {
  readonly #folder: URL
  constructor(where: URL) {
    this.#folder = where
  }
  async getMigrations(): Promise<Record<string, Migration>> {
    const names = (await readdir(this.#folder)).filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name)).sort()
    const entries = names.map(async (name) => {
      const text = await readFile(new URL(name, this.#folder), 'utf8')
      return [name.replace('.sql', ''), { up: async (db: Kysely<never>) => void (await sql.raw(text).execute(db)) }] as const
    })
    return Object.fromEntries(await Promise.all(entries))
  }
}

/** Kysely releases what it was lent; the search_path must stay until we are done. */
function onlyLent(client: pg.PoolClient): pg.PoolClient {
  return new Proxy(client, {
    get(target, key) {
      if (key === 'release') return () => undefined
      const value: unknown = Reflect.get(target, key)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}

/** Roles belong to the whole server: two cities, or two test runs, may create them at once. */
async function createRole(owner: pg.Pool, role: string): Promise<void> {
  await owner.query(`do $$ begin
    if not exists (select from pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
  exception when duplicate_object or unique_violation then null; end $$`)
  // From 16 on whoever creates a role may grant it but is not yet able to take it on; before, being a member was enough.
  await owner.query(`do $$ begin
    if not pg_has_role(current_user, '${role}', case when current_setting('server_version_num')::int >= 160000 then 'set' else 'member' end)
    then grant ${role} to current_user; end if;
  exception when unique_violation then null; end $$`)
}
