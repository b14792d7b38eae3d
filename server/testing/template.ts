// The database that every test file gets a clone of: migrated, with a small demo city.

import pg from 'pg'
import { createKeyring } from '../platform/secrets/keyring.ts'
import { addCity } from '../commands/add-city.ts'
import { migrateCommons } from '../platform/database/migrate.ts'
import { administer, databaseUrl, dropDatabase } from './scratch-database.ts'

export const TEMPLATE = process.env['WAYSTATION_TEST_TEMPLATE'] ?? 'waystation_template'
export const testCity = 110105
export const testKeys = [{ id: 'test', bytes: Buffer.alloc(32, 7) }]

export async function makeTemplate(server: string): Promise<void> {
  await dropDatabase(server, TEMPLATE)
  await administer(server, `create database ${TEMPLATE}`)
  const owner = new pg.Pool({ connectionString: databaseUrl(server, TEMPLATE), max: 2 })
  try {
    await migrateCommons(owner)
    await addCity(owner, testCity, { demo: { seed: 1, size: { companies: 6, outlets: 20, workers: 300 } }, keyring: createKeyring(testKeys), today: Temporal.Now.plainDateISO('Asia/Shanghai') })
  } finally {
    await owner.end()
  }
}
