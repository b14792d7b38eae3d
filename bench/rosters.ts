// Bytes of a roster to its preview, and from there into the registry, over HTTP, against the floor of the same rows.

import { openAsBlob } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { foldOutletName } from '../server/modules/registry/rosters/reading/fold-outlet-name.ts'
import { bulkOutlets, writeBulkRoster, type BulkCounts } from '../simulator/files/write-bulk-roster.ts'
import { atMost, median, under, type Measure } from './measure.ts'
import { floorOf, makeFloor, stagedRows } from './roster-floor.ts'
import { benchCity, type Scratch } from './scratch.ts'
import type { Server } from './server.ts'

const ROWS = 50_000
const MILLION = 1_000_000
/** A day's change of a company whose people stay five months on average. */
const CHURN = { joined: 0.004, left: 0.004, moved: 0.001, changed: 0.001 }
const TIMES = 5

export async function measureRosters(scratch: Scratch, server: Server, options: { million: boolean; say: (line: string) => void }): Promise<Measure[]> {
  const { say } = options
  await makeFloor(scratch.pool)
  const company = await makeCompany(scratch, ROWS)
  const files = await writeFiles(scratch.folder)
  const today = Temporal.Now.plainDateISO('Asia/Shanghai')
  const day = (back: number) => today.subtract({ days: back }).toString()

  say('50,000 rows, first list …')
  await previewOf(server, company, files.base, day(40)).then(({ id }) => withdraw(server, id))
  const first: number[] = []
  let base: Preview | undefined
  for (let time = 0; time < 3; time += 1) {
    if (base) await withdraw(server, base.id)
    base = await previewOf(server, company, files.base, day(39))
    first.push(base.ms)
  }
  if (!base) throw new Error('no preview')
  const baseRows = await stagedRows(scratch.pool, base.id)
  const firstFloor = median([await floorOf(scratch.pool, baseRows, company), await floorOf(scratch.pool, baseRows, company), await floorOf(scratch.pool, baseRows, company)])
  await quiet(scratch)
  const firstApply = await applied(server, base.id)
  await quiet(scratch)
  await scratch.pool.query('vacuum analyze')

  say('50,000 rows, day by day …')
  const churnedOnce = await previewOf(server, company, files.churned, day(38))
  expect(churnedOnce, files.counts)
  const churnedRows = await stagedRows(scratch.pool, churnedOnce.id)
  await withdraw(server, churnedOnce.id)
  const csv: number[] = []
  const apply: number[] = []
  const floor: number[] = []
  for (let time = 0; time < TIMES; time += 1) {
    const churned = time % 2 === 0
    await quiet(scratch)
    floor.push(await floorOf(scratch.pool, churned ? churnedRows : baseRows, company))
    const preview = await previewOf(server, company, churned ? files.churned : files.base, day(30 - time))
    csv.push(preview.ms)
    apply.push(await applied(server, preview.id))
  }
  say('50,000 rows, .xlsx …')
  const xlsx: number[] = []
  for (let time = 0; time < 3; time += 1) {
    await quiet(scratch)
    const preview = await previewOf(server, company, files.xlsx, day(20))
    xlsx.push(preview.ms)
    await withdraw(server, preview.id)
  }
  const measures = [
    atMost('50,000-row CSV, bytes to preview', 'ms', median(csv), median(floor), 4),
    atMost('50,000-row list applied, 1 % changed', 'ms', median(apply), median(floor), 2),
    atMost('50,000-row .xlsx, bytes to preview', 'ms', median(xlsx), median(floor), 10),
    atMost('50,000-row CSV, first list, bytes to preview', 'ms', median(first), firstFloor, null),
    atMost('50,000-row first list applied: everybody new', 'ms', firstApply, firstFloor, null),
  ]
  if (options.million) {
    say('1,000,000 rows …')
    const large = await makeCompany(scratch, MILLION)
    const path = join(scratch.folder, 'million.csv')
    await writeBulkRoster({ rows: MILLION, seed: 2, path })
    const preview = await previewOf(server, large, path, day(1))
    await rm(path)
    measures.push(atMost('1,000,000-row CSV, bytes to preview, against 50,000', 'ms', preview.ms, median(first), 22))
    await withdraw(server, preview.id)
  }
  measures.push(under('resident memory of the server, highest with all these rosters', 'MB', await server.peakMemory(), 400))
  return measures
}

