// The door to reading lists: a thread with limits of its own, a deadline, and chunks handed over one by one.

import { getCompileCacheDir } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { MasterKey } from '../secrets/keyring.ts'
import type { FromReader, ToReader } from './messages.ts'
import { RefusedFile } from './refused-file.ts'

export type ReadOptions = {
  /** Of the installation, current one first; they seal and hash as `createKeyring` of them does. */
  keys: readonly MasterKey[]
  deadlineMs: number
  /** @param fraction of the file, 0 to 1 */
  onProgress?: ((progress: { rows: number; fraction: number }) => void) | undefined
  /** What the thread makes of the rows, whole lines, about 256 KB. It goes on when this resolves: at most three at once. */
  onChunk: (text: Buffer) => Promise<void>
  signal?: AbortSignal | undefined
  /** Most heap the reader may take, in MB. A 50,000-row .xls, read whole, needs 200; everything else streams in 60. */
  heapMb?: number | undefined
}

export type ListReader<Request, Summary> = {
  /**
   * Reads a file. Chunks come in order, one after the other.
   *
   * @throws RefusedFile when nothing of the file is to be taken, also after chunks were handed over: roll them back. What
   *   `onChunk` throws, and the signal's reason, are passed on. A thread that runs out of memory or crashes is an
   *   `unreadable-file`, one that is not done in time `took-too-long`; the server goes on.
   */
  read(request: Request, options: ReadOptions): Promise<Summary>
  /** Starts a thread ahead of the first file: 0.3 s, most of it reading TypeScript and dictionaries. */
  warm(): void
}

const HEAP_MB = 256
const IDLE_MS = 300_000

/** @param thread the module it runs, which calls `serveReading` */
export function listReader<Request, Summary extends { rows: number; format: string }>(thread: URL): ListReader<Request, Summary> {
  let idle: { worker: Worker; timer: NodeJS.Timeout } | undefined

  function startReader(heapMb: number): Worker {
    const compiled = getCompileCacheDir()
    const worker = new Worker(thread, {
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 12, stackSizeMb: 4 },
      // Flags of the process (test reporters, inspectors) are none of its business.
      execArgv: [],
      // Where the server keeps compiled code, its threads find theirs: 0.3 s of CPU become 0.15.
      env: compiled === undefined ? {} : { NODE_COMPILE_CACHE: compiled },
    })
    // Whoever reads listens too; this one keeps a crash of an idle thread from becoming the server's.
    worker.on('error', () => {})
    worker.on('exit', () => {
      if (idle?.worker === worker) forgetIdle()
    })
    return worker
  }

  function takeReader(): Worker {
    const worker = idle?.worker ?? startReader(HEAP_MB)
    forgetIdle()
    worker.ref()
    return worker
  }

  /** One thread waits for the next file, for five minutes: a second file starts at once, with its code compiled. */
  function keepReader(worker: Worker) {
    if (idle) {
      void worker.terminate()
      return
    }
    worker.unref()
    const timer = setTimeout(() => void worker.terminate(), IDLE_MS)
    timer.unref()
    idle = { worker, timer }
  }

  function forgetIdle() {
    clearTimeout(idle?.timer)
    idle = undefined
  }

  return {
    async read(request, options) {
      options.signal?.throwIfAborted()
      const worker = options.heapMb === undefined ? takeReader() : startReader(options.heapMb)
      let outcome: Outcome<Summary>
      try {
        outcome = await converse<Request, Summary>(worker, request, options)
      } catch (error) {
        // Nobody waits for the thread any more: whatever it is doing ends here.
        void worker.terminate()
        throw error
      }
      // The heap of a large file, or of an .xls, is better given back than kept warm.
      if (options.heapMb !== undefined || ('summary' in outcome && (outcome.summary.rows > 100_000 || outcome.summary.format === 'xls'))) void worker.terminate()
      else keepReader(worker)
      if ('refused' in outcome) throw outcome.refused
      return outcome.summary
    },
    warm() {
      if (!idle) keepReader(startReader(HEAP_MB))
    },
  }
}

/** How a thread that is still sound answered. */
type Outcome<Summary> = { summary: Summary } | { refused: RefusedFile }

function converse<Request, Summary>(worker: Worker, request: Request, options: ReadOptions): Promise<Outcome<Summary>> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome<Summary>>()
  let delivering = Promise.resolve()
  let over = false

  const deliver = async (before: Promise<void>, text: Uint8Array<ArrayBuffer>) => {
    await before
    if (over) return
    await options.onChunk(Buffer.from(text.buffer, text.byteOffset, text.byteLength))
    say<Request>(worker, { say: 'taken' })
  }
  const onMessage = (message: FromReader<Summary>) => {
    if (over) return
    switch (message.say) {
      case 'progress':
        options.onProgress?.({ rows: message.rows, fraction: message.fraction })
        break
      case 'chunk':
        delivering = deliver(delivering, message.text)
        delivering.catch(reject)
        break
      case 'done':
        resolve(delivering.then(() => ({ summary: message.summary })))
        break
      case 'refused':
        resolve(delivering.then(() => ({ refused: new RefusedFile(message.reason, message.detail) })))
    }
  }
  const onError = (error: Error) => reject(new RefusedFile('unreadable-file', { why: 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out of memory' : 'reader crashed' }))
  const onExit = () => reject(new RefusedFile('unreadable-file', { why: 'reader ended' }))
  const onAbort = () => reject(options.signal?.reason)
  const timer = setTimeout(() => reject(new RefusedFile('took-too-long', { why: `more than ${options.deadlineMs} ms` })), options.deadlineMs)

  worker.on('message', onMessage)
  worker.on('error', onError)
  worker.on('exit', onExit)
  options.signal?.addEventListener('abort', onAbort, { once: true })
  say(worker, { say: 'read', keys: options.keys, request })

  return promise.finally(() => {
    over = true
    clearTimeout(timer)
    worker.off('message', onMessage)
    worker.off('error', onError)
    worker.off('exit', onExit)
    options.signal?.removeEventListener('abort', onAbort)
  })
}

function say<Request>(worker: Worker, message: ToReader<Request>) {
  worker.postMessage(message, [])
}
