// What a body says of a station, asked before the write so that the field is named; and the columns it comes to.

import type { BodyOf } from '../../../../contract/operation.ts'
import type { Api } from '../../../../contract/index.ts'
import { json } from '../../../platform/database/json.ts'
import type { Context } from '../../../platform/http/call.ts'
import { invalidField } from '../../../platform/http/problem.ts'
import { spellName } from '../../places/index.ts'
import { checkPlace, checkTrade, companyNames } from '../../registry/index.ts'
import { checkedHours } from '../hours/checked-hours.ts'
import { words } from '../words.ts'

type Body = BodyOf<Api['PATCH /stations/{id}']>

/** Kept by whoever stands in the station. */
const keptFields = ['amenities', 'hours', 'capacity', 'audience', 'entrance_note'] as const

/** Whether it says more than its keepers may say. */
export function writesMore(body: Body): boolean {
  return Object.keys(body).some((field) => !(keptFields as readonly string[]).includes(field))
}

/** The columns of what the body names. @throws Problem invalid-request */
export async function stationValues(call: Context, body: Body) {
  if (body.partner_id !== undefined) await requirePartner(call, body.partner_id)
  return {
    ...(body.name === undefined ? {} : { name: body.name.trim(), ...spellName(body.name) }),
    ...(body.kind === undefined ? {} : { kind: body.kind }),
    ...(body.partner_id === undefined ? {} : { partner_id: body.partner_id }),
    ...(body.place === undefined ? {} : { place: await checkPlace(call, 'place', body.place) }),
    ...(body.position === undefined ? {} : { lon: rounded(body.position.lon), lat: rounded(body.position.lat) }),
    ...(body.address === undefined ? {} : { address: body.address.trim() }),
    ...(body.amenities === undefined ? {} : { amenities: body.amenities }),
    ...(body.hours === undefined ? {} : { hours: body.hours === null ? null : (json(checkedHours(call, body.hours)) as never) }),
    ...(body.capacity === undefined ? {} : { capacity: body.capacity }),
    ...(body.audience === undefined ? {} : await audienceValues(call, body.audience)),
    ...(body.entrance_note === undefined ? {} : { entrance_note: body.entrance_note.trim() }),
  }
}

async function audienceValues(call: Context, { kind, trades = [], companies = [] }: NonNullable<Body['audience']>) {
  if (kind === 'trades' && trades.length === 0) throw invalidField('audience.trades', words(call.language, '请选择至少一个行业', 'Choose at least one trade'))
  if (kind === 'companies' && companies.length === 0) throw invalidField('audience.companies', words(call.language, '请选择至少一家企业', 'Choose at least one company'))
  if (kind === 'trades') for (const trade of trades) await checkTrade(call, trade)
  if (kind === 'companies' && (await companyNames(call.tx, companies)).size < new Set(companies).size) throw invalidField('audience.companies', words(call.language, '没有这家企业', 'There is no such company'))
  return { audience: kind, audience_trades: kind === 'trades' ? [...new Set(trades)] : [], audience_companies: kind === 'companies' ? [...new Set(companies)] : [] }
}

/** Any partner of the city that goes on may own a station anywhere in it: its name is enough. */
async function requirePartner(call: Context, partner: number): Promise<void> {
  const found = await call.tx.selectFrom('partner_label').select('id').where('id', '=', partner).where('closed_on', 'is', null).executeTakeFirst()
  if (!found) throw invalidField('partner_id', words(call.language, '没有这个单位，或已停用', 'There is no such partner, or it is closed'))
}

/** Seven digits are a centimetre. */
function rounded(degrees: number): number {
  return Number(degrees.toFixed(7))
}
