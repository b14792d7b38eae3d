import { randomBytes } from 'node:crypto'
import { chmodSync, linkSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureDataFolder, writeOwnFile } from './data-folder.ts'
import { EmbeddedFailure } from './failures.ts'

/** What an installation makes up for itself on its first start: `<data folder>/secrets.json`, readable by its owner alone. */
export type LocalSecrets = Readonly<{
  /** Password of the role `waystation`, which owns the database. */
  databasePassword: string
  /** Password of the embedded cluster's own superuser. */
  databaseAdminPassword: string
  /** Master keys of a demo, in the form of WAYSTATION_SECRET_KEYS. Production refuses them. */
  demoSecretKeys: string
}>

/** Reads the folder's secrets; makes them on the first call. */
export function openLocalSecrets(dataFolder: string): LocalSecrets {
  const found = findLocalSecrets(dataFolder)
  if (found !== undefined) return found
  ensureDataFolder(dataFolder)
  const path = secretsPath(dataFolder)
  const draft = `${path}.${process.pid}`
  writeOwnFile(dataFolder, draft, `${JSON.stringify(newSecrets(), null, 2)}\n`)
  try {
    // Who links first wins, so that two first starts never work with different secrets.
    linkSync(draft, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(draft, { force: true })
  }
  return openLocalSecrets(dataFolder)
}

/** Reads the folder's secrets; undefined when it has none yet. */
export function findLocalSecrets(dataFolder: string): LocalSecrets | undefined {
  const path = secretsPath(dataFolder)
  let secrets: Partial<Record<keyof LocalSecrets, unknown>>
  try {
    const text = readFileSync(path, 'utf8')
    if (process.platform !== 'win32') chmodSync(path, 0o600)
    secrets = JSON.parse(text) as typeof secrets
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw unreadable(path, error)
  }
  const { databasePassword, databaseAdminPassword, demoSecretKeys } = secrets
  if (
    typeof databasePassword !== 'string' ||
    typeof databaseAdminPassword !== 'string' ||
    typeof demoSecretKeys !== 'string'
  ) {
    throw unreadable(path)
  }
  return { databasePassword, databaseAdminPassword, demoSecretKeys }
}

function newSecrets(): LocalSecrets {
  return {
    databasePassword: randomBytes(24).toString('base64url'),
    databaseAdminPassword: randomBytes(24).toString('base64url'),
    demoSecretKeys: `demo-1:${randomBytes(32).toString('base64')}`,
  }
}

function secretsPath(dataFolder: string): string {
  return join(dataFolder, 'secrets.json')
}

function unreadable(path: string, cause?: unknown): EmbeddedFailure {
  return new EmbeddedFailure(
    `无法读取 ${path}。请检查文件归属，或从备份恢复；没有它，数据目录里的数据打不开。`,
    `${path} cannot be read. Check whose file it is, or put it back from a backup; without it the folder's data cannot be opened.`,
    cause,
  )
}
