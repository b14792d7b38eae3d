import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import pg from 'pg'
import '../platform/database/parsers.ts'
import { createKeyring, UnreadableSecret, type Keyring } from '../platform/secrets/keyring.ts'
import { createScratchDatabase } from '../testing/scratch-database.ts'
import { TEMPLATE, testKeys } from '../testing/template.ts'
import { claimKeys } from './claim-keys.ts'
import { rotateKeys, sealedColumns } from './rotate-keys.ts'

const server = process.env['WAYSTATION_TEST_URL'] ?? ''
const database = await createScratchDatabase(server, TEMPLATE)
const owner = new pg.Pool({ connectionString: database.url, max: 2, options: '-c search_path=city_110105,commons' })
after(async () => {
  await owner.end()
  await database.drop()
})

const newKey = { id: 'new', bytes: Buffer.alloc(32, 9) }
const old = createKeyring(testKeys)
const both = createKeyring([newKey, ...testKeys])
const fresh = createKeyring([newKey])

/** Every sealed column of every table. */
const columns = sealedColumns.flatMap(({ tables }) => tables.flatMap(({ table, sealed = [], sealedRows = [] }) => [...sealed.map(({ column }) => [table, column] as const), ...sealedRows.map((column) => [table, column] as const)]))

async function openAll(keyring: Keyring): Promise<{ opened: number; refused: number }> {
  const counts = { opened: 0, refused: 0 }
  for (const [table, column] of columns) {
    const { rows } = await owner.query<{ value: Buffer }>(`select ${column} as value from ${table} where length(${column}) > 0`)
    for (const { value } of rows) {
      try {
        keyring.open(value)
        counts.opened += 1
      } catch (error) {
        ok(error instanceof UnreadableSecret)
        counts.refused += 1
      }
    }
  }
  return counts
}

async function phones(keyring: Keyring): Promise<Map<number, string>> {
  const { rows } = await owner.query<{ id: number; phone: Buffer }>('select id, phone from worker where phone is not null order by id')
  return new Map(rows.map(({ id, phone }) => [id, keyring.open(phone)]))
}

// What leaves traces in JSON: a statement as it was, a person as they were, and both sides of a merge.
await owner.query(`insert into roster_change (roster_id, engagement_id, worker_id, change, statement_before)
  select (select min(id) from roster), s.engagement_id, 1, 'changed', to_jsonb(s) from statement s where s.phone is not null order by engagement_id limit 3 on conflict (roster_id, engagement_id) do update set statement_before = excluded.statement_before`)
await owner.query(`insert into roster_worker_change (roster_id, worker_id, revision, before)
  select (select min(id) from roster), w.id, 1, to_jsonb(w) from worker w where w.id_number is not null order by id limit 3 on conflict (roster_id, worker_id) do update set before = excluded.before`)
const pair = await owner.query<{ value: unknown }>('select jsonb_build_object(\'workers\', jsonb_agg(to_jsonb(w))) as value from (select * from worker where id_number is not null order by id limit 2) w')
await owner.query('insert into worker_merge (kept, merged, before, merged_by, merged_at) values (1, 2, $1, 1, now())', [old.seal(JSON.stringify(pair.rows[0]?.value))])
await owner.query("insert into worker_merge (kept, merged, before, merged_by, merged_at) values (3, 4, '', 1, now())") // of somebody who has left
await owner.query('update roster set file_key = $1 where id = (select min(id) from roster)', [old.seal('the key of a stored file')])
await owner.query("update account set totp_secret = $1 where persona = 'auditor'", [old.seal('GEZDGNBV')])
await owner.query("insert into session (token_hash, account_id, kind, created_at, expires_at, last_used_on) values ('x', 1, 'person', now(), now() + interval '1 day', current_date)")

describe('changing keys', () => {
  it('knows every column of every table that a key could have to do with', async () => {
    const { rows } = await owner.query<{ name: string }>(`select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'city_110105' and data_type in ('bytea', 'uuid') order by 1`)
    const known = new Set(sealedColumns.flatMap(({ tables, keyless }) => [...keyless, ...tables.flatMap(({ table, sealed = [], sealedRows = [] }) => [...sealed.flatMap(({ column, hash }) => [column, ...(hash ? [hash.column] : [])]), ...sealedRows].map((column) => `${table}.${column}`))]))
    const emptied = new Set(sealedColumns.flatMap((one) => one.emptied))
    deepEqual(rows.map((row) => row.name).filter((one) => !known.has(one) && !emptied.has(one.split('.')[0] ?? '')), [])
  })

  it('with keys that do not fit changes nothing, and no server starts until it is done', async () => {
    const before = await openAll(old)
    ok(before.opened > 1000)
    equal(before.refused, 0)
    await claimKeys(owner, old)
    await rejects(rotateKeys(owner, fresh), UnreadableSecret)
    deepEqual(await openAll(old), before)
    await rejects(claimKeys(owner, old))
    await rejects(claimKeys(owner, both))
  })

  it('afterwards the new key alone opens everything, the old one nothing, and people are found by their numbers', async () => {
    const [before, known] = [await openAll(old), await phones(old)]
    const { cities, values } = await rotateKeys(owner, both)
    equal(cities, 1)
    ok(values >= before.opened)
    deepEqual(await openAll(fresh), before)
    equal((await openAll(old)).opened, 0)
    deepEqual(await phones(fresh), known)
    await claimKeys(owner, fresh)

    for (const [id, phone] of [...known].slice(0, 20)) {
      const { rows } = await owner.query<{ id: number }>('select id from worker where phone_hash = $1', [fresh.hash('phone', phone)])
      ok(rows.some((row) => row.id === id))
    }
    const numbers = await owner.query<{ id_kind: string; id_number: Buffer; id_hash: string }>('select id_kind, id_number, id_hash from worker where id_number is not null')
    for (const row of numbers.rows) equal(row.id_hash, fresh.hash(`id:${row.id_kind}`, fresh.open(row.id_number)))
  })

  it('reaches into what is kept for taking back', async () => {
    const { rows } = await owner.query<{ kept: unknown }>('select statement_before as kept from roster_change where statement_before is not null union all select before from roster_worker_change')
    const merge = await owner.query<{ before: Buffer }>('select before from worker_merge where length(before) > 0 order by id desc limit 1')
    const texts = [...rows.map(({ kept }) => JSON.stringify(kept)), fresh.open(merge.rows[0]?.before ?? Buffer.alloc(0))]
    let found = 0
    for (const text of texts) {
      for (const [, hex = ''] of text.matchAll(/\\\\x(01[0-9a-f]{66,})/g)) {
        fresh.open(Buffer.from(hex, 'hex'))
        found += 1
      }
    }
    ok(found >= 9)
    const whole = JSON.parse(texts.at(-1) ?? '{}') as { workers: { id_kind: string; id_number: string; id_hash: string }[] }
    for (const worker of whole.workers) equal(worker.id_hash, fresh.hash(`id:${worker.id_kind}`, fresh.open(Buffer.from(worker.id_number.slice(2), 'hex'))))
  })

  it('ends what only its hash was kept of, and says nothing twice', async () => {
    for (const table of ['session', 'one_time_code', 'sign_in_step']) equal((await owner.query(`select from ${table}`)).rowCount, 0)
    equal((await rotateKeys(owner, both)).values, 0)
  })
})
