// The house stands as ARCHITECTURE.md says, and the test that says so can fail.

import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { arrowRules, cruiseTree, readModules } from './arrows.ts'
import { findTrespasses, tablesOf } from './table-ownership.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const folders = ['contract', 'server', 'simulator', 'web']
const modules = readModules()

test('every arrow of the house points where it may', async () => {
  const { modules: seen, summary } = await cruiseTree(root, folders, arrowRules(modules))
  // dependency-cruiser skips .ts silently when it finds no compiler it knows: it must have seen them all.
  const sources = folders.flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })).filter((file) => file.endsWith('.ts') && !/(^|\/)(dist|dist-first|node_modules)\//.test(file))
  assert.ok(seen.filter((one) => one.source.endsWith('.ts')).length >= sources.length, `saw ${seen.length} of ${sources.length}`)
  assert.deepEqual(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`), [])
})

test('every module is in modules.json, and its SQL touches its own tables', () => {
  const folder = join(root, 'server/modules')
  assert.deepEqual(readdirSync(folder).sort(), Object.keys(modules).sort())
  const { trespasses, files } = findTrespasses(folder, modules)
  assert.ok(files > 20)
  assert.deepEqual(trespasses.map(({ file, table, owner }) => `${file.slice(root.length)} touches ${table} of ${owner}`), [])
})

test('every table of a city belongs to exactly one module', () => {
  const owned = Object.values(modules).flatMap(({ tables }) => tables)
  assert.deepEqual(owned.toSorted(), tablesOf(join(root, 'server/migrations/city')).toSorted())
})

test('docs/database.md says of every table who sees it', () => {
  const rows = readFileSync(join(root, 'docs/database.md'), 'utf8').split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|')[1] ?? '')
  const named = new Set(rows.flatMap((cell) => cell.match(/[a-z_]+/g) ?? []))
  // A label is its table's own names, without row security.
  assert.deepEqual(tablesOf(join(root, 'server/migrations/city')).filter((table) => !named.has(table) && !table.endsWith('_label')), [])
})

test('every module has the furniture', () => {
  for (const name of Object.keys(modules)) {
    const there = readdirSync(join(root, 'server/modules', name))
    for (const piece of ['README.md', 'index.ts', 'routes.ts']) assert.ok(there.includes(piece), `${name} lacks ${piece}`)
  }
})

const planted: Record<string, Record<string, string>> = {
  'contract is a leaf': { 'contract/a.ts': "import '../server/b.ts'", 'server/b.ts': '' },
  'ui fetches nothing and knows no app': { 'web/ui/a.ts': "import '../../contract/b.ts'", 'contract/b.ts': '' },
  'pocket does not know desk or server': { 'web/pocket/a.ts': "import '../desk/b.ts'", 'web/desk/b.ts': '' },
  'desk does not know pocket or server': { 'web/desk/a.ts': "import type { B } from '../../server/b.ts'\nexport type A = B", 'server/b.ts': 'export type B = 1' },
  'platform knows no domain': { 'server/platform/a.ts': "import '../modules/access/index.ts'", 'server/modules/access/index.ts': '' },
  'rules are pure': { 'server/modules/access/rules.ts': "import 'node:fs'" },
  'only app.ts imports routes.ts': { 'server/main.ts': "import './modules/access/routes.ts'", 'server/modules/access/routes.ts': '' },
  'no circles': { 'server/a.ts': "import { b } from './b.ts'\nexport const a = () => b", 'server/b.ts': "import { a } from './a.ts'\nexport const b = () => a" },
  'access calls only what modules.json allows': { 'server/modules/access/a.ts': "import '../registry/index.ts'", 'server/modules/registry/index.ts': '' },
  'registry enters others by the front door': { 'server/modules/registry/a.ts': "import '../access/b.ts'", 'server/modules/access/b.ts': '' },
}

for (const [rule, files] of Object.entries(planted)) {
  test(`a planted violation is caught: ${rule}`, async (t) => {
    const tree = plant(t, files)
    const { summary } = await cruiseTree(tree, readdirSync(tree), arrowRules(modules))
    assert.ok(summary.violations.some((one) => one.rule.name === rule), JSON.stringify(summary.violations.map((one) => one.rule.name)))
  })
}

test('a planted import of a library into the contract is caught', async () => {
  const rule = arrowRules(modules).find((one) => one.name === 'contract imports its schema library only')
  assert.ok(rule)
  const { summary } = await cruiseTree(root, ['contract'], [{ ...rule, to: { path: 'node_modules/typebox/' } }])
  assert.ok(summary.violations.length > 0)
})

test('a planted trespass on another module’s table is caught', (t) => {
  const tree = plant(t, {
    ...Object.fromEntries(Object.keys(modules).map((name) => [`${name}/index.ts`, ''])),
    'access/ok.ts': "sql`select id from account`",
    'places/bad.ts': 'export const a = sql`select name from worker where id = 1`',
    'registry/worse.ts': "tx.selectFrom('session')",
  })
  const { trespasses } = findTrespasses(tree, modules)
  assert.deepEqual(trespasses.map(({ table, owner }) => `${table} of ${owner}`), ['worker of registry', 'session of access'])
})

function plant(t: { after(clean: () => void): void }, files: Record<string, string>): string {
  const tree = mkdtempSync(join(tmpdir(), 'waystation-arrows-'))
  t.after(() => rmSync(tree, { recursive: true, force: true }))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), text)
  }
  return tree
}
