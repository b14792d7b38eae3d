import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, it } from 'node:test'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFiles } from '../../server/platform/files/files.ts'
import { createFolderStore } from '../../server/platform/files/folder-store.ts'
import { createKeyring } from '../../server/platform/secrets/keyring.ts'
import { testKeys } from '../../server/testing/template.ts'
import { startWaystation } from '../../server/testing/waystation.ts'
import { simulateCity } from '../city/simulate-city.ts'
import { loadPapers } from './load-papers.ts'

const waystation = await startWaystation()
const folder = await mkdtemp(join(tmpdir(), 'waystation-papers-'))
after(() => rm(folder, { recursive: true, force: true }))

it('every application that waits has the papers it had to come with: pictures of nobody, sealed, named as a demo’s', async () => {
  const today = await waystation.sql(async (tx) => (await tx.selectFrom('roster').select('as_of').where('state', '=', 'ready').orderBy('as_of', 'desc').executeTakeFirstOrThrow()).as_of)
  const city = simulateCity({ city: 110105, seed: 1, today, size: { companies: 6, outlets: 20, workers: 300 } })
  const [files, keyring] = [createFiles(createFolderStore(join(folder, 'files'))), createKeyring(testKeys)]
  const client = await waystation.services.db.owner.connect()
  try {
    await client.query(`begin; set local search_path=city_110105,commons; set local waystation.places='{(,)}'`)
    await loadPapers(client, city, keyring, files)
    const { rows: lacking } = await client.query(`
      select a.id from application a join service_version v on v.service_id = a.service_id, json_array_elements(v.content->'documents') d
      where a.closed_at is null and (d->>'required')::bool and d->>'how' <> 'bring' and not exists (select from application_document p where p.application_id = a.id and p.code = d->>'code')`)
    deepEqual(lacking, [])
    const { rows } = await client.query<{ name: Buffer; file_key: Buffer; bytes: number; worker: boolean }>(`
      select t.name, t.file_key, t.bytes, t.worker_id = a.worker_id as worker from attachment t join application_document d on d.attachment_id = t.id join application a on a.id = d.application_id and a.id = t.ref`)
    ok(rows.length > 0 && rows.every(({ worker }) => worker))
    for (const { name, file_key: key, bytes } of rows.slice(0, 3)) {
      ok(keyring.open(name).startsWith('演示-'))
      const content = await files.get(keyring.open(key))
      deepEqual([content.length, content.subarray(0, 2).toString('hex')], [bytes, 'ffd8'])
    }
    equal(new Set(rows.map((row) => keyring.open(row.file_key))).size, rows.length, 'a file of its own for each: one may be deleted')
  } finally {
    await client.query('rollback')
    client.release()
  }
})
