import { deepEqual, equal, ok } from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { readRosterFile } from '../../server/modules/registry/rosters/reading/read-roster-file.ts'
import type { RosterSummary } from '../../server/modules/registry/rosters/reading/read-roster-file.ts'
import { COPY_COLUMNS } from '../../server/modules/registry/rosters/reading/copy-text.ts'
import { createKeyring } from '../../server/platform/secrets/keyring.ts'
import { simulateCity } from '../city/simulate-city.ts'
import type { SimulatedCity } from '../city/simulate-city.ts'
import type { Company } from '../city/model.ts'
import { isoDay } from '../days.ts'
import { MISTAKES } from './compose-roster.ts'
import type { Line } from './compose-roster.ts'
import { fieldOf, STYLES } from './styles.ts'
import { writeBulkRoster, writeRosterCsv } from './write-bulk-roster.ts'
import { writeRosterFile } from './write-roster-file.ts'

const keyring = createKeyring([{ id: 'test', bytes: Buffer.alloc(32, 7) }])
type Row = Record<string, string>

let folder: string
let city: SimulatedCity
let company: Company

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'waystation-rosters-'))
  city = simulateCity({ city: 110105, seed: 1, today: Temporal.PlainDate.from('2026-11-25'), size: { companies: 6, outlets: 20, workers: 300 } })
  const first = city.companies.list[0]
  if (!first) throw new Error('No company')
  company = first
})
after(() => rm(folder, { recursive: true, force: true }))

describe('the file of a company', () => {
  for (const style of STYLES) {
    it(`kept as ${style.id} reads as what the clerk meant, mistakes included`, async () => {
      const file = await writeRosterFile({ city, company, day: city.today, style: style.id, folder, mistakes: MISTAKES })
      const { summary, rows } = await readBack(file.path)
      deepEqual(summary.mapping.map(({ field }) => (field === 'agency' ? 'agency_name' : (field ?? undefined))), style.columns.map(fieldOf))
      equal(summary.rows, file.rows)
      const byNumber = new Map(rows.map((row) => [Number(row['row_no']), row]))
      for (const line of file.lines) same(byNumber.get(line.rowNo), line)
    })
  }

  it('is the same whenever it is written', async () => {
    const bytes = await Promise.all(
      ['one', 'two'].map(async (name) => {
        const { path } = await writeRosterFile({ city, company, day: city.today + 3, path: join(folder, `${name}.xlsx`) })
        return readFile(path)
      }),
    )
    ok(bytes[0] && bytes[1]?.equals(bytes[0]))
  })

  it('of the day whose roster stands names whom the registry has, and nothing has changed', async () => {
    for (const one of city.companies.list.filter((each) => each.standingOn !== undefined)) {
      const { lines, expected } = await writeRosterFile({ city, company: one, day: one.standingOn ?? 0, folder, mistakes: [] })
      const listed = city.registry.engagements.filter((engagement) => engagement.companyId === one.id && engagement.until === undefined && engagement.spell)
      deepEqual(lines.map((line) => line.spell.index).sort((a, b) => a - b), listed.map((engagement) => engagement.spell?.index ?? -1).sort((a, b) => a - b))
      deepEqual([expected?.joined.length, expected?.left.length, expected?.moved.length, expected?.changed.length], [0, 0, 0, 0])
    }
  })

  it('of later days adds up: who was there, less leavers, plus joiners', async () => {
    for (const days of [1, 5, 14]) {
      const { lines, expected } = await writeRosterFile({ city, company, day: city.today + days, folder, mistakes: [] })
      const stood = city.registry.engagements.filter((engagement) => engagement.companyId === company.id && engagement.until === undefined && engagement.spell).length
      const came = (expected?.joined.length ?? 0) + (expected?.changed.filter((spell) => city.registry.declaredSpells.has(spell)).length ?? 0)
      equal(lines.length, stood + came - (expected?.left.length ?? 0))
      if (days === 14) ok(came > 3 && (expected?.left.length ?? 0) > 3)
    }
  })
})

describe('a list for benchmarks', () => {
  it('has valid people, and a next day with the changes it says', async () => {
    const rows = 2_000
    const base = await writeRosterCsv({ rows, seed: 5, path: join(folder, 'base.csv') })
    const next = await writeBulkRoster({ rows, seed: 5, path: join(folder, 'next.xlsx'), format: 'xlsx', churn: { joined: 0.02, left: 0.03, moved: 0.01, changed: 0.015 } })
    const [first, second] = [await readBack(join(folder, 'base.csv')), await readBack(join(folder, 'next.xlsx'))]
    deepEqual([first.summary.importable, first.summary.rejected, base.rows], [rows, 0, rows])
    deepEqual([second.summary.importable, second.summary.rejected], [next.rows, 0])
    const known = new Map(first.rows.map((row) => [row['id_hash'] ?? '', row]))
    const counts = { rows: second.rows.length, joined: 0, left: known.size, moved: 0, changed: 0, same: 0 }
    for (const row of second.rows) {
      const was = known.get(row['id_hash'] ?? '')
      if (was) counts.left -= 1
      counts[!was ? 'joined' : was['outlet_name'] !== row['outlet_name'] ? 'moved' : was['phone_hash'] !== row['phone_hash'] ? 'changed' : 'same'] += 1
    }
    const { outlets, ...said } = next
    deepEqual(counts, said)
    equal(known.size, rows)
    deepEqual(outlets, base.outlets)
  })
})

async function readBack(path: string): Promise<{ summary: RosterSummary; rows: Row[] }> {
  let text = ''
  const request = { path, limits: { bytes: 20e6, unpacked: 400e6, rows: 200_000 }, rosterId: '1', mappingOverride: {}, rememberedMapping: {}, singleOutlet: undefined, today: '2026-11-25' }
  const summary = await readRosterFile(request, keyring, {
    chunk: async (bytes) => {
      text += bytes.toString()
    },
    progress: () => undefined,
  })
  const rows = text.trimEnd().split('\n').map((line): Row => {
    const values = line.split('\t')
    return Object.fromEntries(COPY_COLUMNS.map((column, index) => [column, values[index] ?? '']))
  })
  return { summary, rows }
}

/** An unknown outlet and a misread number are found later, by comparing. */
function same(row: Row | undefined, line: Line): void {
  ok(row, `${line.rowNo} ${line.name}`)
  const rejected = line.mistake !== undefined && line.mistake !== 'misread-id' && line.mistake !== 'unknown-outlet'
  equal(row['accepted'], rejected ? 'f' : 't', `${line.name} ${line.mistake ?? ''} ${row['rejections'] ?? ''}`)
  if (rejected) return ok(row['rejections']?.includes(`"code":"${line.mistake}"`), row['rejections'] ?? '')
  const meant = [line.name, line.idKind, keyring.hash(`id:${line.idKind}`, line.idNumber), keyring.hash('phone', line.phone), isoDay(line.hiredOn), line.kind, line.agency || '\\N', line.post, line.outletName]
  const read = ['name', 'id_kind', 'id_hash', 'phone_hash', 'hired_on', 'kind', 'agency_name', 'post', 'outlet_name'].map((column) => row[column]?.replace('•', '·'))
  deepEqual(read, meant)
}
