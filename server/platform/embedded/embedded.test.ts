import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it, type TestContext } from 'node:test'
import { Client } from 'pg'
import { findBinaries, mendSymlinks } from './binaries.ts'
import { defaultSettings, ensureCluster } from './cluster.ts'
import { ensureDataFolder } from './data-folder.ts'
import { connectEmbedded, DataFolderInUse, EmbeddedFailure, openLocalSecrets, startEmbedded, type EmbeddedDatabase } from './index.ts'
import { startPostmaster, stopPostmaster } from './postmaster.ts'
import { isAlive, waitUntil } from './processes.ts'
import { decideRunAs } from './run-as.ts'

const isRoot = process.getuid?.() === 0
const settings = { fsync: 'off', shared_buffers: '16MB', max_wal_size: '256MB' }
const folders: string[] = []

after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('An operator who starts the server', { timeout: 60_000 }, () => {
  it('finds a UTF-8 database that sorts Chinese and listens on loopback only', async (t) => {
    const database = await start(t, newFolder())
    const row = await ask(database, `select current_user::text as role, (select rolsuper from pg_roles where rolname = current_user) as super,
      current_setting('server_encoding') as encoding, current_setting('listen_addresses') as addresses,
      current_setting('synchronous_commit') as commit, (select string_agg(n, '' order by n collate "zh-x-icu") from unnest('{张,李,安}'::text[]) n) as sorted`)
    assert.deepEqual(row, { role: 'waystation', super: false, encoding: 'UTF8', addresses: '127.0.0.1', commit: 'on', sorted: '安李张' })
  })

  it('finds the data again after a stop, and may stop twice', async (t) => {
    const folder = newFolder()
    const first = await start(t, folder)
    await remember(first, '留下')
    await Promise.all([first.stop(), first.stop()])
    assert.equal(existsSync(join(folder, 'lock')), false)
    assert.equal(existsSync(join(folder, 'postgres/postmaster.pid')), false)
    const second = await start(t, folder)
    assert.deepEqual(await remembered(second), ['留下'])
  })

  it('is told which process has the data folder', async (t) => {
    const folder = newFolder()
    const first = await start(t, folder)
    await assert.rejects(startEmbedded({ dataFolder: folder, settings }), (error) => {
      assert.ok(error instanceof DataFolderInUse)
      assert.equal(error.pid, process.pid)
      assert.match(error.message, /正被进程 \d+ 使用[\s\S]*in use by process \d+/)
      return true
    })
    assert.equal((await ask(first, 'select 1 as one'))['one'], 1)
  })

  it('keeps secrets and log to themselves, and personal data out of the log', async (t) => {
    const folder = newFolder()
    const database = await start(t, folder)
    await assert.rejects(ask(database, `select '13800138000'::date`))
    for (const name of ['secrets.json', 'postgres.log', 'lock']) assert.equal(statSync(join(folder, name)).mode & 0o777, 0o600, name)
    assert.equal(statSync(join(folder, 'postgres')).mode & 0o777, 0o700)
    assert.doesNotMatch(readFileSync(join(folder, 'postgres.log'), 'utf8'), /13800138000/)
  })

  it('hears when PostgreSQL dies by itself', async (t) => {
    const folder = newFolder()
    const exits: unknown[] = []
    const database = await startEmbedded({ dataFolder: folder, settings, onExit: (reason) => exits.push(reason) })
    t.after(() => database.stop())
    process.kill(postmasterOf(folder), 'SIGQUIT')
    assert.ok(await waitUntil(() => exits.length > 0, 10_000))
    await database.stop()
    assert.equal(exits.length, 1)
    await (await start(t, folder)).stop()
  })

  it('learns that secrets.json is not this database\'s', async (t) => {
    const folder = newFolder()
    await (await start(t, folder)).stop()
    rmSync(join(folder, 'secrets.json'))
    openLocalSecrets(folder)
    await assert.rejects(startEmbedded({ dataFolder: folder, settings }), (error) => error instanceof EmbeddedFailure && /secrets\.json/.test(error.message))
  })

  it('may have installed without installation scripts', () => {
    const root = join(newFolder(), 'native')
    mkdirSync(join(root, 'lib'), { recursive: true })
    writeFileSync(join(root, 'lib/libpq.so.5.18'), '')
    writeFileSync(join(root, 'pg-symlinks.json'), JSON.stringify([{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }]))
    mendSymlinks(root)
    mendSymlinks(root)
    assert.equal(readlinkSync(join(root, 'lib/libpq.so.5')), 'libpq.so.5.18')
  })
})

