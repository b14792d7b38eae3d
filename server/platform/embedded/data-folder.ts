import { chownSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, linkSync } from 'node:fs'
import { join } from 'node:path'
import { DataFolderInUse, EmbeddedFailure } from './failures.ts'
import { isAlive, startMark } from './processes.ts'

export type DataFolderLock = Readonly<{
  /** Tells others on which port this process's database answers. */
  announce: (port: number) => void
  release: () => void
}>

/** Who has a data folder, and on which port their database answers once it does. */
export type Holder = Readonly<{ pid: number; port: number | undefined }>

/**
 * Creates the data folder if there is none. For an ordinary user it is closed to everybody else (0700). Root's may be
 * passed through (0711), since PostgreSQL runs as another user inside it; every file in it is closed all the same.
 */
export function ensureDataFolder(dataFolder: string): void {
  try {
    mkdirSync(dataFolder, { recursive: true, mode: isRoot() ? 0o711 : 0o700 })
  } catch (error) {
    throw notWritable(dataFolder, error)
  }
}

/** Writes a file that only its owner can read; in a folder of an ordinary user's, root leaves it to that user. */
export function writeOwnFile(dataFolder: string, path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o600 })
    giveToFolderOwner(dataFolder, path)
  } catch (error) {
    throw notWritable(dataFolder, error)
  }
}

/** When root works in the folder of an ordinary user, what it makes there must stay that user's. */
export function giveToFolderOwner(dataFolder: string, path: string): void {
  if (!isRoot()) return
  const { uid, gid } = statSync(dataFolder)
  if (uid !== 0) chownSync(path, uid, gid)
}

/**
 * Takes the data folder for this process, until `release` or until the process is gone; a lock whose holder died is taken over.
 * Throws DataFolderInUse when somebody else, or this process already, has it.
 */
export function lockDataFolder(dataFolder: string): DataFolderLock {
  ensureDataFolder(dataFolder)
  const path = lockPath(dataFolder)
  const identity = { pid: process.pid, started: startMark(process.pid) }
  let own = JSON.stringify(identity)
  const draft = `${path}.${process.pid}`
  writeOwnFile(dataFolder, draft, own)
  try {
    // A hard link appears whole or not at all, and only where there is none yet.
    while (!linkIfFree(draft, path)) {
      const found = readOrUndefined(path)
      if (found === undefined) continue
      const holder = livingHolder(found)
      if (holder !== undefined) throw new DataFolderInUse(dataFolder, holder.pid)
      removeStaleLock(path, found)
    }
  } finally {
    rmSync(draft, { force: true })
  }
  return {
    announce(port) {
      const told = JSON.stringify({ ...identity, port })
      writeOwnFile(dataFolder, draft, told)
      renameSync(draft, path)
      own = told
    },
    release() {
      if (readOrUndefined(path) === own) rmSync(path, { force: true })
    },
  }
}

/** Who has the data folder; undefined when nobody living does. */
export function findDataFolderHolder(dataFolder: string): Holder | undefined {
  const found = readOrUndefined(lockPath(dataFolder))
  return found === undefined ? undefined : livingHolder(found)
}

function lockPath(dataFolder: string): string {
  return join(dataFolder, 'lock')
}

function linkIfFree(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

/** Two starters may find the same dead lock: the slower one could take away the faster one's new lock, and puts it back. */
function removeStaleLock(path: string, stale: string): void {
  const aside = `${path}.stale.${process.pid}`
  try {
    renameSync(path, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  if (readOrUndefined(aside) !== stale) linkIfFree(aside, path)
  rmSync(aside, { force: true })
}

function livingHolder(lock: string): Holder | undefined {
  let noted: { pid?: unknown; started?: unknown; port?: unknown }
  try {
    noted = JSON.parse(lock) as typeof noted
  } catch {
    return undefined
  }
  const { pid, started, port } = noted
  if (typeof pid !== 'number' || !isAlive(pid)) return undefined
  const mark = startMark(pid)
  if (started !== undefined && mark !== undefined && mark !== started) return undefined
  return { pid, port: typeof port === 'number' ? port : undefined }
}

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function notWritable(dataFolder: string, cause: unknown): EmbeddedFailure {
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  return new EmbeddedFailure(
    `无法写入数据目录 ${dataFolder}（${code}）。请检查目录归属，或用 WAYSTATION_DATA 指定另一个目录。`,
    `The data folder ${dataFolder} cannot be written (${code}). Check whose it is, or name another one with WAYSTATION_DATA.`,
    cause,
  )
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}
