// What `npm start` promises a person at a terminal: clean stops, plain refusals, recovery after kill -9.

import assert from 'node:assert/strict'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../', import.meta.url))
let folder: string
const running = new Set<ChildProcess>()

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'waystation-serve-'))
})

after(async () => {
  for (const child of running) child.kill('SIGKILL')
  await sleep(500)
  rmSync(folder, { recursive: true, force: true })
})

test('an officer starts it empty, adds a city, and stops it with Ctrl-C; the database stops too', async () => {
  const port = await freePort()
  const server = start(port, ['serve', '--empty'])
  await ready(server, port)
  assert.match(server.output(), /\/desk\//)
  assert.deepEqual(await cities(port), [])

  const adding = await command(['city', 'add', '330106'])
  assert.equal(adding.code, 0, adding.output)
  assert.match(adding.output, /西湖区 330106/)
  await sleep(1100)
  assert.deepEqual(await cities(port), [{ code: 330106, name: '西湖区', demo: false }])
  const townships = await fetch(`http://127.0.0.1:${port}/api/v1/330106/places?parent=330106000000000&limit=200`).then((answer) => answer.json() as Promise<{ items: { name: string }[] }>)
  assert.ok(townships.items.some((place) => place.name === '北山街道'))

  server.child.kill('SIGINT')
  assert.equal(await server.ended, 0)
  assert.equal(await answers(port), false)
})

test('a second server on the same data folder is refused in plain words, and so is a port in use', async () => {
  const port = await freePort()
  const server = start(port, ['serve', '--empty'])
  await ready(server, port)
  const second = await command(['serve', '--empty'], { PORT: String(await freePort()) })
  assert.equal(second.code, 1)
  assert.match(second.output, /数据目录/)
  assert.doesNotMatch(second.output, /\n\s+at /)
  const other = mkdtempSync(join(tmpdir(), 'waystation-serve-'))
  const third = await command(['serve', '--empty'], { PORT: String(port), WAYSTATION_DATA: other })
  rmSync(other, { recursive: true, force: true })
  assert.equal(third.code, 1)
  assert.match(third.output, new RegExp(`端口 ${port} 已被占用`))
  server.child.kill('SIGTERM')
  assert.equal(await server.ended, 0)
})

test('after kill -9 the next start recovers by itself and the city is still there', async () => {
  const port = await freePort()
  const server = start(port, ['serve'])
  await ready(server, port)
  server.child.kill('SIGKILL')
  await server.ended
  const next = start(port, ['serve'])
  await ready(next, port)
  assert.equal((await cities(port)).length, 1)
  next.child.kill('SIGTERM')
  assert.equal(await next.ended, 0)
})

test('a backup is restored into an empty installation, and only there', async () => {
  const file = join(folder, 'all.backup')
  assert.equal((await command(['backup', file])).code, 0)
  const again = await command(['restore', file])
  assert.equal(again.code, 1)
  assert.match(again.output, /空的安装/)
  const elsewhere = mkdtempSync(join(tmpdir(), 'waystation-serve-'))
  try {
    const otherKeys = await command(['restore', file], { WAYSTATION_DATA: elsewhere })
    assert.equal(otherKeys.code, 1)
    assert.match(otherKeys.output, /另一套密钥/)
  } finally {
    rmSync(elsewhere, { recursive: true, force: true })
  }
})

test('an unknown city code is refused with what to do', async () => {
  const answer = await command(['city', 'add', '999999'])
  assert.equal(answer.code, 1)
  assert.match(answer.output, /代码表里没有 999999/)
})

type Running = { child: ChildProcess; output: () => string; ended: Promise<number | null> }

function start(port: number, arguments_: string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, ['server/main.ts', ...arguments_], {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], WAYSTATION_DATA: folder, PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (text += chunk.toString()))
  const ended = once(child, 'exit').then(([code]) => {
    running.delete(child)
    return code as number | null
  })
  return { child, output: () => text, ended }
}

async function command(arguments_: string[], env: Record<string, string> = {}): Promise<{ code: number | null; output: string }> {
  const run = start(0, arguments_, env)
  return { code: await run.ended, output: run.output() }
}

async function ready(server: Running, port: number): Promise<void> {
  for (const deadline = performance.now() + 60_000; ; await sleep(50)) {
    if (server.child.exitCode !== null) assert.fail(server.output())
    if (await answers(port)) return
    if (performance.now() > deadline) assert.fail(`not ready: ${server.output()}`)
  }
}

function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.ok, () => false)
}

async function cities(port: number): Promise<unknown[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/cities`)
  return ((await answer.json()) as { items: unknown[] }).items
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
