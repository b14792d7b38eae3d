// Once a run: the product as a user starts it, on a demo city of its own.

import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

let server: ChildProcess | undefined
let folder: string | undefined

export async function globalSetup(): Promise<void> {
  if (process.env['WAYSTATION_ORIGIN']) return // a server that runs already
  folder = mkdtempSync(join(tmpdir(), 'waystation-e2e-'))
  const port = await freePort()
  server = spawn(process.execPath, ['server/main.ts', 'serve'], {
    cwd: fileURLToPath(new URL('../../', import.meta.url)),
    env: { ...process.env, PORT: String(port), HOST: '127.0.0.1', WAYSTATION_DATA: folder, RATE_LIMIT: '100000', DATABASE_URL: undefined },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const origin = `http://127.0.0.1:${port}`
  for (const deadline = performance.now() + 120_000; ; await sleep(200)) {
    if (server.exitCode !== null) throw new Error(`The server ended with ${server.exitCode}`)
    if (await fetch(`${origin}/readyz`).then((response) => response.ok, () => false)) break
    if (performance.now() > deadline) throw new Error('The server was not ready within two minutes')
  }
  process.env['WAYSTATION_ORIGIN'] = origin
}

export async function globalTeardown(): Promise<void> {
  if (!server) return
  const ended = new Promise((resolve) => server?.once('exit', resolve))
  server.kill('SIGTERM')
  await Promise.race([ended, sleep(20_000, undefined, { ref: false })])
  if (folder) rmSync(folder, { recursive: true, force: true })
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
