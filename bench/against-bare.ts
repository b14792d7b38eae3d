// A route over HTTP, with guard and row security, against a bare Fastify route that runs the same SQL. The load comes
// from a process of its own; the two are measured in turns.

import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { median } from './measure.ts'
import { benchCity, type Scratch } from './scratch.ts'
import type { Server } from './server.ts'

const ROUNDS = 5
const SECONDS = 4
/** Until both are compiled as far as they will be. */
const WARM_UP = 12
const CONNECTIONS = 10

/** Below /api/v1/{city}; `items` is how many the answer has to hold. */
export type Target = { path: string; items: number }
export type Against = { queries: string; ours: Load; floor: Load }
type Load = { perSecond: number; p99: number }

export async function againstBare(scratch: Scratch, server: Server, { path, items }: Target, { quick }: { quick: boolean }): Promise<Against> {
  const ask = async () => {
    const answer = await server.fetch(path)
    const body = (await answer.json()) as { items?: unknown[] }
    if (answer.status !== 200 || body.items?.length !== items) throw new Error(`${answer.status}: ${body.items?.length} of ${items} at ${path}`)
  }
  await ask()
  const statements = (await server.statementsOf(ask)).filter(({ text }) => /^\s*(select|with)\b/i.test(text))
  if (statements.length === 0) throw new Error(`${path} ran no query`)
  const bare = fork(fileURLToPath(new URL('bare-route.ts', import.meta.url)), [scratch.url, `city_${benchCity}`, JSON.stringify(statements)], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  try {
    const [{ origin }] = (await once(bare, 'message')) as [{ origin: string }]
    const loads: Record<'ours' | 'floor', Load[]> = { ours: [], floor: [] }
    const target = { ours: [`${server.origin}/api/v1/${benchCity}${path}`, server.token], floor: [`${origin}/items`, 'x'] } as const
    await load(target.ours, quick ? SECONDS : WARM_UP)
    await load(target.floor, quick ? SECONDS : WARM_UP)
    for (let round = 0; round < (quick ? 2 : ROUNDS); round += 1) {
      // Turn about, so that neither always comes second.
      for (const which of round % 2 === 0 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const)) loads[which].push(await load(target[which], SECONDS))
    }
    return { queries: `${statements.length} quer${statements.length === 1 ? 'y' : 'ies'}`, ours: middle(loads.ours), floor: middle(loads.floor) }
  } finally {
    const gone = once(bare, 'exit')
    bare.disconnect()
    await gone
  }
}

function middle(loads: readonly Load[]): Load {
  return { perSecond: median(loads.map((one) => one.perSecond)), p99: median(loads.map((one) => one.p99)) }
}

async function load([url, token]: readonly [url: string, token: string], seconds: number): Promise<Load> {
  const program = fileURLToPath(import.meta.resolve('autocannon'))
  const { stdout } = await promisify(execFile)(process.execPath, [program, '--json', '-c', String(CONNECTIONS), '-d', String(seconds), '-H', `authorization=Bearer ${token}`, url], { maxBuffer: 2 ** 24 })
  const result = JSON.parse(stdout) as { requests: { total: number }; duration: number; latency: { p99: number }; non2xx: number; errors: number }
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers were not 200, ${result.errors} failed`)
  return { perSecond: result.requests.total / result.duration, p99: result.latency.p99 }
}
