// Stations of which nobody has said for long that what stands about them is right: at the desks of those who may say it.

import { sql } from 'kysely'
import { inPlace } from '../../../platform/database/reach.ts'
import { settingValue } from '../../access/index.ts'
import { deskDeadline, registerMatters, startOfDay, type Asking, type Matter } from '../../registry/index.ts'
import { stationInReach } from '../network/station-store.ts'

/** Called when the module is loaded. */
export function introduceUnconfirmed(): void {
  registerMatters({
    kind: 'station-unconfirmed',
    dealtWithBy: ['station.confirm'],
    async read(call, reach, place) {
      const days = await settingValue(call, 'station.confirm-days')
      const { rows } = await sql<Unconfirmed>`
        select s.id, s.name, s.place, p.short_name as partner, s.last_confirmed_on as confirmed, coalesce(s.last_confirmed_on, s.opened_on, (s.created_at at time zone 'Asia/Shanghai')::date) as from_on
        from station s join partner_label p on p.id = s.partner_id
        where s.status in ('open', 'paused') and ${stationInReach(reach)} and ${inPlace('s.place', place)}
          and coalesce(s.last_confirmed_on, date '-infinity') <= ${call.today.subtract({ days })}`.execute(call.tx)
      return rows.map((row) => matter(call, row, days))
    },
  })
}

type Unconfirmed = { id: number; name: string; place: number; partner: string; confirmed: Temporal.PlainDate | null; from_on: Temporal.PlainDate }

function matter({ today }: Asking, { id, name, place, partner, confirmed, from_on: from }: Unconfirmed, days: number): Matter {
  const since = confirmed ?? from
  const ago = since.until(today, { largestUnit: 'days' }).days
  return {
    key: `station-unconfirmed:${id}`, kind: 'station-unconfirmed', dueAt: deskDeadline(confirmed ? confirmed.add({ days }) : today), since: startOfDay(since), place, who: partner, href: `/desk/stations/${id}`,
    words: (language) => (language === 'en'
      ? { title: confirmed ? `${name}: not confirmed for ${ago} days` : `${name}: never confirmed`, note: confirmed ? `last on ${confirmed.toString()}` : '' }
      : { title: confirmed ? `${name} 的信息 ${ago} 天没核对` : `${name} 的信息还没核对过`, note: confirmed ? `上次 ${confirmed.month}月${confirmed.day}日` : '' }),
  }
}
