// Starting, asking and stopping the server under measurement.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { benchCity, type Scratch } from './scratch.ts'

export type Statement = { text: string; values: unknown[] }

export type Server = {
  origin: string
  pid: number
  /** Bearer token of the demo's district officer. */
  token: string
  /** Paths below /api/v1/{city}. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** The statements that `work` made the server run. */
  statementsOf(work: () => Promise<unknown>): Promise<Statement[]>
  /** Highest resident memory since the start, MB. */
  peakMemory(): Promise<number>
  stop(): Promise<void>
}

export async function startServer(scratch: Scratch): Promise<Server> {
  // As `npm start` and the Dockerfile start it.
  const child = fork(fileURLToPath(new URL('server-process.ts', import.meta.url)), [scratch.url, join(scratch.folder, 'server')], { execArgv: ['--max-old-space-size=512'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization: 'advanced' })
  const ask = async <T>(what: string): Promise<T> => {
    const answer = once(child, 'message') as Promise<[T]>
    child.send({ ask: what })
    return (await answer)[0]
  }
  const [{ origin }] = (await once(child, 'message')) as [{ origin: string }]
  const base = `${origin}/api/v1/${benchCity}`
  const session = await fetch(`${base}/demo/sessions`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ persona: 'district-officer' }) })
  const { token } = (await session.json()) as { token: string }
  return {
    origin,
    pid: child.pid ?? 0,
    token,
    fetch: (path, init = {}) => fetch(base + path, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } }),
    async statementsOf(work) {
      child.send({ ask: 'record' })
      await work()
      return (await ask<{ recorded: Statement[] }>('recorded')).recorded
    },
    peakMemory: async () => (await ask<{ peak: number }>('memory')).peak,
    async stop() {
      const gone = once(child, 'exit')
      child.disconnect()
      await gone
    },
  }
}
