// A backup brings everything back, and a damaged one brings nothing.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { migrateCommons } from '../platform/database/migrate.ts'
import { createFolderStore } from '../platform/files/folder-store.ts'
import { createFiles } from '../platform/files/files.ts'
import { createKeyring } from '../platform/secrets/keyring.ts'
import { createScratchDatabase } from '../testing/scratch-database.ts'
import { testKeys } from '../testing/template.ts'
import { startWaystation } from '../testing/waystation.ts'
import { backup } from './backup.ts'
import { claimKeys } from './claim-keys.ts'
import { restore } from './restore.ts'

const w = await startWaystation({ work: false })
const folder = mkdtempSync(join(tmpdir(), 'waystation-backup-'))
const file = join(folder, 'all.backup')
const keyring = createKeyring(testKeys)
const installations: (() => Promise<void>)[] = []

after(async () => {
  for (const remove of installations) await remove()
  rmSync(folder, { recursive: true, force: true })
})

test('every row of every table comes back as it was, and new rows go on counting', async () => {
  await claimKeys(w.services.db.owner, keyring)
  await backup(w.services.db.owner, file)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  const other = await emptyInstallation()
  const { cities, tables } = await restore(other, file, keyring.fingerprint)
  assert.equal(cities, 1)
  const before = await fingerprints(w.services.db.owner)
  assert.equal(tables, Object.keys(before).length)
  assert.ok(Object.values(before).filter((one) => !one.startsWith('0 ')).length > 15)
  assert.deepEqual(await fingerprints(other), before)
  const next = async (pool: pg.Pool) => (await pool.query<{ id: number }>(`insert into city_110105.brand (name, trade) values ('续号${randomUUID()}', 'parcel') returning id`)).rows[0]?.id
  assert.equal(await next(other), await next(w.services.db.owner))
})

test('photos and documents come back with the rows that open them; a damaged backup leaves none', async () => {
  const [from, to] = [createFolderStore(join(folder, 'files')), createFolderStore(join(folder, 'restored'))]
  const photo = Buffer.from('a photo')
  const key = await createFiles(from).put('110105/attachments', photo)
  const large = await createFiles(from).put('110105/attachments', Buffer.alloc(3_000_000, 7))
  const all = join(folder, 'files.backup')
  assert.equal((await backup(w.services.db.owner, all, from)).files, 2)
  assert.equal((await restore(await emptyInstallation(), all, keyring.fingerprint, to)).files, 2)
  assert.deepEqual(await createFiles(to).get(key), photo)
  assert.equal((await createFiles(to).get(large)).length, 3_000_000)
  const whole = readFileSync(all)
  writeFileSync(all, whole.subarray(0, whole.length - 1000))
  const none = createFolderStore(join(folder, 'none'))
  await assert.rejects(restore(await emptyInstallation(), all, keyring.fingerprint, none))
  assert.deepEqual(await Array.fromAsync(none.list('110105/')), [])
})

test('a truncated or altered backup is refused whole', async () => {
  const whole = readFileSync(file)
  const damaged = join(folder, 'damaged.backup')
  const other = await emptyInstallation()
  for (const bytes of [whole.subarray(0, whole.length - 2000), whole.subarray(0, 40), Buffer.from('not a backup'), Buffer.concat([whole.subarray(0, 5000), Buffer.alloc(64), whole.subarray(5064)])]) {
    writeFileSync(damaged, bytes)
    await assert.rejects(restore(other, damaged, keyring.fingerprint))
    const { rows } = await other.query<{ cities: number; schemas: number }>(`select (select count(*)::int from commons.city) as cities, (select count(*)::int from pg_namespace where nspname like 'city%') as schemas`)
    assert.deepEqual(rows[0], { cities: 0, schemas: 0 })
  }
})

test('a backup made with other keys, or into cities that are there, is refused', async () => {
  const other = await emptyInstallation()
  await assert.rejects(restore(other, file, '00000000'), /另一套密钥/)
  await assert.rejects(restore(w.services.db.owner, file, keyring.fingerprint), /空的安装/)
})

/** Table → how many rows and a digest of them all. */
async function fingerprints(pool: pg.Pool): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string }>(`select relname as name from pg_class where relnamespace = 'city_110105'::regnamespace and relkind = 'r' and relname not like 'kysely%' order by 1`)
  const entries = []
  for (const { name } of rows) {
    const answer = await pool.query<{ digest: string }>(`select count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' order by t::text collate "C")), '') as digest from city_110105.${name} t`)
    entries.push([name, answer.rows[0]?.digest ?? ''] as const)
  }
  return Object.fromEntries(entries)
}

async function emptyInstallation(): Promise<pg.Pool> {
  const database = await createScratchDatabase(process.env['WAYSTATION_TEST_URL'] ?? '')
  const pool = new pg.Pool({ connectionString: database.url, max: 2 })
  installations.push(() => pool.end().then(() => database.drop()))
  await migrateCommons(pool)
  return pool
}
