import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Whether a process runs. A zombie does not: below a PID 1 that reaps nothing (containers) it would live for ever. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    // EPERM: it runs, but belongs to somebody else.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return statFields(pid)?.[0] !== 'Z'
}

/**
 * What tells a process from a later one with the same number: boot and clock tick of its start.
 * Undefined where the system does not tell (Windows, a hidden /proc); then the number alone has to do.
 */
export function startMark(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const startTick = statFields(pid)?.[19]
    return startTick === undefined ? undefined : `${bootId()}:${startTick}`
  }
  return ask('ps', ['-o', 'lstart=', '-p', String(pid)])
}

/** The command line of a process, its arguments separated by blanks; undefined where it cannot be read. */
export function commandLine(pid: number): string | undefined {
  if (process.platform === 'linux') {
    return readOrUndefined(`/proc/${pid}/cmdline`)?.replaceAll('\0', ' ')
  }
  return ask('ps', ['-o', 'command=', '-p', String(pid)])
}

/** Resolves to true once `condition` holds, to false after `milliseconds`. */
export async function waitUntil(condition: () => boolean, milliseconds: number): Promise<boolean> {
  const deadline = performance.now() + milliseconds
  while (!condition()) {
    if (performance.now() > deadline) return false
    await sleep(15)
  }
  return true
}

/** Fields of /proc/PID/stat after the command name, which may itself hold blanks and brackets: state first, start tick 20th. */
function statFields(pid: number): string[] | undefined {
  if (process.platform !== 'linux') return undefined
  const stat = readOrUndefined(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function bootId(): string {
  return readOrUndefined('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
}

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function ask(command: string, args: string[]): string | undefined {
  if (process.platform === 'win32') return undefined
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8' })
  return status === 0 && stdout.trim() !== '' ? stdout.trim() : undefined
}
