// A database of its own on DATABASE_URL's server, or an embedded one, with the demo city. Gone when the bench is done.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { addCity } from '../server/commands/add-city.ts'
import { claimKeys } from '../server/commands/claim-keys.ts'
import { migrateCommons } from '../server/platform/database/migrate.ts'
import { startEmbedded } from '../server/platform/embedded/index.ts'
import { createKeyring } from '../server/platform/secrets/keyring.ts'
import { createScratchDatabase } from '../server/testing/scratch-database.ts'
import { benchKeys } from './keys.ts'

export const benchCity = 110105

export type Scratch = {
  url: string
  folder: string
  /** Owner of the tables. */
  pool: pg.Pool
  version: string
  close(): Promise<void>
}

export async function openScratch(say: (line: string) => void): Promise<Scratch> {
  const folder = await mkdtemp(join(tmpdir(), 'waystation-bench-'))
  const given = process.env['DATABASE_URL']
  const embedded = given ? undefined : await startEmbedded({ dataFolder: join(folder, 'data') })
  const server = given ?? embedded?.url ?? ''
  const database = await createScratchDatabase(server)
  const pool = new pg.Pool({ connectionString: database.url, max: 3 })
  say('making the demo city …')
  await migrateCommons(pool)
  await addCity(pool, benchCity, { keyring: createKeyring(benchKeys), today: Temporal.Now.plainDateISO('Asia/Shanghai'), demo: { seed: 1 } })
  await claimKeys(pool, createKeyring(benchKeys))
  // As a city that has stood for a day: what autovacuum would do in the middle of a measurement is done.
  await pool.query('vacuum analyze')
  const { rows } = await pool.query<{ version: string }>("select split_part(version(), ' on ', 1) as version")
  return {
    url: database.url,
    folder,
    pool,
    version: `${rows[0]?.version ?? ''}${given ? '' : ', embedded'}`,
    async close() {
      await pool.end()
      await database.drop()
      await embedded?.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
