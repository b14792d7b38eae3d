// Where a worker is, follows from their engagements. Whoever opens, ends or moves engagements calls this once, at the end.

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'

/**
 * Sets of the given workers: `place` (of the spell that goes on and began last; else of the last that ended), `state`
 * (present while any goes on, else away; merged and left stay), `trade` (of that spell's outlet), and which of their
 * spells are `elsewhere`. Set-based; rows that are right already are not written.
 *
 * Needs every engagement of these workers in sight: call it beyond the scope of a person (beyondScope) or in the
 * system's. Does not count as a change of what people said, so no revision moves.
 */
export async function refreshWorkers(tx: Tx, workerIds: readonly number[]): Promise<void> {
  const ids = [...new Set(workerIds)]
  if (ids.length === 0) return
  await sql`
    update worker w set place = coalesce(main.place, w.place), state = main.state, trade = coalesce(main.trade, w.trade)
    from (
      select asked.id, e.place, case when e.worker_id is not null and e.until_on is null then 'present' else 'away' end as state, o.trade
      from unnest(${ids}::int8[]) as asked (id)
      left join lateral (
        select worker_id, place, outlet_id, until_on from engagement where worker_id = asked.id
        order by until_on desc nulls first, since desc, id desc limit 1
      ) e on true
      left join outlet o on o.id = e.outlet_id
    ) main
    where w.id = main.id and w.state in ('present', 'away')
      and (w.place, w.state, w.trade) is distinct from (coalesce(main.place, w.place), main.state, coalesce(main.trade, w.trade))`.execute(tx)
  await sql`
    update engagement e set elsewhere = e.until_on is null and e.place <> w.place
    from worker w
    where e.worker_id = any(${ids}::int8[]) and w.id = e.worker_id and e.elsewhere <> (e.until_on is null and e.place <> w.place)`.execute(tx)
}
