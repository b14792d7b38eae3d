// 20 workers in scope, sorted by name, over HTTP with guard and row security, against a bare Fastify route that runs the
// same SQL. The load comes from a process of its own; the two are measured in turns.

import { execFile, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { atLeast, atMost, median, type Measure } from './measure.ts'
import { benchCity, type Scratch } from './scratch.ts'
import type { Server } from './server.ts'

const ROUNDS = 5
const SECONDS = 4
/** Until both are compiled as far as they will be. */
const WARM_UP = 12
const CONNECTIONS = 10

export async function measureWorkerList(scratch: Scratch, server: Server, { quick, say }: { quick: boolean; say: (line: string) => void }): Promise<Measure[]> {
  say('list of workers …')
  const place = await busiestTownship(scratch)
  const path = `/workers?place=${place}&limit=20`
  const list = async () => {
    const answer = await server.fetch(path)
    const { items } = (await answer.json()) as { items?: unknown[] }
    if (answer.status !== 200 || items?.length !== 20) throw new Error(`${answer.status}: ${items?.length} workers`)
  }
  await list()
  const statements = (await server.statementsOf(list)).filter(({ text }) => /^\s*(select|with)\b/i.test(text))
  if (statements.length === 0) throw new Error('the list ran no query')
  const bare = fork(fileURLToPath(new URL('bare-route.ts', import.meta.url)), [scratch.url, `city_${benchCity}`, JSON.stringify(statements)], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  try {
    const [{ origin }] = (await once(bare, 'message')) as [{ origin: string }]
    const ours: Load[] = []
    const floor: Load[] = []
    const target = { ours: [`${server.origin}/api/v1/${benchCity}${path}`, server.token], floor: [`${origin}/workers`, 'x'] } as const
    await load(target.ours, quick ? SECONDS : WARM_UP)
    await load(target.floor, quick ? SECONDS : WARM_UP)
    for (let round = 0; round < (quick ? 2 : ROUNDS); round += 1) {
      // Turn about, so that neither always comes second.
      for (const which of round % 2 === 0 ? (['floor', 'ours'] as const) : (['ours', 'floor'] as const)) (which === 'ours' ? ours : floor).push(await load(target[which], SECONDS))
    }
    return [
      atLeast(`list of 20 workers in scope, requests a second (${statements.length} quer${statements.length === 1 ? 'y' : 'ies'})`, 'req/s', median(ours.map((one) => one.perSecond)), median(floor.map((one) => one.perSecond)), 0.7),
      atMost('list of 20 workers in scope, p99', 'ms', median(ours.map((one) => one.p99)), median(floor.map((one) => one.p99)), 2),
    ]
  } finally {
    const gone = once(bare, 'exit')
    bare.disconnect()
    await gone
  }
}

type Load = { perSecond: number; p99: number }

async function load([url, token]: readonly [url: string, token: string], seconds: number): Promise<Load> {
  const program = fileURLToPath(import.meta.resolve('autocannon'))
  const { stdout } = await promisify(execFile)(process.execPath, [program, '--json', '-c', String(CONNECTIONS), '-d', String(seconds), '-H', `authorization=Bearer ${token}`, url], { maxBuffer: 2 ** 24 })
  const result = JSON.parse(stdout) as { requests: { total: number }; duration: number; latency: { p99: number }; non2xx: number; errors: number }
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers were not 200, ${result.errors} failed`)
  return { perSecond: result.requests.total / result.duration, p99: result.latency.p99 }
}

async function busiestTownship({ pool }: Scratch): Promise<number> {
  const { rows } = await pool.query<{ place: string }>(`select (place / 1000000) * 1000000 as place from city_${benchCity}.worker where place is not null and state = 'present' group by 1 order by count(*) desc limit 1`)
  return Number(rows[0]?.place)
}
