// Bytes of a roster → COPY text, without a database: rows a second, CPU and memory of each format.
//   node bench/read-roster.ts [rows=50000] [--million]

import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRoster } from '../server/modules/registry/rosters/reading/read-roster.ts'
import { writeBulkRoster } from '../simulator/files/write-bulk-roster.ts'

const rows = Number(process.argv[2] ?? 50_000) || 50_000
const folder = await mkdtemp(join(tmpdir(), 'waystation-bench-'))
const keys = [{ id: 'bench', bytes: Buffer.alloc(32, 7) }]
const limits = { bytes: 1e9, unpacked: 4e9, rows: 2e6 }

console.log('file                rows   file MB  COPY MB    ms  CPU ms    rows/s  peak RSS MB')
try {
  for (const format of ['csv', 'xlsx'] as const) await measure(format, rows, 3)
  if (process.argv.includes('--million')) await measure('csv', 1_000_000, 1)
} finally {
  await rm(folder, { recursive: true })
}

async function measure(format: 'csv' | 'xlsx', count: number, times: number) {
  const path = join(folder, `${count}.${format}`)
  await writeBulkRoster({ rows: count, seed: 1, path, format })
  const { size } = await stat(path)
  for (let time = 1; time <= times; time++) {
    let bytes = 0
    const started = performance.now()
    const cpu = process.cpuUsage()
    const summary = await readRoster({
      path,
      keys,
      limits,
      rosterId: 1,
      today: '2026-11-25',
      deadlineMs: 600_000,
      onChunk(text) {
        bytes += text.length
        return Promise.resolve()
      },
    })
    const ms = performance.now() - started
    const { user, system } = process.cpuUsage(cpu)
    if (summary.importable !== count) throw new Error(`${summary.importable} of ${count} rows`)
    const columns = [`${format} ${time === 1 ? 'cold' : 'warm'}`.padEnd(14), count, (size / 1e6).toFixed(1), (bytes / 1e6).toFixed(1), ms.toFixed(0), ((user + system) / 1000).toFixed(0), (count / ms * 1000).toFixed(0), (process.resourceUsage().maxRSS / 1000).toFixed(0)]
    console.log(columns.map((column, index) => String(column).padStart(index === 0 ? 0 : 9)).join(' '))
  }
}
