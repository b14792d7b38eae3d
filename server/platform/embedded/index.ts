// The embedded PostgreSQL: real binaries from an npm package, data in a folder, no installation, no system user.

import { realpathSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { findBinaries } from './binaries.ts'
import { clusterPath, databaseUrl, defaultSettings, ensureCluster, ensureDatabase, type Settings } from './cluster.ts'
import { ensureDataFolder, findDataFolderHolder, lockDataFolder } from './data-folder.ts'
import { DataFolderInUse, EmbeddedFailure } from './failures.ts'
import { findLocalSecrets, openLocalSecrets } from './local-secrets.ts'
import { clearOrphan, startPostmaster, stopPostmaster } from './postmaster.ts'
import { decideRunAs } from './run-as.ts'

export { DataFolderInUse, EmbeddedFailure } from './failures.ts'
export { findLocalSecrets, openLocalSecrets } from './local-secrets.ts'

export type EmbeddedDatabase = Readonly<{
  /** Connection string of the role `waystation`, which owns the database of the same name and may make databases and roles. */
  url: string
  port: number
  /** Stops PostgreSQL and gives the data folder free; any number of times. One that was running already is left running. */
  stop: () => Promise<void>
}>

export type StartOptions = Readonly<{
  /** Made if missing. Holds the cluster (`postgres/`), `postgres.log`, `secrets.json` and `lock`. */
  dataFolder: string
  /** On top of the default settings; tests switch `fsync` off. */
  settings?: Settings
  /** Called once if PostgreSQL ends without having been asked to. The data folder stays taken until `stop`. */
  onExit?: (reason: { code: number | null; signal: NodeJS.Signals | null }) => void
  /** Whether PostgreSQL stops by itself when this process is killed (Linux; default true). Tests of the recovery switch it off. */
  leash?: boolean
}>

/**
 * Starts the data folder's PostgreSQL; makes folder, secrets, cluster and database on the first start. Recovers from
 * whatever a killed process left. Measured on two cores: first start 1.6 s, later ones 0.3 s.
 *
 * Throws DataFolderInUse when another process has the folder, EmbeddedFailure when it cannot be started.
 */
export async function startEmbedded(options: StartOptions): Promise<EmbeddedDatabase> {
  ensureDataFolder(options.dataFolder)
  const dataFolder = realpathSync(options.dataFolder)
  const lock = lockDataFolder(dataFolder)
  try {
    const settings = { ...defaultSettings, ...options.settings }
    const binaries = await findBinaries()
    const secrets = openLocalSecrets(dataFolder)
    const runAs = decideRunAs(dataFolder, clusterPath(dataFolder), binaries, options.leash ?? true)
    ensureCluster(dataFolder, binaries, runAs, secrets, settings)
    await clearOrphan(dataFolder, binaries)
    const { child, port } = await startPostmaster(dataFolder, binaries, runAs, settings)

    let stopping: Promise<void> | undefined
    const stop = (): Promise<void> => {
      stopping ??= (async () => {
        try {
          if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) await stopPostmaster(child.pid, dataFolder, binaries)
        } finally {
          lock.release()
        }
      })()
      return stopping
    }
    child.once('exit', (code, signal) => {
      if (stopping === undefined) options.onExit?.({ code, signal })
    })
    try {
      await ensureDatabase(port, secrets)
    } catch (error) {
      await stop()
      throw error
    }
    lock.announce(port)
    return { url: databaseUrl(port, secrets), port, stop }
  } catch (error) {
    lock.release()
    throw error
  }
}

/**
 * For command-line tools: the folder's running PostgreSQL if a server is up, else one started until `stop`.
 *
 * Throws EmbeddedFailure when somebody has the folder and their database does not come up within 30 s.
 */
export async function connectEmbedded(dataFolder: string, settings?: Settings): Promise<EmbeddedDatabase> {
  for (const deadline = performance.now() + 30_000; ; await sleep(50)) {
    const holder = findDataFolderHolder(dataFolder)
    if (holder === undefined) {
      try {
        return await startEmbedded(settings === undefined ? { dataFolder } : { dataFolder, settings })
      } catch (error) {
        // Somebody was faster: theirs will do.
        if (!(error instanceof DataFolderInUse)) throw error
        continue
      }
    }
    const secrets = findLocalSecrets(dataFolder)
    if (holder.port !== undefined && secrets !== undefined) {
      return { url: databaseUrl(holder.port, secrets), port: holder.port, stop: () => Promise.resolve() }
    }
    if (performance.now() > deadline) {
      throw new EmbeddedFailure(
        `进程 ${holder.pid} 占用数据目录 ${dataFolder}，但其数据库没有就绪。`,
        `Process ${holder.pid} has the data folder ${dataFolder}, but its database is not ready.`,
      )
    }
  }
}
