// Changing keys: every sealed value of a city is opened with the key that fits and sealed with the first of the ring, and
// every keyed hash is made anew from it. Values that are sealed with the first key already are left alone.

import type pg from 'pg'
import type { Keyring } from './keyring.ts'
import type { HashBeside, SealedColumns, SealedTable } from './sealed-columns.ts'

const BATCH = 2_000

type Row = Record<string, unknown>

/**
 * @param client the owner, in a transaction whose search_path is the city's schema: it is all or nothing
 * @returns how many values were sealed anew
 */
export async function rotateTables(client: pg.ClientBase, keyring: Keyring, { tables, emptied }: SealedColumns): Promise<number> {
  let values = 0
  for (const table of tables) values += await rotateTable(client, keyring, table)
  for (const table of emptied) await client.query(`delete from ${table}`)
  return values
}

async function rotateTable(client: pg.ClientBase, keyring: Keyring, table: SealedTable): Promise<number> {
  const columns = columnsOf(table)
  const read = [...new Set([...Object.keys(table.key), ...columns.map(({ name }) => name), ...kindColumns(table)])]
  await client.query(`declare rotating no scroll cursor for select ${read.join(', ')} from ${table.table} where ${columns.map(({ name }) => `${name} is not null`).join(' or ')}`)
  let values = 0
  for (;;) {
    const { rows } = await client.query<Row>(`fetch ${BATCH} from rotating`)
    if (rows.length === 0) break
    const renewed = rows.flatMap((row) => {
      const made = renewRow(keyring, table, row)
      values += made?.count ?? 0
      return made && made.count > 0 ? [made.row] : []
    })
    if (renewed.length > 0) await write(client, table, columns, renewed)
  }
  await client.query('close rotating')
  return values
}

type Column = { name: string; type: 'bytea' | 'uuid' | 'jsonb' }

function columnsOf({ sealed = [], rows = [], sealedRows = [] }: SealedTable): Column[] {
  return [
    ...sealed.flatMap(({ column, hash }): Column[] => [{ name: column, type: 'bytea' }, ...(hash ? [{ name: hash.column, type: 'uuid' } as const] : [])]),
    ...sealedRows.map((name): Column => ({ name, type: 'bytea' })),
    ...rows.map((name): Column => ({ name, type: 'jsonb' })),
  ]
}

function kindColumns({ sealed = [] }: SealedTable): string[] {
  return sealed.flatMap(({ hash }) => hash?.kind ?? [])
}

function renewRow(keyring: Keyring, table: SealedTable, row: Row): { row: Row; count: number } {
  let count = 0
  const renewed: Row = { ...row }
  for (const { column, hash } of table.sealed ?? []) {
    const value = row[column]
    if (!(value instanceof Uint8Array) || isCurrent(keyring, value)) continue
    const clear = keyring.open(value)
    renewed[column] = keyring.seal(clear)
    if (hash) renewed[hash.column] = hashOf(keyring, hash, row, clear)
    count += 1
  }
  for (const column of table.sealedRows ?? []) {
    const value = row[column]
    if (!(value instanceof Uint8Array) || isCurrent(keyring, value)) continue
    renewed[column] = keyring.seal(JSON.stringify(renewRows(keyring, JSON.parse(keyring.open(value)) as unknown).value))
    count += 1
  }
  for (const column of table.rows ?? []) {
    const made = renewRows(keyring, row[column])
    renewed[column] = JSON.stringify(made.value)
    count += made.count
  }
  return { row: renewed, count }
}

/** The columns that go together in a row, as rows in JSON have them. */
const pairs: readonly { column: string; hash: HashBeside }[] = [
  { column: 'phone', hash: { column: 'phone_hash', purpose: 'phone' } },
  { column: 'id_number', hash: { column: 'id_hash', purpose: 'id:', kind: 'id_kind' } },
]

function renewRows(keyring: Keyring, value: unknown): { value: unknown; count: number } {
  if (Array.isArray(value)) {
    const made = value.map((one) => renewRows(keyring, one))
    return { value: made.map((one) => one.value), count: made.reduce((sum, one) => sum + one.count, 0) }
  }
  if (typeof value !== 'object' || value === null) return { value, count: 0 }
  let count = 0
  const renewed: Row = {}
  const hashes: Row = {}
  for (const [name, inner] of Object.entries(value as Row)) {
    const sealed = sealedText(inner)
    if (sealed === undefined || isCurrent(keyring, sealed)) {
      const made = renewRows(keyring, inner)
      renewed[name] = made.value
      count += made.count
      continue
    }
    const clear = keyring.open(sealed)
    renewed[name] = `\\x${keyring.seal(clear).toString('hex')}`
    count += 1
    const pair = pairs.find(({ column }) => column === name)
    if (pair && pair.hash.column in value) hashes[pair.hash.column] = hashOf(keyring, pair.hash, value as Row, clear)
  }
  return { value: { ...renewed, ...hashes }, count }
}

/** What PostgreSQL writes for bytea in JSON, when it may be a sealed value: version, fingerprint, nonce, tag are 33 bytes. */
function sealedText(value: unknown): Buffer | undefined {
  return typeof value === 'string' && value.length >= 68 && /^\\x01[0-9a-f]+$/.test(value) ? Buffer.from(value.slice(2), 'hex') : undefined
}

function hashOf(keyring: Keyring, { purpose, kind }: HashBeside, row: Row, clear: string): string {
  return keyring.hash(kind ? purpose + String(row[kind]) : purpose, clear)
}

/** An empty value was sealed once and has been erased. */
function isCurrent(keyring: Keyring, sealed: Uint8Array): boolean {
  return sealed.length === 0 || Buffer.from(sealed.subarray(1, 5)).toString('hex') === keyring.fingerprint
}

async function write(client: pg.ClientBase, { table, key }: SealedTable, columns: readonly Column[], rows: readonly Row[]): Promise<void> {
  const all = [...Object.entries(key).map(([name, type]) => ({ name, type })), ...columns]
  // Arrays of bytea go as hex text: pg would write each as an escaped literal anyhow.
  const arrays = all.map(({ name, type }) => rows.map((row) => asText(row[name], type)))
  const casts = all.map(({ type }, i) => `$${i + 1}::text[]::${type}[]`)
  await client.query(
    `update ${table} t set ${columns.map(({ name }) => `${name} = d.${name}`).join(', ')}
     from unnest(${casts.join(', ')}) as d (${all.map(({ name }) => name).join(', ')})
     where ${Object.keys(key).map((name) => `t.${name} = d.${name}`).join(' and ')}`,
    arrays,
  )
}

function asText(value: unknown, type: string): string | null {
  if (value === null || value === undefined) return null
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  if (type === 'jsonb' && typeof value !== 'string') return JSON.stringify(value)
  return String(value)
}
