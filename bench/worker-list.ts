// 20 workers in scope, sorted by name.

import { againstBare } from './against-bare.ts'
import { atLeast, atMost, type Measure } from './measure.ts'
import { benchCity, type Scratch } from './scratch.ts'
import type { Server } from './server.ts'

export async function measureWorkerList(scratch: Scratch, server: Server, { quick, say }: { quick: boolean; say: (line: string) => void }): Promise<Measure[]> {
  say('list of workers …')
  const place = await busiestTownship(scratch)
  const { queries, ours, floor } = await againstBare(scratch, server, { path: `/workers?place=${place}&limit=20`, items: 20 }, { quick })
  return [
    atLeast(`list of 20 workers in scope, requests a second (${queries})`, 'req/s', ours.perSecond, floor.perSecond, 0.7),
    atMost('list of 20 workers in scope, p99', 'ms', ours.p99, floor.p99, 2),
  ]
}

async function busiestTownship({ pool }: Scratch): Promise<number> {
  const { rows } = await pool.query<{ place: string }>(`select (place / 1000000) * 1000000 as place from city_${benchCity}.worker where place is not null and state = 'present' group by 1 order by count(*) desc limit 1`)
  return Number(rows[0]?.place)
}
