import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { clusterPath, environment, type Settings } from './cluster.ts'
import { giveToFolderOwner } from './data-folder.ts'
import { EmbeddedFailure } from './failures.ts'
import { commandLine, isAlive, waitUntil } from './processes.ts'
import type { RunAs } from './run-as.ts'

export type Postmaster = Readonly<{ child: ChildProcess; port: number }>

const MEBIBYTE = 1024 * 1024
/** Recovery after a crash replays at most max_wal_size; a slow disk may take its time over it. */
const READY_WITHIN = 120_000
/** No process has this number (PostgreSQL reads a 32-bit one; Linux ends at 4,194,304). */
const NOBODY = 2_147_483_646

/** Starts PostgreSQL on a free port of 127.0.0.1 and resolves when it takes connections. Measured: 0.15 s. */
export async function startPostmaster(dataFolder: string, binaries: Binaries, runAs: RunAs, settings: Settings): Promise<Postmaster> {
  const log = join(dataFolder, 'postgres.log')
  for (let tries = 1; ; tries++) {
    const port = await findFreePort()
    const from = prepareLog(dataFolder, log)
    const child = launch(dataFolder, binaries, runAs, { ...settings, port: String(port) }, log)
    let failed: Error | undefined
    child.once('error', (error) => (failed = error))
    const running = () => failed === undefined && child.exitCode === null && child.signalCode === null
    await waitUntil(() => !running() || readPostmaster(dataFolder)?.ready === child.pid, READY_WITHIN)
    if (running() && readPostmaster(dataFolder)?.ready === child.pid) return { child, port }

    if (running()) await stopPostmaster(child.pid ?? NOBODY, dataFolder, binaries)
    const said = readFileSync(log).subarray(from).toString('utf8').trim()
    // Somebody took the port in between, or workers of a killed postmaster are still on their way out.
    const passing = /could not bind|pre-existing shared memory block/.test(said)
    if (passing && tries < 10) {
      await waitUntil(() => false, 100 * tries)
      continue
    }
    throw new EmbeddedFailure(
      `内置 PostgreSQL 未能启动，日志见 ${log}。`,
      `The embedded PostgreSQL did not start; its log is ${log}:\n${said.split('\n').slice(-12).join('\n')}`,
      failed,
    )
  }
}

/**
 * Fast shutdown: open transactions are rolled back, everything is written, measured 0.1 s. If that takes longer than 30 s,
 * it is made to stop; the next start then recovers from the log.
 */
export async function stopPostmaster(pid: number, dataFolder: string, binaries: Binaries): Promise<void> {
  const gone = () => !isAlive(pid)
  if (process.platform === 'win32') {
    spawnSync(binaries.pgCtl, ['stop', '--pgdata', clusterPath(dataFolder), '--mode=fast', '--wait', '--timeout=30'], { windowsHide: true })
    return
  }
  for (const [signal, patience] of [['SIGINT', 30_000], ['SIGQUIT', 10_000], ['SIGKILL', 10_000]] as const) {
    if (gone()) return
    try {
      process.kill(pid, signal)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
    if (await waitUntil(gone, patience)) return
  }
  throw new EmbeddedFailure(`PostgreSQL 进程 ${pid} 无法停止。`, `The PostgreSQL process ${pid} cannot be stopped.`)
}

/**
 * Before a start, with the data folder's lock in hand: a PostgreSQL that outlived a killed server is stopped. A note of one
 * that died is disarmed, for its number may be a zombie's or by now another process's (in containers it usually is).
 */
export async function clearOrphan(dataFolder: string, binaries: Binaries): Promise<void> {
  const found = readPostmaster(dataFolder)
  if (found === undefined) return
  if (isAlive(found.pid) && (commandLine(found.pid) ?? found.cluster).includes(found.cluster)) {
    await stopPostmaster(found.pid, dataFolder, binaries)
    if (readPostmaster(dataFolder) === undefined) return
  }
  // Not removed: PostgreSQL still checks by it that no worker of the dead one is left.
  const path = pidFile(dataFolder)
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^\d+/, String(NOBODY)))
}

/** What postmaster.pid says: who, where, on which port; `ready` is the pid once it takes connections. */
export function readPostmaster(dataFolder: string): { pid: number; cluster: string; port: number; ready: number | undefined } | undefined {
  let text: string
  try {
    text = readFileSync(pidFile(dataFolder), 'utf8')
  } catch {
    return undefined
  }
  // Lines: pid, data directory, start time, port, socket directory, address, shared memory, status.
  const [first, cluster = '', , port, , , , status = ''] = text.split('\n')
  const pid = Number(first)
  return Number.isInteger(pid) && cluster !== ''
    ? { pid, cluster, port: Number(port), ready: status.startsWith('ready') ? pid : undefined }
    : undefined
}

function launch(dataFolder: string, binaries: Binaries, runAs: RunAs, settings: Settings, log: string): ChildProcess {
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [program = '', ...args] = [...runAs.prefix, binaries.postgres, '-D', clusterPath(dataFolder), ...options]
  const output = openSync(log, 'a')
  try {
    return spawn(program, args, {
      ...runAs.spawn,
      cwd: clusterPath(dataFolder),
      env: environment(),
      // In a session of its own: Ctrl-C in a terminal must reach us first, so that requests finish before the database goes.
      detached: process.platform !== 'win32',
      stdio: ['ignore', output, output],
      windowsHide: true,
    })
  } finally {
    closeSync(output)
  }
}

/** The log's present length, after putting aside one that has grown large. */
function prepareLog(dataFolder: string, log: string): number {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0
  if (size > 4 * MEBIBYTE) renameSync(log, `${log}.1`)
  closeSync(openSync(log, 'a', 0o600))
  giveToFolderOwner(dataFolder, log)
  return size > 4 * MEBIBYTE ? 0 : size
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

function pidFile(dataFolder: string): string {
  return join(clusterPath(dataFolder), 'postmaster.pid')
}
