// The 20 nearest stations, in a network as large as a district's and in one as large as a country's.

import { againstBare } from './against-bare.ts'
import { atLeast, atMost, type Measure } from './measure.ts'
import { benchCity, type Scratch } from './scratch.ts'
import type { Server } from './server.ts'

const NETWORKS = [460, 100_000]

export async function measureNearestStation(scratch: Scratch, server: Server, { quick, say }: { quick: boolean; say: (line: string) => void }): Promise<Measure[]> {
  const measures: Measure[] = []
  const known = await lastStation(scratch)
  try {
    for (const size of NETWORKS) {
      const network = `the 20 nearest of ${size.toLocaleString('en')} stations`
      say(`${network} …`)
      await growTo(scratch, size)
      const { queries, ours, floor } = await againstBare(scratch, server, { path: '/stations/nearest?lat=39.935&lon=116.455', items: 20 }, { quick })
      measures.push(atLeast(`${network}, requests a second (${queries})`, 'req/s', ours.perSecond, floor.perSecond, 0.6), atMost(`${network}, p99`, 'ms', ours.p99, floor.p99, 2))
    }
  } finally {
    await scratch.pool.query(`delete from city_${benchCity}.station_exception where station_id > $1`, [known])
    await scratch.pool.query(`delete from city_${benchCity}.station where id > $1`, [known])
  }
  return measures
}

/** Copies of the demo's stations, with their hours and facilities, all over the district; one in ten has a day of its own. */
async function growTo({ pool }: Scratch, size: number): Promise<void> {
  const city = `city_${benchCity}`
  const { rows } = await pool.query<{ id: string }>(
    `insert into ${city}.station (name, pinyin, initials, kind, partner_id, place, lon, lat, address, entrance_note, amenities, hours, capacity, audience, status, opened_on, last_confirmed_on, created_at)
    select s.name || n, s.pinyin, s.initials, s.kind, s.partner_id, s.place, 116.34 + (n * 0.6180339887) % 0.3, 39.82 + (n * 0.7548776662) % 0.25, s.address, s.entrance_note, s.amenities, s.hours, s.capacity, s.audience, 'open', s.opened_on, s.last_confirmed_on, s.created_at
    from (select *, row_number() over (order by id) as nth, count(*) over () as of from ${city}.station where status = 'open' and hours is not null) s
    join generate_series(1, $1 - (select count(*) from ${city}.station where status in ('open', 'paused'))) as n on s.nth = 1 + n % s.of
    returning id`,
    [size],
  )
  await pool.query(`insert into ${city}.station_exception (station_id, from_on, until_on, spans, created_by, created_at) select id, current_date, current_date + 3, '[]', 1, now() from unnest($1::bigint[]) as id where id % 10 = 0`, [rows.map((row) => row.id)])
  await pool.query(`analyze ${city}.station, ${city}.station_exception`)
}

async function lastStation({ pool }: Scratch): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(`select coalesce(max(id), 0) as id from city_${benchCity}.station`)
  return Number(rows[0]?.id)
}
