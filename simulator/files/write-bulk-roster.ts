// Lists of any length for benchmarks and load tests: a base list, and the next day's with a known number of changes.

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { idHeadings, ID_PROVINCES, residentId } from '../people/identifiers.ts'
import { inventName } from '../people/names.ts'
import { createRandom } from '../random.ts'
import { isoDay } from '../days.ts'
import type { Cell } from './cells.ts'
import { writeXlsx } from './xlsx.ts'

export type BulkOptions = {
  rows: number
  seed: number | string
  path: string
  format?: 'csv' | 'xlsx'
  /** Names of the company's outlets; left out: `bulkOutlets(rows)`. */
  outlets?: readonly string[]
  /** The next day's list: shares of the rows. Left out: the base list. */
  churn?: { joined?: number; left?: number; moved?: number; changed?: number }
}

export type BulkCounts = { rows: number; joined: number; left: number; moved: number; changed: number; same: number }

/** 测试一号站 …: one for every fifty rows, at most 2,000. */
export function bulkOutlets(rows: number): string[] {
  const count = Math.max(1, Math.min(2000, Math.ceil(rows / 50)))
  return Array.from({ length: count }, (_, index) => `压测${index + 1}号站`)
}

/**
 * Writes the list, streaming. Person number n is the same in the base list and in every next day's list of the seed:
 * those who left are missing, movers stand at the next outlet, the changed have another phone, joiners come last.
 * @returns the counts a comparison with the base list must find
 */
export async function writeBulkRoster(options: BulkOptions): Promise<BulkCounts & { outlets: readonly string[] }> {
  const outlets = options.outlets ?? bulkOutlets(options.rows)
  const counts: BulkCounts = { rows: 0, joined: 0, left: 0, moved: 0, changed: 0, same: 0 }
  const rows = bulkRows(options, outlets, counts)
  if (options.format === 'xlsx') await writeXlsx(options.path, [{ name: '在职', rows, merges: [] }])
  else await writeCsv(options.path, rows)
  return { ...counts, outlets }
}

/** The same as CSV. */
export function writeRosterCsv(options: Omit<BulkOptions, 'format'>): Promise<BulkCounts & { outlets: readonly string[] }> {
  return writeBulkRoster({ ...options, format: 'csv' })
}

const HEADER = ['姓名', '手机号', '身份证号', '配送站', '入职日期', '用工形式', '服务商', '岗位']
const KINDS: readonly (readonly [kind: string, agency: string])[] = [['直营', ''], ['派遣', '禾苗人力'], ['加盟', '京畅配送'], ['众包', '']]

function* bulkRows({ rows, seed, churn }: BulkOptions, outlets: readonly string[], counts: BulkCounts): Generator<Cell[]> {
  const random = createRandom(seed, 'bulk')
  const outcome = createRandom(seed, 'bulk churn')
  const { joined = 0, left = 0, moved = 0, changed = 0 } = churn ?? {}
  const joiners = Math.round(rows * joined)
  yield HEADER
  for (let index = 0; index < rows + joiners; index += 1) {
    const line = person(index, random, outlets)
    if (index < rows && churn) {
      const drawn = outcome.next()
      if (drawn < left) {
        counts.left += 1
        continue
      }
      if (drawn < left + moved && outlets.length > 1) {
        line[3] = outlets[(index + 1) % outlets.length] ?? ''
        counts.moved += 1
      } else if (drawn < left + moved + changed) {
        line[1] = anotherPhone(String(line[1]))
        counts.changed += 1
      } else counts.same += 1
    } else counts.joined += 1
    counts.rows += 1
    yield line
  }
}

/** Distinct for each index: heading, birthday and sequence count up in three wheels. */
function person(index: number, random: ReturnType<typeof createRandom>, outlets: readonly string[]): Cell[] {
  const female = index % 7 === 3
  const bornOn = FIRST_BIRTHDAY + ((index * 7919) % BIRTHDAYS)
  const wheel = Math.floor(index / BIRTHDAYS)
  const headings = idHeadings(ID_PROVINCES[wheel % ID_PROVINCES.length] ?? 41)
  const heading = headings[Math.floor(wheel / ID_PROVINCES.length) % headings.length] ?? 410101
  const [kind, agency] = KINDS[(index * 13) % KINDS.length] ?? ['直营', '']
  return [
    inventName(random, female, 1995).name,
    phoneOf(index),
    residentId(heading, bornOn, 100 + (wheel % 400) * 2 + (female ? 0 : 1)),
    outlets[index % outlets.length] ?? '',
    isoDay(FIRST_HIRE + ((index * 31) % 900)),
    kind,
    agency,
    '骑手',
  ]
}

// From 1980-01-01 on, 26 years of birthdays: a number prime to 7919, so that every wheel meets each of them once.
const FIRST_BIRTHDAY = 3652
const BIRTHDAYS = 9_497
const FIRST_HIRE = 19_723

/** Unassigned prefixes, as in people/identifiers.ts. */
function phoneOf(index: number): string {
  return `154${String(index % 100_000_000).padStart(8, '0')}`
}

function anotherPhone(phone: string): string {
  return `160${phone.slice(3)}`
}

async function writeCsv(path: string, rows: Iterable<readonly Cell[]>): Promise<void> {
  const file = createWriteStream(path)
  let text = ''
  for (const row of rows) {
    text += `${row.join(',')}\r\n`
    if (text.length < 262_144) continue
    if (!file.write(text)) await once(file, 'drain')
    text = ''
  }
  const finished = once(file, 'finish')
  file.end(text)
  await finished
}
