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
  const name = `waystation_bench_${process.pid}`
  const admin = new pg.Pool({ connectionString: server, max: 1 })
  await admin.query(`create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const pool = new pg.Pool({ connectionString: url.href, max: 3 })
  say('making the demo city …')
  await migrateCommons(pool)
  await addCity(pool, benchCity, { keyring: createKeyring(benchKeys), today: Temporal.Now.plainDateISO('Asia/Shanghai'), demo: { seed: 1 } })
  await claimKeys(pool, createKeyring(benchKeys))
  const { rows } = await pool.query<{ version: string }>("select split_part(version(), ' on ', 1) as version")
  return {
    url: url.href,
    folder,
    pool,
    version: `${rows[0]?.version ?? ''}${given ? '' : ', embedded'}`,
    async close() {
      await pool.end()
      await admin.query(`drop database if exists ${name} with (force)`)
      await admin.end()
      await embedded?.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
