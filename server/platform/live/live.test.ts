import { equal, ok } from 'node:assert/strict'
import { connect, createServer, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { after, describe, it } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { pino } from 'pino'
import { openLive } from './live.ts'

const url = new URL(process.env['WAYSTATION_TEST_URL'] ?? '')
const pool = new pg.Pool({ connectionString: url.href, max: 1 })
after(() => pool.end())

/** Stands between us and PostgreSQL, and can fall silent without hanging up, as a broken network does. */
async function startLine() {
  let silent = false
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(Number(url.port || 5432), url.hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    near.on('data', (bytes) => silent || far.write(bytes))
    far.on('data', (bytes) => silent || near.write(bytes))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const through = new URL(url)
  through.hostname = '127.0.0.1'
  through.port = String((server.address() as AddressInfo).port)
  return { url: through.href, silence: (on: boolean) => void (silent = on) }
}

async function until(condition: () => boolean, milliseconds: number): Promise<number> {
  const began = performance.now()
  while (!condition() && performance.now() - began < milliseconds) await pause(20)
  return performance.now() - began
}

describe('the live line', () => {
  it('that falls silent without hanging up is not trusted after about a second, and comes back by itself', async () => {
    const line = await startLine()
    const live = await openLive(line.url, pool, pino({ level: 'silent' }))
    after(() => live.close())
    equal(live.connected, true)
    await pause(1500)
    equal(live.connected, true)
    line.silence(true)
    ok((await until(() => !live.connected, 5000)) < 2500)
    line.silence(false)
    ok((await until(() => live.connected, 10_000)) < 9000)
    let heard: unknown
    live.subscribe('test', (data) => (heard = data))
    await live.publishNow('test', { number: 7 })
    await until(() => heard !== undefined, 3000)
    equal((heard as { number: number }).number, 7)
  })
})
