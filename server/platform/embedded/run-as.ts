import { existsSync, readFileSync, statSync, type Stats } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import type { Binaries } from './binaries.ts'
import { EmbeddedFailure } from './failures.ts'

/** How PostgreSQL's programs are started: `prefix` before the program, and the user to become (undefined: stay who we are). */
export type RunAs = Readonly<{
  owner: { uid: number; gid: number } | undefined
  /** Options for `spawn`. */
  spawn: { uid?: number; gid?: number }
  /** A program and arguments to put before PostgreSQL's own. */
  prefix: readonly string[]
}>

/**
 * PostgreSQL refuses to run as root. Started by root, it becomes the user whose the cluster is already, else the owner
 * of the data folder, else `postgres`, else `nobody`; no user is made for it.
 *
 * Where that user cannot get at the files (a project below /root, a 0700 folder), it keeps one capability of root's:
 * to pass folders and read files. Everything else of root's it gives up.
 *
 * @param leash PostgreSQL is asked to stop when this process is gone, however it went (Linux).
 */
export function decideRunAs(dataFolder: string, cluster: string, binaries: Binaries, leash: boolean): RunAs {
  const setpriv = process.platform === 'linux' ? findProgram('setpriv') : undefined
  const pdeathsig = leash ? ['--pdeathsig', 'INT'] : []
  if (process.getuid?.() !== 0) {
    const prefix = setpriv !== undefined && leash ? [setpriv, ...pdeathsig] : []
    return { owner: undefined, spawn: {}, prefix }
  }

  const owner = chooseOwner(dataFolder, cluster)
  const identity = ['--reuid', String(owner.uid), '--regid', String(owner.gid), '--clear-groups']
  const files = [binaries.postgres, binaries.initdb, join(binaries.root, 'share/postgresql/postgres.bki'), dataFolder]
  if (files.every((file) => canReach(owner, file))) {
    if (setpriv === undefined) return { owner, spawn: owner, prefix: [] }
    return { owner, spawn: {}, prefix: [setpriv, ...identity, ...pdeathsig] }
  }
  if (setpriv === undefined) throw cannotReach(owner.uid, files)
  // Without no_setuid_fixup the capability would not count for access(2), with which PostgreSQL looks for its own programs.
  const capability = ['--securebits=+no_setuid_fixup', '--inh-caps=+dac_override', '--ambient-caps=+dac_override']
  return { owner, spawn: {}, prefix: [setpriv, ...identity, ...capability, ...pdeathsig] }
}

function chooseOwner(dataFolder: string, cluster: string): { uid: number; gid: number } {
  const kept = statSync(cluster, { throwIfNoEntry: false })
  if (kept !== undefined && kept.uid !== 0) return { uid: kept.uid, gid: kept.gid }
  const users = readFileSync('/etc/passwd', 'utf8').split('\n').map((line) => line.split(':'))
  // initdb insists on a user with a name; a folder mounted into a container may belong to a bare number.
  const { uid } = statSync(dataFolder)
  const user =
    users.find((one) => uid !== 0 && one[2] === String(uid)) ??
    users.find(([name]) => name === 'postgres') ??
    users.find(([name]) => name === 'nobody')
  if (user === undefined) {
    throw new EmbeddedFailure('没有可以运行 PostgreSQL 的普通用户（postgres 或 nobody）。', 'There is no user to run PostgreSQL as: neither postgres nor nobody.')
  }
  return { uid: Number(user[2]), gid: Number(user[3]) }
}

/** By the permission bits of the file and of every folder above it. Access lists are not looked at. */
function canReach(user: { uid: number; gid: number }, file: string): boolean {
  const found = statSync(file, { throwIfNoEntry: false })
  if (found === undefined) return true
  if (!found.isDirectory() && !allows(user, found, 4)) return false
  for (let folder = found.isDirectory() ? file : dirname(file); ; folder = dirname(folder)) {
    if (!allows(user, statSync(folder), 1)) return false
    if (folder === dirname(folder)) return true
  }
}

function allows(user: { uid: number; gid: number }, { uid, gid, mode }: Stats, bit: 1 | 4): boolean {
  const shift = user.uid === uid ? 6 : user.gid === gid ? 3 : 0
  return ((mode >> shift) & bit) === bit
}

function findProgram(name: string): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/bin']
  return folders.filter((folder) => folder.startsWith('/')).map((folder) => join(folder, name)).find(existsSync)
}

function cannotReach(uid: number, files: string[]): EmbeddedFailure {
  return new EmbeddedFailure(
    `PostgreSQL 不能以 root 运行，而用户 ${uid} 无法访问 ${files.join('、')}。` +
      '请安装 util-linux（setpriv），或用普通用户启动，或把项目放到其他用户可以进入的目录。',
    `PostgreSQL does not run as root, and user ${uid} cannot get at ${files.join(', ')}. ` +
      'Install util-linux (setpriv), start as an ordinary user, or put the project where other users may pass.',
  )
}
