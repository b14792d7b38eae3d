// Once a run: a PostgreSQL server (embedded, or DATABASE_URL's) and a template database with a small demo city.
// Each test file then works on a clone of its own.

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startEmbedded } from '../platform/embedded/index.ts'
import { makeTemplate } from './template.ts'

let stop: (() => Promise<void>) | undefined

export async function globalSetup(): Promise<void> {
  // Each test file is a process that loads the whole server: 0.8 s of processor time less with this.
  process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('../../node_modules/.cache/compiled', import.meta.url))
  let url = process.env['DATABASE_URL']
  if (!url) {
    const folder = await mkdtemp(join(tmpdir(), 'waystation-test-'))
    const embedded = await startEmbedded({ dataFolder: folder, settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off', max_connections: '200' } })
    url = embedded.url
    stop = async () => {
      await embedded.stop()
      await rm(folder, { recursive: true, force: true })
    }
  }
  await makeTemplate(url)
  process.env['WAYSTATION_TEST_URL'] = url
}

export async function globalTeardown(): Promise<void> {
  await stop?.()
}
