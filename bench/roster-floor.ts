// The floor of a roster: COPY of the same rows, ANALYZE, and the bare diff, as somebody would write it by hand.

import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { COPY_COLUMNS } from '../server/modules/registry/rosters/reading/copy-text.ts'
import { benchCity } from './scratch.ts'

const schema = `city_${benchCity}`
const columns = COPY_COLUMNS.join(', ')

export async function makeFloor(pool: pg.Pool): Promise<void> {
  await pool.query(`create table ${schema}.floor_row (like ${schema}.roster_row including all)`)
}

/** The rows of a roster as COPY text: the same bytes go into the floor's table. */
export async function stagedRows(pool: pg.Pool, roster: number): Promise<Buffer[]> {
  const client = await pool.connect()
  try {
    const chunks: Buffer[] = []
    for await (const chunk of client.query(copyTo(`copy (select ${columns} from ${schema}.roster_row where roster_id = ${roster} order by row_no) to stdout`))) chunks.push(chunk as Buffer)
    return chunks
  } finally {
    client.release()
  }
}

/** Milliseconds. */
export async function floorOf(pool: pg.Pool, rows: readonly Buffer[], company: number): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query(`truncate ${schema}.floor_row`)
    const began = performance.now()
    await client.query(`begin; set local search_path = ${schema}`)
    const copy = client.query(copyFrom(`copy floor_row (${columns}) from stdin`))
    const done = finished(copy)
    for (const chunk of rows) if (!copy.write(chunk)) await new Promise((resolve) => copy.once('drain', resolve))
    copy.end()
    await done
    await client.query('analyze floor_row')
    await client.query(DIFF, [company])
    await client.query('commit')
    return performance.now() - began
  } finally {
    client.release()
  }
}

const DIFF = `
select count(*) filter (where s.id is null) as joined,
  count(*) filter (where r.row_no is null) as left,
  count(*) filter (where s.outlet_id <> o.id) as moved,
  count(*) filter (where s.outlet_id = o.id and (r.name, r.phone_hash, r.kind, r.agency_name, r.post, r.hired_on) is distinct from (s.name, s.phone_hash, s.kind, s.agency_name, s.post, s.hired_on)) as changed
from (floor_row r left join outlet o on o.company_id = $1 and o.name_key = r.outlet_key)
full join (
  select e.id, w.id_hash, t.outlet_id, t.name, t.phone_hash, t.kind, t.agency_name, t.post, t.hired_on
  from engagement e join worker w on w.id = e.worker_id join statement t on t.engagement_id = e.id and t.source = 'roster'
  where e.company_id = $1 and e.until_on is null
) s on s.id_hash = r.id_hash`
