// For whoever asks how far it is to an outlet: where they are, and how many work from each.

import { sql } from 'kysely'
import type { Context } from '../../../platform/http/call.ts'
import { outletInReach } from './outlet-store.ts'

export type OutletToReach = { id: number; name: string; place: number; lon: number | null; lat: number | null; workers: number }

/** Open outlets in reach, inside `place` when one is given, by id. Who works from two is counted at both. */
export async function outletsToReach(call: Pick<Context, 'tx' | 'scope' | 'city'>, place?: number): Promise<OutletToReach[]> {
  const { rows } = await sql<OutletToReach>`
    select o.id, o.name, o.place, o.lon, o.lat, coalesce(e.workers, 0) as workers
    from outlet o left join (select outlet_id, count(*)::int as workers from engagement where until_on is null group by outlet_id) e on e.outlet_id = o.id
    where ${outletInReach(call, place)} and o.closed_on is null order by o.id`.execute(call.tx)
  return rows
}