/** Waits for what an application left to do (looking for duplicates, vacuum): none of it belongs to the next measurement. */
async function quiet({ pool }: Scratch): Promise<void> {
  for (let calm = 0; calm < 5; ) {
    const { rows } = await pool.query<{ busy: number }>("select count(*)::int as busy from pg_stat_activity where datname = current_database() and state = 'active' and pid <> pg_backend_pid()")
    calm = rows[0]?.busy === 0 ? calm + 1 : 0
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
}

type Preview = { id: number; ms: number; counts: Record<string, number> }

/** From the first byte sent to the event that says `ready`. */
async function previewOf(server: Server, company: number, path: string, asOf: string): Promise<Preview> {
  const form = new FormData()
  form.append('file', await openAsBlob(path), path)
  const began = performance.now()
  const uploaded = await server.fetch(`/companies/${company}/rosters?as_of=${asOf}`, { method: 'POST', body: form })
  if (uploaded.status !== 202) throw new Error(`${uploaded.status} ${await uploaded.text()}`)
  const { id } = (await uploaded.json()) as { id: number }
  await (await server.fetch(`/rosters/${id}/events`)).text()
  const ms = performance.now() - began
  const roster = (await (await server.fetch(`/rosters/${id}`)).json()) as { state: string; reason: string | null; counts: Record<string, number> }
  if (roster.state !== 'ready') throw new Error(`${roster.state} ${roster.reason}`)
  return { id, ms, counts: roster.counts }
}

async function applied(server: Server, id: number): Promise<number> {
  const began = performance.now()
  const answer = await server.fetch(`/rosters/${id}/application`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"confirm_mass_removal":true}' })
  const ms = performance.now() - began
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`)
  return ms
}

async function withdraw(server: Server, id: number): Promise<void> {
  const answer = await server.fetch(`/rosters/${id}`, { method: 'DELETE' })
  if (answer.status !== 204) throw new Error(`${answer.status} ${await answer.text()}`)
}

/** A measurement of the wrong thing is worth nothing. Few phones of the list are also those of people of the demo city. */
function expect({ counts }: Preview, wanted: BulkCounts): void {
  const found = { ...counts, same: (counts['same'] ?? 0) + (counts['review'] ?? 0) } as Record<string, number>
  for (const kind of ['rows', 'joined', 'left', 'moved', 'changed', 'same'] as const) {
    if (found[kind] !== wanted[kind]) throw new Error(`${kind}: ${found[kind]} instead of ${wanted[kind]}`)
  }
}

async function writeFiles(folder: string) {
  const paths = { base: join(folder, 'base.csv'), churned: join(folder, 'churned.csv'), xlsx: join(folder, 'churned.xlsx') }
  await writeBulkRoster({ rows: ROWS, seed: 1, path: paths.base })
  const counts = await writeBulkRoster({ rows: ROWS, seed: 1, path: paths.churned, churn: CHURN })
  await writeBulkRoster({ rows: ROWS, seed: 1, path: paths.xlsx, churn: CHURN, format: 'xlsx' })
  return { ...paths, counts }
}

let companies = 0

async function makeCompany({ pool }: Scratch, rows: number): Promise<number> {
  companies += 1
  const place = benchCity * 1e9
  const client = await pool.connect()
  try {
    await client.query(`begin; set local search_path = city_${benchCity}`)
    const { rows: made } = await client.query<{ id: string }>(
      "insert into company (name, short_name, credit_code, kind, trade, place, created_at) values ($1, $1, $2, 'platform', 'food-delivery', $3, now()) returning id::text", [`压测企业${companies}`, `BENCH${companies}`, place])
    const id = Number(made[0]?.id)
    const names = bulkOutlets(rows)
    await client.query(
      "insert into outlet (company_id, name, name_key, kind, trade, place, created_at) select $1, n.name, n.key, 'delivery-station', 'food-delivery', $2::bigint + 1000000 * (1 + n.nth % 40), now() from unnest($3::text[], $4::text[]) with ordinality as n (name, key, nth)",
      [id, place, names, names.map((name) => foldOutletName(name))])
    await client.query('commit')
    return id
  } finally {
    client.release()
  }
}
