// Which stations a campaign hands out at, or vouchers were redeemed at: those do not go.

import { sql } from 'kysely'
import type { StationUse } from '../../stations/index.ts'
import { words } from '../words.ts'

export const stationsThatHandOut: StationUse = async ({ tx, language }, stations) => {
  const { rows: [found] } = await sql<{ count: number }>`
    select count(*)::int as count from unnest(${[...stations]}::int8[]) as t (id)
    where exists (select from campaign_station s where s.station_id = t.id) or exists (select from voucher_redemption r where r.station_id = t.id)`.execute(tx)
  const count = found?.count ?? 0
  return count === 0 ? undefined : words(language, `${count} 个新驿站已列入活动发放点或核过券`, `${count} new stations hand out for a campaign or have taken vouchers`)
}
