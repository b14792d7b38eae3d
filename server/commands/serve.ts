// `npm start`: everything from nothing to a running Waystation, and cleanly back.

import { createServer } from 'node:net'
import { performance } from 'node:perf_hooks'
import { renderUnicodeCompact } from 'uqr'
import { buildWaystation, type Waystation } from '../app.ts'
import { readConfig, type Config } from '../platform/config.ts'
import { openDatabase } from '../platform/database/database.ts'
import { startEmbedded, type EmbeddedDatabase } from '../platform/embedded/index.ts'
import { createFiles } from '../platform/files/files.ts'
import { openFileStore } from '../platform/files/store.ts'
import { createKeyring } from '../platform/secrets/keyring.ts'
import { addCity } from './add-city.ts'
import { claimKeys } from './claim-keys.ts'
import { migrateAll } from './migrate.ts'
import { PlainFailure } from './plain-failure.ts'

const demoCity = 110105

/** Resolves when the server has stopped. `--empty`: without a demo city. */
export async function serve(arguments_: string[]): Promise<void> {
  const began = performance.now()
  const config = readConfig(process.env)
  // Known before the long work: a port in use, a data folder in use.
  await requireFreePort(config)
  const stopping = stopSignal()
  const embedded = config.databaseUrl === undefined ? await startEmbedded({ dataFolder: config.dataFolder, onExit: () => stopping.now('数据库意外退出。 / The database ended unexpectedly.') }) : undefined
  let waystation: Waystation | undefined
  try {
    const url = config.databaseUrl ?? embedded?.url ?? ''
    await prepare(config, url, !arguments_.includes('--empty'))
    if (!stopping.asked) {
      waystation = await buildWaystation(config, url)
      await waystation.http.listen({ host: config.host, port: config.port })
      announce(config, await waystation.services.cities.list(), performance.now() - began)
    }
    await stopping.signal
  } finally {
    await shutDown(waystation, embedded)
  }
}

/** Migrates, claims the keys, and makes the demo city on a first start in demo mode. */
async function prepare(config: Config, url: string, withDemo: boolean): Promise<void> {
  const db = openDatabase(url, { size: 1 })
  const keyring = createKeyring(config.secretKeys)
  try {
    const cities = await migrateAll(db.owner)
    await claimKeys(db.owner, keyring)
    if (cities > 0 || !withDemo || config.mode !== 'demo') return
    console.log('正在造一座演示城市（人名、企业均为虚构）… / Making a demo city (people and companies are invented) …')
    await addCity(db.owner, demoCity, { keyring, today: Temporal.Now.plainDateISO('Asia/Shanghai'), demo: { seed: 1, files: createFiles(openFileStore(config)) } })
  } finally {
    await db.close()
  }
}

function announce(config: Config, cities: { code: number; name: string; demo: boolean }[], milliseconds: number): void {
  const origin = config.publicUrl ?? `http://${hostToOpen(config.host)}:${config.port}`
  const lines = [
    '',
    `驿站 Waystation ${config.version} · ${(milliseconds / 1000).toFixed(1)} s`,
    `  工作台 desk     ${origin}/desk/`,
    `  手机版 pocket   ${origin}/`,
    `  接口 API        ${origin}/api/docs`,
    `  城市 cities     ${cities.map((city) => `${city.name} ${city.code}`).join(' · ') || '还没有，用 npm run city -- add 110105 / none yet'}`,
  ]
  if (config.mode === 'demo') lines.push('  演示模式 demo   登录页上选一个身份直接进去；人名、企业均为虚构，短信不会真发。', '                  Pick a persona on the sign-in page; people are invented, messages are only shown.')
  lines.push('', renderUnicodeCompact(`${origin}/`, { border: 1 }), '', '  Ctrl-C 停止 / stops', '')
  console.log(lines.join('\n'))
}

/** By name where there is one: passkeys do not work at an IP address. A browser that tries ::1 first goes on to 127.0.0.1. */
function hostToOpen(host: string): string {
  if (host === '127.0.0.1') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

async function requireFreePort({ host, port }: Config): Promise<void> {
  if (port === 0) return
  const probe = createServer()
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject)
    probe.listen({ host, port }, resolve)
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') throw new PlainFailure(`端口 ${port} 已被占用。换一个：PORT=${port + 1} npm start`, `Port ${port} is in use. Take another: PORT=${port + 1} npm start`)
    if (error.code === 'EACCES') throw new PlainFailure(`没有权限使用端口 ${port}。换一个：PORT=8080 npm start`, `Port ${port} may not be used. Take another: PORT=8080 npm start`)
    throw error
  })
  await new Promise((resolve) => probe.close(resolve))
}

/** One wait for SIGINT, SIGTERM or the database's end. A second signal leaves at once. */
function stopSignal(): { signal: Promise<void>; asked: boolean; now: (why: string) => void } {
  let resolve: () => void = () => undefined
  const state = { signal: new Promise<void>((done) => (resolve = done)), asked: false, now: stop }
  function stop(why?: string): void {
    if (state.asked) process.exit(1)
    if (why) {
      console.error(why)
      process.exitCode = 1
    }
    state.asked = true
    resolve()
  }
  process.on('SIGINT', () => stop())
  process.on('SIGTERM', () => stop())
  return state
}

async function shutDown(waystation: Waystation | undefined, embedded: EmbeddedDatabase | undefined): Promise<void> {
  // A stuck connection must not keep the database from being stopped properly.
  const overdue = new Promise((resolve) => setTimeout(resolve, 15_000).unref())
  await Promise.race([waystation?.stop().catch((error: unknown) => console.error(error)), overdue])
  await embedded?.stop()
}
