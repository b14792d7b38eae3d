// The thread in which sites are chosen: the solver blocks whoever calls it. Says a good choice first, then the best.

import { parentPort, workerData } from 'node:worker_threads'
import { solveExactly } from './exact.ts'
import { chooseGreedily, exchange, reduce, type Choice, type Reduced, type Siting } from './rules.ts'

const port = parentPort
if (!port) throw new Error('This is a worker thread')
const { siting, seconds } = workerData as { siting: Siting; seconds: number }

const began = performance.now()
const spent = () => (performance.now() - began) / 1000

const reduced = reduce(siting)
const greedy = chooseGreedily(reduced.siting)
say(greedy)
// A better one to begin with saves the solver time, up to a point.
const better = exchange(reduced.siting, greedy, () => spent() < seconds / 5)
say(better)
if (better.bound > better.gain) say(await solveExactly(reduced.siting, better, Math.max(1, seconds - spent())))
port.close()

function say(choice: Choice): void {
  port?.postMessage(original(choice, reduced))
}

function original(choice: Choice, { candidates }: Reduced): Choice {
  return { ...choice, chosen: choice.chosen.map((at) => candidates[at] ?? 0) }
}
