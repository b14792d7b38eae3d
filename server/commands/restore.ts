// Restores a backup into an installation without cities, all of it or nothing.

import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { listCities, recordCity } from '../platform/cities.ts'
import { migrateCity } from '../platform/database/migrate.ts'
import { PlainFailure } from './plain-failure.ts'
import type { FileStore } from '../platform/files/file-store.ts'
import { quoted, sequenceOf, type BackupFile, type BackupHead, type BackupTable } from './backup.ts'

export class CannotRestore extends PlainFailure {}

/**
 * Each city's schema is made as it was when the backup was taken, filled, and then migrated to today's.
 * @throws CannotRestore when the file is damaged, cities are there already, or the keys are others
 */
export async function restore(owner: pg.Pool, file: string, keyFingerprint: string, store?: FileStore): Promise<{ cities: number; tables: number; files: number }> {
  const source = new Pieces(createReadStream(file).pipe(createGunzip()))
  const head = await readHead(source)
  if (head.keyFingerprint !== '' && head.keyFingerprint !== keyFingerprint) {
    throw new CannotRestore('这份备份是用另一套密钥加密的，请配置当时的 WAYSTATION_SECRET_KEYS。', 'This backup was made with other keys; configure the WAYSTATION_SECRET_KEYS of that time.')
  }
  if ((await listCities(owner)).length > 0) throw new CannotRestore('这里已经有城市，只能恢复到空的安装里。', 'There are cities here; a backup is restored into an empty installation only.')
  for (const { schema } of head.cities) {
    if (!/^city_\d{6}$/.test(schema)) throw damaged()
    await owner.query(`drop schema if exists ${schema} cascade`)
    await migrateCity(owner, schema, head.migrations[schema])
  }
  let tables = 0
  const files: string[] = []
  const client = await owner.connect()
  try {
    await client.query('begin')
    for (let text = await source.line(); text !== undefined; text = await source.line()) {
      const frame = parse<BackupTable | BackupFile>(text)
      if ('file' in frame) await restoreFile(store, frame, source, files)
      else {
        await restoreTable(client, frame, source)
        tables += 1
      }
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => undefined)
    for (const name of files) await store?.delete(name).catch(() => undefined)
    for (const { schema } of head.cities) await owner.query(`drop schema if exists ${schema} cascade`)
    throw error
  } finally {
    client.release()
  }
  for (const { schema, ...city } of head.cities) {
    await migrateCity(owner, schema)
    await recordCity(owner, city)
  }
  await owner.query('analyze')
  return { cities: head.cities.length, tables, files: files.length }
}

/** @param written names of files that are there by now */
async function restoreFile(store: FileStore | undefined, { file }: BackupFile, source: Pieces, written: string[]): Promise<void> {
  if (!/^\d{6}(\/[a-z0-9-]+)+$/.test(file)) throw damaged()
  const content = await Array.fromAsync(rowsOf(source))
  if (!store) return
  written.push(file)
  await store.put(file, Buffer.concat(content))
}

async function restoreTable(client: pg.PoolClient, table: BackupTable, source: Pieces): Promise<void> {
  if (!/^city_\d{6}$/.test(table.schema) || !/^[a-z_]+$/.test(table.table)) throw damaged()
  const name = `${table.schema}.${table.table}`
  // What migrations put there is in the backup as it stands in that city.
  await client.query(`delete from ${name}`)
  const target = client.query(copyFrom(`copy ${name} (${table.columns.map(quoted).join(', ')}) from stdin`))
  await pipeline(rowsOf(source), target)
  for (const { column, last } of table.sequences) {
    await client.query('select setval($1::regclass, $2::bigint, $3)', [await sequenceOf(client, table.schema, table.table, column), last.replace('-', ''), !last.endsWith('-')])
  }
}

async function readHead(source: Pieces): Promise<BackupHead> {
  const text = await source.line().catch(() => undefined)
  const head = text === undefined ? undefined : parse<Partial<BackupHead>>(text)
  if (head?.waystation !== 1 || !head.cities || !head.migrations) throw damaged()
  return head as BackupHead
}

function parse<T>(text: string): T {
  try {
    return JSON.parse(text) as T
  } catch {
    throw damaged()
  }
}

function damaged(): CannotRestore {
  return new CannotRestore('这不是完好的驿站备份。', 'This is not an intact Waystation backup.')
}

/** The pieces up to the empty one. A damaged file throws here, and the pipeline then ends the COPY with a failure. */
async function* rowsOf(source: Pieces): AsyncGenerator<Buffer> {
  for (let size = await source.size(); size > 0; size = await source.size()) yield await source.bytes(size)
}

/** Lines, lengths and pieces of a byte stream. */
class Pieces {
  readonly #source: AsyncIterator<Buffer>
  #held: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  /** Up to the next newline; undefined at the end. */
  async line(): Promise<string | undefined> {
    for (let end = this.#held.indexOf(10); ; end = this.#held.indexOf(10)) {
      if (end >= 0) return this.#take(end + 1).subarray(0, -1).toString()
      if (!(await this.#more())) {
        if (this.#held.length > 0) throw damaged()
        return undefined
      }
    }
  }

  async size(): Promise<number> {
    return (await this.bytes(4)).readUInt32BE()
  }

  async bytes(count: number): Promise<Buffer> {
    while (this.#held.length < count) if (!(await this.#more())) throw damaged()
    return this.#take(count)
  }

  #take(count: number): Buffer {
    const taken = this.#held.subarray(0, count)
    this.#held = this.#held.subarray(count)
    return taken
  }

  async #more(): Promise<boolean> {
    const next = await this.#source.next().catch(() => {
      throw damaged()
    })
    if (next.done) return false
    this.#held = this.#held.length === 0 ? next.value : Buffer.concat([this.#held, next.value])
    return true
  }
}
