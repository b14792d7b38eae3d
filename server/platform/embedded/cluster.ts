import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import type { Binaries } from './binaries.ts'
import { writeOwnFile } from './data-folder.ts'
import { EmbeddedFailure } from './failures.ts'
import type { LocalSecrets } from './local-secrets.ts'
import type { RunAs } from './run-as.ts'

/** PostgreSQL's settings by name, as in postgresql.conf. */
export type Settings = Readonly<Record<string, string>>

const ADMIN = 'postgres'
const OWNER = 'waystation'
const DATABASE = 'waystation'

/** For a machine of two cores that runs everything else too. Set on the command line, so that a new release's values apply at once. */
export const defaultSettings: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  max_connections: '100',
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  // No replica and no archive: COPY into a table made in the same transaction then skips the log.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '2GB',
  min_wal_size: '256MB',
  checkpoint_timeout: '15min',
  wal_compression: 'on',
  synchronous_commit: 'on',
  random_page_cost: '1.1',
  // Our statements are short; compiling them costs more than it saves.
  jit: 'off',
  // No personal data in the log: failed statements and their values (level ERROR) go to the caller only.
  log_min_messages: 'log',
  log_statement: 'none',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
}

/**
 * Makes the cluster if there is none. An initdb that was cut short leaves nothing behind that the next start would trust.
 * Measured: 0.9 s on two cores, 0.7 s without sync.
 */
export function ensureCluster(dataFolder: string, binaries: Binaries, runAs: RunAs, secrets: LocalSecrets, settings: Settings): void {
  const cluster = clusterPath(dataFolder)
  if (existsSync(cluster)) return checkMajor(cluster, binaries.major)
  // A name of its own: an initdb that outlived a killed server may still be writing to its draft.
  const draft = `${cluster}.new-${process.pid}`
  removeDrafts(dataFolder)
  mkdirSync(join(draft, 'data'), { recursive: true, mode: 0o700 })
  const passwordFile = join(draft, 'password')
  writeOwnFile(dataFolder, passwordFile, secrets.databaseAdminPassword)
  try {
    if (runAs.owner) for (const path of [draft, join(draft, 'data'), passwordFile]) chownSync(path, runAs.owner.uid, runAs.owner.gid)
    // The collation provider is PostgreSQL's own: it sorts alike on every machine and after every system upgrade.
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']
    const access = [`--username=${ADMIN}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256']
    const sync = settings['fsync'] === 'off' ? ['--no-sync'] : []
    const [program = '', ...args] = [...runAs.prefix, binaries.initdb, '--pgdata', join(draft, 'data'), ...locale, ...access, ...sync]
    const { status, error, stdout, stderr } = spawnSync(program, args, {
      ...runAs.spawn,
      cwd: draft,
      env: environment(),
      encoding: 'utf8',
      windowsHide: true,
    })
    if (status !== 0) {
      throw new EmbeddedFailure('无法创建内置数据库。', `The embedded database could not be made:\n${stdout ?? ''}${stderr ?? ''}`.trim(), error)
    }
    renameSync(join(draft, 'data'), cluster)
  } finally {
    removeDrafts(dataFolder)
  }
}

/**
 * Sees to the database `waystation` and the role of the same name that owns it. As on a server named by DATABASE_URL,
 * that role is no superuser: it may make databases and roles, no more.
 */
export async function ensureDatabase(port: number, secrets: LocalSecrets): Promise<void> {
  const client = new Client({ host: '127.0.0.1', port, user: ADMIN, password: secrets.databaseAdminPassword, database: ADMIN })
  try {
    await client.connect()
    const known = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (known.rowCount === 1) return
    const role = await client.query('select from pg_roles where rolname = $1', [OWNER])
    const create = role.rowCount === 0 ? 'create role' : 'alter role'
    await client.query(`${create} ${OWNER} login createdb createrole password ${client.escapeLiteral(secrets.databasePassword)}`)
    await client.query(`create database ${DATABASE} owner ${OWNER}`)
  } catch (error) {
    if ((error as { code?: unknown }).code !== '28P01') throw error
    throw new EmbeddedFailure(
      '数据目录中的 secrets.json 与数据库不匹配。请从备份恢复当时的 secrets.json。',
      'The secrets.json of this data folder does not belong to its database. Put the right one back from a backup.',
      error,
    )
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** How the server reaches its database. The password is generated and holds nothing that a URL must escape. */
export function databaseUrl(port: number, secrets: LocalSecrets): string {
  return `postgres://${OWNER}:${secrets.databasePassword}@127.0.0.1:${port}/${DATABASE}`
}

export function clusterPath(dataFolder: string): string {
  return join(dataFolder, 'postgres')
}

/** Nothing of ours reaches PostgreSQL through the environment; messages are in English. */
export function environment(): NodeJS.ProcessEnv {
  const { PATH, SYSTEMROOT, TEMP, TMP } = process.env
  return { PATH, SYSTEMROOT, TEMP, TMP, LC_ALL: 'C' }
}

/** What cannot be removed yet, because somebody still writes to it, goes at another start. */
function removeDrafts(dataFolder: string): void {
  for (const name of readdirSync(dataFolder).filter((one) => one.startsWith('postgres.new-'))) {
    try {
      rmSync(join(dataFolder, name), { recursive: true, force: true, maxRetries: 2, retryDelay: 50 })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error
    }
  }
}

function checkMajor(cluster: string, expected: string): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (found === expected) return
  throw new EmbeddedFailure(
    `数据目录属于 PostgreSQL ${found}，本版本使用 PostgreSQL ${expected}。请先用旧版本备份（npm run backup），再用新版本恢复。`,
    `The data folder belongs to PostgreSQL ${found}; this release runs PostgreSQL ${expected}. Back up with the older release (npm run backup) and restore with this one.`,
  )
}
