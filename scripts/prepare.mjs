// Runs before `npm start`, `npm test` and the like, on whatever Node there is and with nothing installed: checks Node,
// installs what is missing, and for `start`, `e2e` and `bench` builds the web apps if they changed. Says nothing when there is
// nothing to do, which takes under 0.1 s.

import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const task = process.argv[2] ?? 'start'

checkNode()
install()
if (task === 'start' || task === 'e2e' || task === 'bench') build()

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  fail(
    `需要 Node 20.19 或更高版本，当前为 ${process.versions.node}（${process.execPath}）。`,
    `Node 20.19 or later is needed; this is ${process.versions.node} (${process.execPath}).`,
  )
}

function install() {
  const modules = join(root, 'node_modules')
  const stamp = join(modules, '.waystation-lock')
  const lock = readFileSync(join(root, 'package-lock.json'))
  const wanted = hash(lock)
  const pinnedNode = join(modules, 'node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (read(stamp) === wanted && existsSync(pinnedNode)) return

  if (!isInstalled(JSON.parse(lock.toString('utf8')), join(modules, '.package-lock.json'))) {
    say('正在安装依赖（仅首次或更新后需要，约一分钟）… Installing dependencies …')
    // Errors only: run by Node 20, npm would warn about every package that wants the Node 26 which it is just installing.
    const flags = ['--include=dev', '--include=optional', '--loglevel=error']
    if (!npm(['ci', ...flags])) {
      say('npm ci 未成功，改用 npm install。 npm ci failed; trying npm install.')
      if (!npm(['install', '--no-save', ...flags])) {
        fail('安装依赖失败，原因见上方 npm 输出。', 'The dependencies could not be installed; npm says why above.')
      }
    }
  }
  // Node 26 arrives by an installation script, which a user's npm may be told to ignore.
  if (!existsSync(pinnedNode) && !(npm(['rebuild', 'node', '--ignore-scripts=false']) && existsSync(pinnedNode))) {
    fail(
      '未能安装 Node 26（npm 包 node 的安装脚本没有运行）。请运行 npm rebuild node --ignore-scripts=false。',
      'Node 26 is missing: the installation script of the npm package "node" did not run. Run npm rebuild node --ignore-scripts=false.',
    )
  }
  write(stamp, wanted)
}

/** Whether npm's own note of what it installed agrees with the lock file: then somebody has run npm already. */
function isInstalled(lock, notePath) {
  const note = read(notePath)
  if (note === undefined) return false
  const installed = JSON.parse(note).packages
  return Object.entries(lock.packages).every(([path, { version, optional }]) => {
    if (path === '') return true
    const found = installed[path]
    // Optional packages are those of other platforms.
    return found === undefined ? optional === true : found.version === version
  })
}

function build() {
  const apps = ['pocket', 'desk'].map((name) => join(root, 'web', name)).filter((app) => existsSync(join(app, 'vite.config.ts')))
  const wanted = hash(...sources('web'), ...sources('contract'), read(join(root, 'package-lock.json')) ?? '')
  if (apps.every((app) => read(stampOf(app)) === wanted && existsSync(join(app, 'dist/index.html')))) return

  say('正在构建网页应用… Building the web apps …')
  const { ok, output } = npmQuietly(['run', 'build'])
  if (!ok) {
    process.stderr.write(output)
    fail('网页应用构建失败，原因见上。', 'The web apps could not be built; the reason stands above.')
  }
  for (const app of apps) write(stampOf(app), wanted)
}

function stampOf(app) {
  return join(app, 'dist/.built-from')
}

/** Path and contents of every file the build may read, in a fixed order. Tests do not count. */
function sources(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return ['dist', 'dist-first', 'dev-dist', 'node_modules'].includes(entry.name) ? [] : sources(path)
      return entry.name.endsWith('.test.ts') ? [] : [path, readFileSync(join(root, path))]
    })
}

function npm(args) {
  const [command, ...before] = npmCommand()
  return spawnSync(command, [...before, ...args], { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: needsShell() }).status === 0
}

function npmQuietly(args) {
  const [command, ...before] = npmCommand()
  const { status, stdout, stderr } = spawnSync(command, [...before, ...args], { cwd: root, encoding: 'utf8', maxBuffer: 64 << 20, shell: needsShell() })
  return { ok: status === 0, output: `${stdout ?? ''}${stderr ?? ''}` }
}

/** The npm that runs us, by the Node that runs us, unless that was the pinned one and npm has just removed it; else the one on the PATH. */
function npmCommand() {
  const npmScript = process.env.npm_execpath
  return npmScript && /npm-cli\.c?js$/.test(npmScript) && existsSync(process.execPath) ? [process.execPath, npmScript] : ['npm']
}

function needsShell() {
  return process.platform === 'win32' && npmCommand().length === 1
}

function hash(...parts) {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(String(part.length)).update('\0').update(part)
  return digest.digest('hex')
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** A stamp only saves time: where it cannot be written (somebody else's folder), the longer check is made again. */
function write(path, text) {
  try {
    writeFileSync(path, text)
  } catch {
    // As said above.
  }
}

function say(text) {
  process.stdout.write(`${text}\n`)
}

function fail(zh, en) {
  process.stderr.write(`${zh}\n${en}\n`)
  process.exit(1)
}
