// Photos and PDFs that people send, made harmless: in a process of its own, for libvips is C and reads foreign bytes.
// A file that takes too long, or brings its reader down, is refused; the server goes on, and so do the other files.

import { fork, type ChildProcess } from 'node:child_process'
import { RefusedMedia, type MediaRefusal } from './refused-media.ts'

export type CleanMedia = { type: 'image/jpeg' | 'application/pdf'; content: Buffer; width: number | null; height: number | null }

export type ToReader = { content: Uint8Array }
export type FromReader = { cleaned?: CleanMedia; refused?: MediaRefusal }

export type MediaCleaner = {
  /** @throws RefusedMedia */
  clean(content: Buffer): Promise<CleanMedia>
  close(): void
}

type Options = { deadlineMs?: number; readers?: number; idleMs?: number; waiting?: number }

/**
 * @param options.deadlineMs for one file, from the moment it is looked at
 * @param options.readers at once: memory stays bounded
 * @param options.waiting files that may wait for a reader; more are told to come back
 */
export function createMediaCleaner({ deadlineMs = 20_000, readers = 2, idleMs = 60_000, waiting = 30 }: Options = {}): MediaCleaner {
  const idle: ChildProcess[] = []
  const queue: (() => void)[] = []
  let busy = 0
  let resting: NodeJS.Timeout | undefined

  async function turn(): Promise<void> {
    if (busy < readers) {
      busy += 1
      return
    }
    if (queue.length >= waiting) throw new RefusedMedia('busy')
    // Whoever is done hands its place on: `busy` stays as it is.
    await new Promise<void>((resolve) => queue.push(resolve))
  }

  function handOn(): void {
    const next = queue.shift()
    if (next) next()
    else busy -= 1
  }

  function dismissAll(): void {
    for (const reader of idle.splice(0)) reader.disconnect()
  }

  return {
    async clean(content) {
      await turn()
      clearTimeout(resting)
      const reader = takeLiving(idle) ?? startReader()
      try {
        const cleaned = await ask(reader, content, deadlineMs)
        idle.push(reader)
        return cleaned
      } catch (error) {
        if (error instanceof RefusedMedia && reader.connected && error.reason !== 'took-too-long') idle.push(reader)
        else reader.kill('SIGKILL')
        throw error
      } finally {
        handOn()
        resting = setTimeout(dismissAll, idleMs).unref()
      }
    },
    close() {
      clearTimeout(resting)
      dismissAll()
    },
  }
}

function takeLiving(idle: ChildProcess[]): ChildProcess | undefined {
  for (let one = idle.pop(); one; one = idle.pop()) if (one.connected) return one
  return undefined
}

/** Nothing of our environment: keys are none of its business. */
function startReader(): ChildProcess {
  const reader = fork(new URL('./reader.ts', import.meta.url), { env: {}, execArgv: ['--max-old-space-size=384'], serialization: 'advanced', stdio: 'ignore' })
  reader.on('error', () => undefined)
  // An idle reader keeps nobody alive; it ends by itself when we do.
  reader.unref()
  reader.channel?.unref()
  return reader
}

function ask(reader: ChildProcess, content: Buffer, deadlineMs: number): Promise<CleanMedia> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => end(() => reject(new RefusedMedia('took-too-long'))), deadlineMs)
    const heard = ({ cleaned, refused }: FromReader) =>
      end(() => {
        if (cleaned) resolve({ ...cleaned, content: Buffer.from(cleaned.content) })
        else reject(new RefusedMedia(refused ?? 'damaged'))
      })
    const died = () => end(() => reject(new RefusedMedia('damaged')))
    function end(settle: () => void): void {
      clearTimeout(late)
      reader.off('message', heard).off('exit', died)
      settle()
    }
    reader.on('message', heard).on('exit', died)
    reader.send({ content } satisfies ToReader, (error) => error && died())
  })
}
