// `npm run simulate -- …`: roster files of a simulated city, lists of any length, and what the city holds.

import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { parseArgs } from 'node:util'
import { CHAOYANG_SIZE, DAYS_AHEAD, simulateCity } from './city/simulate-city.ts'
import type { SimulatedCity } from './city/simulate-city.ts'
import type { CitySize } from './city/model.ts'
import { dayNumber, isoDay, ZONE } from './days.ts'
import { STYLES } from './files/styles.ts'
import { writeBulkRoster } from './files/write-bulk-roster.ts'
import { writeRosterFile, writeRosterFiles } from './files/write-roster-file.ts'
import type { RosterFile } from './files/write-roster-file.ts'
import { summarise } from './summary.ts'

const HELP = `npm run simulate -- COMMAND [options]        People and companies are invented.

  rosters   the list of every company for a day, each in its own untidy style
            --day 2026-11-25   default: today; the demo's registry stands a day before it
            --out DIR          default: rosters
            --company NAME     one company only: its short name (疾鹿外卖（朝阳）) or number
            --style ID         another habit than its own: ${STYLES.map((style) => style.id).join(', ')}
            --clean            without the mistakes clerks make
  csv       a list of any length, for benchmarks
            --rows 50000
            --out FILE         .csv or .xlsx
            --next             the next day's list: 1 % joined, 1 % left, 0.3 % moved, 0.5 % changed
  summary   what the city holds

  for all:  --city 110105      GB/T 2260 code of a city, district or county
            --seed 1           the demo's is 1: the same seed gives the same city
            --today 2026-11-25 the day on which the registry is looked at
            --size C,O,W       companies, outlets, workers; default ${CHAOYANG_SIZE.companies},${CHAOYANG_SIZE.outlets},${CHAOYANG_SIZE.workers}

Files can be written for the 180 days before --today and the ${DAYS_AHEAD} after it.`

const OPTIONS = {
  city: { type: 'string', default: '110105' },
  seed: { type: 'string', default: '1' },
  today: { type: 'string' },
  size: { type: 'string' },
  day: { type: 'string' },
  out: { type: 'string' },
  company: { type: 'string' },
  style: { type: 'string' },
  clean: { type: 'boolean', default: false },
  rows: { type: 'string', default: '50000' },
  next: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const

class WrongUse extends Error {}

type Options = ReturnType<typeof read>['values']

try {
  const { values, positionals } = read()
  const [command] = positionals
  if (values.help || command === undefined || command === 'help') console.log(HELP)
  else if (command === 'rosters') await rosters(values)
  else if (command === 'csv') await csv(values)
  else if (command === 'summary') console.log(summarise(simulate(values)))
  else throw new WrongUse(`No command ${command}`)
} catch (error) {
  if (!(error instanceof WrongUse || error instanceof RangeError)) throw error
  console.error(`${error.message}\n\n${HELP}`)
  process.exitCode = 1
}

function read() {
  try {
    return parseArgs({ options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw new WrongUse(error instanceof Error ? error.message : String(error))
  }
}

async function rosters(values: Options): Promise<void> {
  const city = simulate(values)
  const day = dayNumber(values.day ? Temporal.PlainDate.from(values.day) : today(values))
  const folder = values.out ?? 'rosters'
  await mkdir(folder, { recursive: true })
  const company = city.companies.list.find((one) => one.shortName === values.company || String(one.id) === values.company)
  if (values.company && !company) throw new WrongUse(`No company ${values.company}`)
  const habit = { ...(values.style ? { style: values.style } : {}), ...(values.clean ? { mistakes: [] } : {}) }
  if (company) tell(city, [await writeRosterFile({ city, company, day, folder, ...habit })])
  else tell(city, await writeRosterFiles(city, day, folder, habit))
}

function tell(city: SimulatedCity, files: readonly RosterFile[]): void {
  for (const { path, rows, rejected, expected, company } of files) {
    const standing = company.standingOn === undefined ? '' : ` against ${isoDay(company.standingOn)}`
    const counts = expected ? `, ${expected.joined.length} joined, ${expected.left.length} left, ${expected.moved.length} moved, ${expected.changed.length} changed` : ''
    console.log(`${path}: ${rows} rows, ${rejected} to reject${standing}${counts}`)
  }
  console.log(`${files.length} files of ${city.companies.list.filter((company) => company.submits).length} companies that submit`)
}

async function csv(values: Options): Promise<void> {
  const rows = Number(values.rows)
  if (!Number.isSafeInteger(rows) || rows < 1) throw new WrongUse(`--rows ${values.rows} is no number of rows`)
  const path = values.out ?? `roster-${rows}.csv`
  await mkdir(dirname(path), { recursive: true })
  const churn = values.next ? { churn: { joined: 0.01, left: 0.01, moved: 0.003, changed: 0.005 } } : {}
  const { outlets, ...counts } = await writeBulkRoster({ rows, seed: values.seed, path, format: path.endsWith('.xlsx') ? 'xlsx' : 'csv', ...churn })
  console.log(`${path}: ${JSON.stringify(counts)}, ${outlets.length} outlets (${outlets[0] ?? ''} …)`)
}

function simulate(values: Options): SimulatedCity {
  const size = values.size ? readSize(values.size) : undefined
  return simulateCity({ city: Number(values.city), seed: /^\d+$/.test(values.seed) ? Number(values.seed) : values.seed, today: today(values), ...(size ? { size } : {}) })
}

function today(values: Options): Temporal.PlainDate {
  return values.today ? Temporal.PlainDate.from(values.today) : Temporal.Now.plainDateISO(ZONE)
}

function readSize(text: string): CitySize {
  const [companies, outlets, workers] = text.split(',').map(Number)
  if (!companies || !outlets || !workers) throw new WrongUse(`--size ${text}: three numbers, as in 6,20,300`)
  return { companies, outlets, workers }
}
