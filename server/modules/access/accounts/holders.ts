// To whom word of a thing goes: whoever holds the role for it, nearest first.

import { sql } from 'kysely'
import { holds, roles, type Verb } from '../../../../contract/permissions.ts'
import { parentCode } from '../../../../contract/place-code.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context } from '../../../platform/http/call.ts'

export type HeldThing = { station?: number; partner?: number; company?: number; outlet?: number; place: number }

/**
 * Accounts of staff that hold a verb today over the thing itself, or over the partner or company it belongs to; where
 * nobody does, those who hold it over the smallest place around it. Empty where nobody holds it at all.
 */
export async function nearestHolders(call: Pick<Context, 'tx' | 'scope' | 'today'>, verb: Verb, thing: HeldThing): Promise<number[]> {
  const holding = roles.filter((role) => holds(role, verb))
  const places = placesAround(thing.place)
  // A worker who remarks something reaches nobody's roles, and learns of none here.
  const rows = await beyondScope(call, async () => {
    const found = await sql<{ account_id: number; place: number | null }>`
      select distinct g.account_id, g.place from role_grant g join account a on a.id = g.account_id
      where g.role = any(${holding}::text[]) and g.revoked_at is null and g.from_on <= ${call.today} and (g.until_on is null or g.until_on >= ${call.today}) and a.status = 'active' and a.kind = 'staff'
        and (g.station_id = ${thing.station ?? null} or g.partner_id = ${thing.partner ?? null} or g.company_id = ${thing.company ?? null} or g.outlet_id = ${thing.outlet ?? null} or g.place = any(${places}::int8[]))`.execute(call.tx)
    return found.rows
  })
  for (const at of [null, ...places]) {
    const here = rows.filter((row) => row.place === at).map((row) => row.account_id)
    if (here.length > 0) return [...new Set(here)].sort((a, b) => a - b)
  }
  return []
}

/** The place, then what it lies in, the city last. */
function placesAround(place: number): number[] {
  const around = [place]
  for (let above = parentCode(place); above !== undefined; above = parentCode(above)) if (above !== around.at(-1)) around.push(above)
  return around
}
