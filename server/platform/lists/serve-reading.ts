// In the thread in which foreign files are read: what goes wrong with one goes wrong here.

import { parentPort } from 'node:worker_threads'
import { createKeyring, type Keyring } from '../secrets/keyring.ts'
import { RefusedWorkbook } from '../spreadsheets/workbook.ts'
import { CHUNKS_UNDER_WAY, type FromReader, type ToReader } from './messages.ts'
import { RefusedFile } from './refused-file.ts'

export type ListSink = {
  /** Resolves when the next chunk may come. */
  chunk(text: Buffer): Promise<void>
  progress(rows: number, fraction: number): void
}

/** Reads whatever it is asked to, one file after the other. Called once, by the module that the thread runs. */
export function serveReading<Request, Summary>(readFile: (request: Request, keyring: Keyring, sink: ListSink) => Promise<Summary>): void {
  const port = parentPort
  if (!port) throw new Error('This is a worker thread')

  // The .xls library talks to the console about records it does not know. (Taking the thread's stdout and stderr away
  // from it instead would keep the whole process alive: their port cannot be unreferenced.)
  for (const speak of ['log', 'info', 'warn', 'error'] as const) console[speak] = () => undefined

  let underWay = 0
  let goOn: (() => void) | undefined

  port.on('message', (message: ToReader<Request>) => {
    if (message.say === 'taken') {
      underWay--
      goOn?.()
      goOn = undefined
    } else void read(message)
  })

  async function read({ request, keys }: Extract<ToReader<Request>, { say: 'read' }>) {
    underWay = 0
    try {
      // Buffers arrive as plain byte arrays.
      const keyring = createKeyring(keys.map((key) => ({ id: key.id, bytes: Buffer.from(key.bytes) })))
      const summary = await readFile(request, keyring, {
        chunk,
        progress: (rows, fraction) => say({ say: 'progress', rows, fraction }),
      })
      say({ say: 'done', summary })
    } catch (error) {
      if (error instanceof RefusedFile) say({ say: 'refused', reason: error.reason, detail: error.detail })
      else if (error instanceof RefusedWorkbook) say({ say: 'refused', reason: error.reason, detail: { why: error.detail } })
      // Its message could quote a cell.
      else say({ say: 'refused', reason: 'unreadable-file', detail: { why: error instanceof Error ? error.name : 'error' } })
    }
  }

  async function chunk(text: Buffer) {
    const bytes = new Uint8Array(text.buffer as ArrayBuffer, text.byteOffset, text.length)
    // Small buffers are cut from a pool that must stay here.
    const own = text.buffer.byteLength === text.length ? bytes : bytes.slice()
    underWay++
    port?.postMessage({ say: 'chunk', text: own } satisfies FromReader<Summary>, [own.buffer])
    if (underWay >= CHUNKS_UNDER_WAY) {
      await new Promise<void>((resolve) => {
        goOn = resolve
      })
    }
  }

  function say(message: FromReader<Summary>) {
    port?.postMessage(message)
  }
}
