// A backup of everything: one file, gzip, readable with the installation's keys only where columns are sealed.
//
// Inside: one JSON line for the whole, then for each table a JSON line and its rows as PostgreSQL's COPY text in
// length-prefixed pieces. Taken in one REPEATABLE READ transaction, so it is one moment of all cities. Then photos and
// documents, as sealed as they lie; what was added since that moment is with them, and swept up where it is restored.

import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { listCities } from '../platform/cities.ts'
import type { FileStore } from '../platform/files/file-store.ts'

export type BackupHead = {
  waystation: 1
  takenAt: string
  keyFingerprint: string
  cities: { code: number; name: string; schema: string; demo: boolean }[]
  /** Schema → the last migration it had. */
  migrations: Record<string, string>
}
/** Of a stored file: its bytes follow. */
export type BackupFile = { file: string }
export type BackupTable = { schema: string; table: string; columns: string[]; sequences: { column: string; last: string }[] }

/**
 * @param store whose files are taken along; none for a bucket, which is kept safe where it is
 * @returns how many tables, files and bytes (before compression) were written
 */
export async function backup(owner: pg.Pool, file: string, store?: FileStore): Promise<{ tables: number; files: number; bytes: number }> {
  const client = await owner.connect()
  const draft = `${file}.part`
  const counted = { tables: 0, files: 0, bytes: 0 }
  try {
    await client.query('begin isolation level repeatable read read only')
    await pipeline(Readable.from(frames(client, owner, { store, counted })), createGzip({ level: 6 }), createWriteStream(draft, { mode: 0o600 }))
    await client.query('commit')
    await rename(draft, file)
    return counted
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    await rm(draft, { force: true })
    throw error
  } finally {
    client.release()
  }
}

type Counted = { tables: number; files: number; bytes: number }

async function* frames(client: pg.PoolClient, owner: pg.Pool, { store, counted }: { store: FileStore | undefined; counted: Counted }): AsyncGenerator<Buffer> {
  const cities = await listCities(owner)
  const schemas = cities.map((city) => city.schema)
  const { rows } = await client.query<{ key_fingerprint: string }>('select key_fingerprint from commons.installation')
  const migrations: Record<string, string> = {}
  for (const schema of schemas) migrations[schema] = await lastMigration(client, schema)
  const head: BackupHead = { waystation: 1, takenAt: Temporal.Now.instant().toString(), keyFingerprint: rows[0]?.key_fingerprint ?? '', cities, migrations }
  yield line(head)
  for (const schema of schemas) {
    for (const table of await tablesOf(client, schema)) {
      yield line(table)
      const source = client.query(copyTo(`copy ${schema}.${table.table} (${table.columns.map(quoted).join(', ')}) to stdout`))
      for await (const chunk of source) {
        const bytes = chunk as Buffer
        counted.bytes += bytes.length
        yield Buffer.concat([length(bytes.length), bytes])
      }
      yield length(0)
      counted.tables += 1
    }
  }
  if (store) for (const { code } of cities) yield* filesOf(store, code, counted)
}

async function* filesOf(store: FileStore, city: number, counted: Counted): AsyncGenerator<Buffer> {
  for await (const { name } of store.list(`${city}/`)) {
    const content = await store.get(name)
    // Deleted since it was listed.
    if (!content || content.length === 0) continue
    yield line({ file: name } satisfies BackupFile)
    yield Buffer.concat([length(content.length), content, length(0)])
    counted.bytes += content.length
    counted.files += 1
  }
}

/** Tables with their columns and identity sequences, those that others refer to first. */
async function tablesOf(client: pg.PoolClient, schema: string): Promise<BackupTable[]> {
  const { rows } = await client.query<{ table: string; columns: string[]; identities: string[]; refers: string[] }>(
    `select c.relname as table,
            array_agg(a.attname::text order by a.attnum) as columns,
            coalesce(array_agg(a.attname::text) filter (where a.attidentity <> ''), '{}') as identities,
            (select coalesce(array_agg(distinct f.relname::text), '{}') from pg_constraint k join pg_class f on f.oid = k.confrelid where k.conrelid = c.oid and k.contype = 'f' and f.oid <> c.oid) as refers
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relnamespace = $1::regnamespace and c.relkind = 'r' and c.relname not like 'kysely\\_%'
     group by c.oid, c.relname order by c.relname`,
    [schema],
  )
  const sorted: typeof rows = []
  const waiting = new Map(rows.map((row) => [row.table, row]))
  while (waiting.size > 0) {
    const free = [...waiting.values()].filter((row) => row.refers.every((other) => !waiting.has(other)))
    if (free.length === 0) throw new Error(`Tables of ${schema} refer to each other in a circle: ${[...waiting.keys()].join(', ')}`)
    for (const row of free) {
      sorted.push(row)
      waiting.delete(row.table)
    }
  }
  const tables: BackupTable[] = []
  for (const { table, columns, identities } of sorted) {
    const sequences = []
    for (const column of identities) {
      const last = await client.query<{ last: string }>(`select last_value::text || case when is_called then '' else '-' end as last from ${await sequenceOf(client, schema, table, column)}`)
      sequences.push({ column, last: last.rows[0]?.last ?? '1-' })
    }
    tables.push({ schema, table, columns, sequences })
  }
  return tables
}

export async function sequenceOf(client: pg.PoolClient, schema: string, table: string, column: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>('select pg_get_serial_sequence($1, $2) as name', [`${schema}.${table}`, column])
  return rows[0]?.name ?? ''
}

async function lastMigration(client: pg.PoolClient, schema: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(`select name from ${schema}.kysely_migration order by name desc limit 1`)
  return rows[0]?.name ?? ''
}

function line(value: unknown): Buffer {
  return Buffer.from(`${JSON.stringify(value)}\n`)
}

function length(bytes: number): Buffer {
  const prefix = Buffer.alloc(4)
  prefix.writeUInt32BE(bytes)
  return prefix
}

export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