describe('After a kill -9', { timeout: 60_000 }, () => {
  it('a PostgreSQL that lived on is stopped, and committed data are kept', async (t) => {
    const folder = newFolder()
    const { child, pid } = await startElsewhere(folder, { leash: false })
    await kill(child)
    assert.ok(isAlive(pid), 'the orphan runs')
    const database = await start(t, folder)
    assert.equal(isAlive(pid), false)
    assert.deepEqual(await remembered(database), ['elsewhere'])
  })

  it('of server and PostgreSQL together, the next start recovers', async (t) => {
    const folder = newFolder()
    const { child, pid } = await startElsewhere(folder, { leash: false })
    process.kill(pid, 'SIGKILL')
    await kill(child)
    assert.ok(existsSync(join(folder, 'postgres/postmaster.pid')))
    const database = await start(t, folder)
    assert.deepEqual(await remembered(database), ['elsewhere'])
  })

  it('PostgreSQL stops by itself', { skip: process.platform !== 'linux' }, async () => {
    const folder = newFolder()
    const { child, pid } = await startElsewhere(folder, {})
    await kill(child)
    assert.ok(await waitUntil(() => !isAlive(pid), 10_000))
  })

  it('numbers that now belong to other processes stop nobody', async (t) => {
    const folder = newFolder()
    const { child, pid } = await startElsewhere(folder, { leash: false })
    process.kill(pid, 'SIGKILL')
    await kill(child)
    const bystander = spawn('sleep', ['60'])
    t.after(() => bystander.kill())
    const note = join(folder, 'postgres/postmaster.pid')
    writeFileSync(note, readFileSync(note, 'utf8').replace(/^\d+/, String(bystander.pid)))
    writeFileSync(join(folder, 'lock'), JSON.stringify({ pid: bystander.pid, started: 'another boot:1' }))
    const database = await start(t, folder)
    assert.deepEqual(await remembered(database), ['elsewhere'])
    assert.ok(isAlive(bystander.pid ?? 0))
  })

  it('in the middle of the first start, the next one begins anew', async (t) => {
    const folder = newFolder()
    const child = elsewhere(folder, {})
    assert.ok(await waitUntil(() => drafts(folder).some((name) => existsSync(join(folder, name, 'data/base'))), 10_000))
    await kill(child)
    const database = await start(t, folder)
    assert.equal((await ask(database, 'select 1 as one'))['one'], 1)
  })
})

describe('A command-line tool', { timeout: 60_000 }, () => {
  it('uses the running server\'s database and leaves it running', async (t) => {
    const folder = newFolder()
    const { child } = await startElsewhere(folder, {})
    t.after(() => kill(child))
    const database = await connectEmbedded(folder)
    assert.deepEqual(await remembered(database), ['elsewhere'])
    await database.stop()
    assert.deepEqual(await remembered(await connectEmbedded(folder)), ['elsewhere'])
  })

  it('waits for a server that is just starting', async (t) => {
    const folder = newFolder()
    const child = elsewhere(folder, {})
    t.after(() => kill(child))
    assert.ok(await waitUntil(() => existsSync(join(folder, 'lock')), 10_000))
    const database = await connectEmbedded(folder)
    assert.equal((await ask(database, 'select current_database() as name'))['name'], 'waystation')
  })

  it('starts the database itself when no server runs, and stops it', async () => {
    const folder = newFolder()
    const database = await connectEmbedded(folder, settings)
    const pid = postmasterOf(folder)
    await remember(database, 'tool')
    await database.stop()
    assert.equal(isAlive(pid), false)
  })
})

