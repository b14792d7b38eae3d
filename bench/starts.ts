// `npm start` without npm: the first start with nothing but the installed packages, and a second one.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort } from './free-port.ts'
import { under, type Measure } from './measure.ts'

export async function measureStarts(say: (line: string) => void): Promise<Measure[]> {
  say('first and second start …')
  const folder = await mkdtemp(join(tmpdir(), 'waystation-start-'))
  try {
    const first = await startOnce(folder)
    const seconds = [await startOnce(folder), await startOnce(folder), await startOnce(folder)]
    return [under('first start with the demo city, embedded PostgreSQL', 's', first, 30), under('later start, slowest of three', 's', Math.max(...seconds), 5)]
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Seconds until it answers that it is ready. */
async function startOnce(folder: string): Promise<number> {
  const port = await freePort()
  const began = performance.now()
  const { DATABASE_URL: _, ...env } = process.env
  const child = spawn(process.execPath, [fileURLToPath(new URL('../server/main.ts', import.meta.url)), 'serve'], { env: { ...env, WAYSTATION_DATA: folder, PORT: String(port) }, stdio: 'ignore' })
  const gone = once(child, 'exit')
  try {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.ok, () => false)
      if (ready) return (performance.now() - began) / 1000
      if (performance.now() - began > 180_000) throw new Error('the server does not start')
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  } finally {
    child.kill('SIGTERM')
    await gone
  }
}
