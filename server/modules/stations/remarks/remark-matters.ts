// What waits at the desk of whoever keeps stations: remarks nobody has answered.

import { sql, type SqlBool } from 'kysely'
import { inPlace } from '../../../platform/database/reach.ts'
import { settingValue } from '../../access/index.ts'
import { registerMatters, type MatterWords } from '../../registry/index.ts'
import { readRemarks, type RemarkRow } from './remark-store.ts'
import { remarkDue } from './rules.ts'
import { remarkWords } from './words.ts'

const MOST = 200

/** Called when the module is loaded. */
export function introduceRemarkMatters(): void {
  registerMatters({
    kind: 'station-remark',
    dealtWithBy: ['station.keep'],
    async read(call, reach, place) {
      const days = await settingValue(call, 'station.remark-days')
      const rows = await readRemarks({ tx: call.tx, city: call.city, today: call.today, services: call.services, scope: reach.scope }, sql<SqlBool>`r.state = 'open' and ${inPlace('s.place', place)}`, sql`r.made_at, r.id`, MOST)
      return rows.map((row) => ({ key: `station-remark:${row.id}`, kind: 'station-remark', dueAt: remarkDue(row.made_at, days), since: row.made_at, place: row.place, who: row.station, href: `/desk/stations/${row.station_id}?remark=${row.id}`, words: matterWords(row) }))
    },
  })
}

function matterWords({ station, kind, amenity, note }: RemarkRow): MatterWords {
  return (language) => ({ title: language === 'en' ? `${station}: ${remarkWords('en', kind, amenity)}` : `${station}：${remarkWords('zh-CN', kind, amenity)}`, note })
}
