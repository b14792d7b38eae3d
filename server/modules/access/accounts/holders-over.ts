// Who holds a role over stations and partners: as the people who see the station see them.

import { sql } from 'kysely'
import { holds, roles, type Verb } from '../../../../contract/permissions.ts'
import type { Context } from '../../../platform/http/call.ts'

export type Holder = { account: number; name: string; station: number | null; partner: number | null }

/** Staff who hold the verb today over one of these stations or partners, as far as row security shows their grants; by name. */
export async function holdersOver(call: Pick<Context, 'tx' | 'today'>, verb: Verb, over: { stations: readonly number[]; partners: readonly number[] }): Promise<Holder[]> {
  const holding = roles.filter((role) => holds(role, verb))
  const { rows } = await sql<Holder>`
    select distinct a.id as account, a.name, g.station_id as station, g.partner_id as partner
    from role_grant g join account a on a.id = g.account_id
    where g.role = any(${holding}::text[]) and g.revoked_at is null and g.from_on <= ${call.today} and (g.until_on is null or g.until_on >= ${call.today}) and a.status = 'active' and a.kind = 'staff'
      and (g.station_id = any(${[...over.stations]}::int8[]) or g.partner_id = any(${[...over.partners]}::int8[]))
    order by a.name, a.id`.execute(call.tx)
  return rows
}
