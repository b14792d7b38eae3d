// What waits at the desk of whoever keeps stations: goods that run out.

import { sql, type SqlBool } from 'kysely'
import { inPlace } from '../../../platform/database/reach.ts'
import { registerMatters } from '../../registry/index.ts'
import { stockRows } from './stock-lines.ts'

const MOST = 200

/** Called when the module is loaded. */
export function introduceStockMatters(): void {
  registerMatters({
    kind: 'stock-low',
    dealtWithBy: ['station.keep'],
    async read(call, reach, place) {
      const rows = await stockRows({ tx: call.tx, city: call.city, scope: reach.scope }, sql<SqlBool>`k.quantity <= k.low_at and g.retired_on is null and s.status in ('open', 'paused') and ${inPlace('s.place', place)}`, MOST)
      return rows.map((row) => ({
        key: `stock-low:${row.station_id}:${row.good_id}`, kind: 'stock-low', dueAt: null, since: row.moved_at ?? call.now, place: row.place, who: row.station, href: `/desk/stations/${row.station_id}/counter`,
        words: (language) => (language === 'en' ? { title: `${row.station}: ${row.quantity} left of ${row.good}`, note: `asks for more at ${row.low_at}` } : { title: `${row.station}的${row.good}还剩 ${row.quantity}${row.unit}`, note: `补货线 ${row.low_at}${row.unit}` }),
      }))
    },
  })
}