describe('Root', { skip: !isRoot, timeout: 60_000 }, () => {
  it('starts it in a folder that nobody else may enter, as another user', async (t) => {
    const closed = newFolder()
    chmodSync(closed, 0o700)
    const folder = join(closed, 'data')
    const database = await start(t, folder)
    assert.equal((await ask(database, 'select 1 as one'))['one'], 1)
    assert.notEqual(statSync(join(folder, 'postgres')).uid, 0)
    assert.match(readFileSync(`/proc/${postmasterOf(folder)}/status`, 'utf8'), /^CapEff:\s*0000000000000002$/m)
  })

  it('may have the whole project where nobody else may enter', async () => {
    const closed = newFolder()
    chmodSync(closed, 0o700)
    const { root, major } = await findBinaries()
    const copy = join(closed, 'native')
    cpSync(root, copy, { recursive: true, verbatimSymlinks: true })
    const binaries = { root: copy, major, initdb: join(copy, 'bin/initdb'), postgres: join(copy, 'bin/postgres'), pgCtl: join(copy, 'bin/pg_ctl') }
    const folder = join(closed, 'data')
    ensureDataFolder(folder)
    const runAs = decideRunAs(folder, join(folder, 'postgres'), binaries, true)
    ensureCluster(folder, binaries, runAs, openLocalSecrets(folder), settings)
    const { child } = await startPostmaster(folder, binaries, runAs, { ...defaultSettings, ...settings })
    await stopPostmaster(child.pid ?? 0, folder, binaries)
  })

  it('gives up everything of root\'s where others may pass', async (t) => {
    const folder = newFolder()
    chmodSync(folder, 0o711)
    await start(t, folder)
    const status = readFileSync(`/proc/${postmasterOf(folder)}/status`, 'utf8')
    assert.match(status, /^CapEff:\s*0000000000000000$/m)
    assert.match(status, /^Groups:\s*$/m)
  })
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'waystation-embedded-'))
  folders.push(folder)
  return folder
}

async function start(t: TestContext, dataFolder: string): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataFolder, settings })
  t.after(() => database.stop())
  return database
}

/** A server in a process of its own that has written one row and waits to be killed. */
async function startElsewhere(folder: string, options: { leash?: boolean }): Promise<{ child: ChildProcess; pid: number }> {
  const child = elsewhere(folder, options)
  const [said] = (await once(child.stdout ?? process.stdin, 'data')) as [Buffer]
  await remember({ url: said.toString().trim() }, 'elsewhere')
  return { child, pid: postmasterOf(folder) }
}

function elsewhere(folder: string, options: { leash?: boolean }): ChildProcess {
  const front = new URL('./index.ts', import.meta.url).href
  const program = `
    import { startEmbedded } from ${JSON.stringify(front)}
    const { url } = await startEmbedded(${JSON.stringify({ dataFolder: folder, settings, ...options })})
    console.log(url)
    setInterval(() => {}, 1000)`
  return spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] })
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGKILL')
  await once(child, 'exit')
}

function drafts(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.startsWith('postgres.new-'))
}

function postmasterOf(folder: string): number {
  return Number(readFileSync(join(folder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
}

async function remember(database: Pick<EmbeddedDatabase, 'url'>, text: string): Promise<void> {
  await ask(database, 'create table if not exists note (text text)')
  await ask(database, `insert into note values ('${text}')`)
}

async function remembered(database: EmbeddedDatabase): Promise<unknown> {
  return (await ask(database, 'select array_agg(text) as texts from note'))['texts']
}

async function ask({ url }: Pick<EmbeddedDatabase, 'url'>, sql: string): Promise<Record<string, unknown>> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql)
    return rows[0] ?? {}
  } finally {
    await client.end()
  }
}
