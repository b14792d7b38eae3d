// From one master key to another, over all cities.

import type pg from 'pg'
import { accessSealedColumns } from '../modules/access/sealed-columns.ts'
import { attachmentsSealedColumns } from '../modules/attachments/sealed-columns.ts'
import { noticesSealedColumns } from '../modules/notices/sealed-columns.ts'
import { registrySealedColumns } from '../modules/registry/sealed-columns.ts'
import { servicesSealedColumns } from '../modules/services/sealed-columns.ts'
import { stationsSealedColumns } from '../modules/stations/sealed-columns.ts'
import { listCities } from '../platform/cities.ts'
import type { Keyring } from '../platform/secrets/keyring.ts'
import { rotateTables } from '../platform/secrets/rotate.ts'
import type { SealedColumns } from '../platform/secrets/sealed-columns.ts'
import { PlainFailure } from './plain-failure.ts'

/** Every module that seals something. */
export const sealedColumns: readonly SealedColumns[] = [
  accessSealedColumns,
  registrySealedColumns,
  attachmentsSealedColumns,
  noticesSealedColumns,
  stationsSealedColumns, servicesSealedColumns,
]

/** No keyring has this fingerprint: while it stands, no server starts. */
const ROTATING = 'rotating'

/**
 * Each city in one transaction. Broken off, it goes on where it stopped when it is run again; until it is through no
 * server starts, because one that knew only one of the keys would find half of what it looks for. Sessions, tokens of
 * programs and codes end.
 * @param keyring the new key first, the old ones behind it
 * @throws PlainFailure while a server runs on this database; UnreadableSecret when a value fits none of the keys
 */
export async function rotateKeys(owner: pg.Pool, keyring: Keyring): Promise<{ cities: number; values: number }> {
  await requireNoServer(owner)
  await owner.query('insert into commons.installation (key_fingerprint) values ($1) on conflict (only_row) do update set key_fingerprint = excluded.key_fingerprint', [ROTATING])
  const cities = await listCities(owner)
  let values = 0
  for (const { schema } of cities) values += await rotateCity(owner, schema, keyring)
  await owner.query('update commons.installation set key_fingerprint = $1', [keyring.fingerprint])
  return { cities: cities.length, values }
}

async function rotateCity(owner: pg.Pool, schema: string, keyring: Keyring): Promise<number> {
  const client = await owner.connect()
  try {
    await client.query(`begin; set local search_path=${schema},commons`)
    let values = 0
    for (const columns of sealedColumns) values += await rotateTables(client, keyring, columns)
    await client.query('commit')
    return values
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

async function requireNoServer(owner: pg.Pool): Promise<void> {
  const { rowCount } = await owner.query("select from pg_stat_activity where datname = current_database() and application_name = 'waystation live'")
  if (rowCount) throw new PlainFailure('有驿站服务正在使用这个数据库，请先停止。', 'A Waystation server is running on this database; stop it first.')
}
