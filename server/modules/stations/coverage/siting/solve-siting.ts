// The door to choosing sites: a thread of its own with a deadline, one at a time.

import { getCompileCacheDir } from 'node:module'
import { Worker } from 'node:worker_threads'
import { inOrder, type Choice, type Siting } from './rules.ts'

/** Whether it is proven to be the best: then gain and bound are one. */
export type Sites = Choice & { proven: boolean }

/** Most heap of the thread, in MB; the solver's memory (80 MB at 5,000 outlets) comes besides. */
const HEAP_MB = 192

/** How much longer than the solver was given until the thread is ended, with what it said so far. */
const GRACE_MS = 2_000

/** A machine that has much else to do gets so much longer for a first choice. */
const FIRST_CHOICE_MS = 20_000

let last: Promise<unknown> = Promise.resolve()

/**
 * @param seconds the solver gets; the answer comes at most two seconds later, and after those asked before it
 * @throws when not even a first choice was made in time
 */
export function solveSiting(siting: Siting, seconds: number): Promise<Sites> {
  const mine = last.then(() => inThread(siting, seconds))
  last = mine.catch(() => undefined)
  return mine
}

async function inThread(siting: Siting, seconds: number): Promise<Sites> {
  const compiled = getCompileCacheDir()
  const worker = new Worker(new URL('worker.ts', import.meta.url), {
    workerData: { siting, seconds },
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    // Flags of the process (test reporters, inspectors) are none of its business.
    execArgv: [],
    env: compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled },
  })
  let best: Choice | undefined
  let failure: Error | undefined
  const { promise: over, resolve } = Promise.withResolvers<void>()
  let late = false
  worker.on('message', (choice: Choice) => {
    best = choice
    if (late) resolve()
  })
  worker.on('error', (error) => {
    failure = error instanceof Error ? error : new Error(String(error))
    resolve()
  })
  worker.on('exit', () => resolve())
  const timer = setTimeout(() => {
    late = true
    if (best) resolve()
  }, seconds * 1000 + GRACE_MS)
  const lastMoment = setTimeout(resolve, seconds * 1000 + GRACE_MS + FIRST_CHOICE_MS)
  await over
  clearTimeout(timer)
  clearTimeout(lastMoment)
  void worker.terminate()
  if (!best) throw failure ?? new Error('No sites were chosen in time')
  return { ...best, chosen: inOrder(siting, best.chosen), proven: best.gain === best.bound }
}
