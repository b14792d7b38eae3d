// The table for people, one object a line for programs, and RESULTS.md for later.

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, totalmem } from 'node:os'
import type { Measure } from './measure.ts'

export function printTable(measures: readonly Measure[]): void {
  for (const line of tableOf(measures)) console.log(line)
}

export function printJson(measures: readonly Measure[]): void {
  for (const one of measures) console.log(JSON.stringify(one))
}

/** @param postgres its own words: "PostgreSQL 18.0 …" */
export async function writeResults(measures: readonly Measure[], postgres: string): Promise<void> {
  const text = [
    '# Results',
    '',
    `Written by \`npm run bench\` on ${Temporal.Now.plainDateISO('Asia/Shanghai')}, at commit ${commit()}.`,
    '',
    `${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB · Node ${process.versions.node} · ${postgres}`,
    '',
    'Each value stands against a floor of the same run: COPY + ANALYZE + the bare diff of the same rows; the bare Fastify route with the same SQL. Medians of several runs, taken in turns with their floors. What a phone sees is measured in Chromium against a bar of its own.',
    '',
    ...tableOf(measures),
    '',
  ].join('\n')
  await writeFile(new URL('RESULTS.md', import.meta.url), text)
}

function tableOf(measures: readonly Measure[]): string[] {
  const head = ['measure', 'value', 'floor', 'ratio', 'bar', 'holds']
  const rows = measures.map((one) => [
    one.measure, one.value === null ? `not measured: ${one.missing ?? ''}` : `${one.value} ${one.unit}`, one.floor === null ? '–' : `${one.floor} ${one.unit}`, one.ratio === null ? '–' : `${one.ratio}`,
    one.bar === null ? '–' : `${one.bar}`, one.holds === null ? '–' : one.holds ? 'yes' : '**no**',
  ])
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) => `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [line(head), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(line)]
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    // An unpacked release has no repository.
    return (JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }).version
  }
}
