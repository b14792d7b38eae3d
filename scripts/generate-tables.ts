// `npm run tables`: writes server/migrations/tables.generated.ts from a freshly migrated city, so that the types
// the server is checked with are the tables that the migrations make. Needs DATABASE_URL of any scratch server.
// `-- --verify` only compares; the test of migrations calls it so.

import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import pg from 'pg'

const base = process.env['DATABASE_URL']
if (!base) throw new Error('Set DATABASE_URL to a scratch PostgreSQL server')
const name = `waystation_tables_${process.pid}`
const admin = new pg.Pool({ connectionString: base, max: 1 })
await admin.query(`create database ${name}`)
const url = new URL(base)
url.pathname = `/${name}`
const owner = new pg.Pool({ connectionString: url.href, max: 2 })
try {
  const { migrateCity, migrateCommons } = await import('../server/platform/database/migrate.ts')
  await migrateCommons(owner)
  await migrateCity(owner, 'city_000000')
  const mapping = {
    timestamptz: 'Temporal.Instant', date: 'Temporal.PlainDate', time: 'Temporal.PlainTime', int8: 'number', bytea: 'Buffer', float8: 'number', uuid: 'string',
  }
  const arguments_ = [
    fileURLToPath(import.meta.resolve('kysely-codegen/dist/cli/bin.js')),
    '--dialect', 'postgres', '--url', url.href, '--default-schema', 'city_000000', '--default-schema', 'commons',
    '--include-pattern', '{city_000000,commons}.*', '--exclude-pattern', '*.kysely_*', '--type-mapping', JSON.stringify(mapping),
    '--out-file', fileURLToPath(new URL('../server/migrations/tables.generated.ts', import.meta.url)),
    ...(process.argv.includes('--verify') ? ['--verify'] : []),
  ]
  execFileSync(process.execPath, arguments_, { stdio: 'inherit' })
} finally {
  await owner.end()
  await admin.query(`drop database ${name} with (force)`)
  await admin.end()
}
