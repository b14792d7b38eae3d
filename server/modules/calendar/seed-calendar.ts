// The official calendar, into a city: a new one, and at each start with a newer release one that exists.

import type pg from 'pg'
import { officialDays } from './official-days.ts'

/**
 * What was entered in the city stays. A year's notice takes the place of what the law alone said.
 * @param client as owner; `schema` of the city
 */
export async function seedCalendar(client: pg.Pool | pg.PoolClient, schema: string): Promise<void> {
  const days = officialDays()
  const noticed = [...new Set(days.filter(({ origin }) => origin === 'state-council').map(({ date }) => Number(date.slice(0, 4))))]
  await client.query(`delete from ${schema}.calendar_day where origin = 'statutory' and extract(year from day) = any($1::int[])`, [noticed])
  await client.query(
    `insert into ${schema}.calendar_day as c (day, kind, name, name_en, origin)
     select day, kind, name, name_en, origin from unnest($1::date[], $2::text[], $3::text[], $4::text[], $5::text[]) as d (day, kind, name, name_en, origin)
     on conflict (day) do update set kind = excluded.kind, name = excluded.name, name_en = excluded.name_en, origin = excluded.origin
       where c.origin <> 'local' and (c.kind, c.name, c.origin) is distinct from (excluded.kind, excluded.name, excluded.origin)`,
    [days.map((one) => one.date), days.map((one) => one.kind), days.map((one) => one.name), days.map((one) => one.nameEn), days.map((one) => one.origin)],
  )
}
