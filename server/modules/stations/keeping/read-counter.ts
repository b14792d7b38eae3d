// All that the tablet on the counter shows.

import { sql, type SqlBool } from 'kysely'
import { holds } from '../../../../contract/permissions.ts'
import { grantsInForce } from '../../../platform/http/actor.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { settingValue } from '../../access/index.ts'
import { codeNow } from '../codes/code-address.ts'
import { printedCode } from '../codes/printed-codes.ts'
import { confirmationOf } from '../network/rules.ts'
import { readRemarks, remarkViews } from '../remarks/remark-store.ts'
import { keptStation } from '../station-in-reach.ts'
import { stockLine, stockRows } from '../stock/stock-lines.ts'
import { exactOccupancy } from '../visits/read-occupancy.ts'
import { counterCampaigns } from './counter-campaigns.ts'
import { openingOf } from './opening.ts'

const MOST_REMARKS = 50

export async function readCounter(call: Call<'GET /stations/{id}/counter'>): Promise<Reply<'GET /stations/{id}/counter'>> {
  const station = await keptStation(call, call.params.id)
  const { opening } = await openingOf(call, station.id)
  const today = call.today.toZonedDateTime('Asia/Shanghai').toInstant()
  const remarks = await readRemarks(call, sql<SqlBool>`r.station_id = ${station.id} and (r.state = 'open' or r.decided_at >= ${today})`, sql`(r.state = 'open') desc, r.made_at, r.id`, MOST_REMARKS)
  return {
    station: {
      id: station.id, name: station.name, address: station.address, open: opening.open, reason: opening.reason, closes_at: opening.closesAt, opens_at: opening.opensAt,
      last_confirmed_on: station.last_confirmed_on, to_confirm: await toConfirm(call, station.last_confirmed_on),
    },
    code: codeNow(call, station.id, call.now), printed: await printedCode(call, station.id),
    occupancy: await exactOccupancy(call, station),
    remarks: await remarkViews(call, remarks),
    stock: (await stockRows(call, sql<SqlBool>`k.station_id = ${station.id}`)).map(stockLine),
    campaigns: await counterCampaigns(call, station.id),
    redeems: grantsInForce(call.actor, call.today).some(({ role }) => holds(role, 'voucher.redeem')),
  }
}

export async function toConfirm(call: Pick<Context, 'tx' | 'today' | 'services'>, lastConfirmed: Temporal.PlainDate | null): Promise<boolean> {
  const days = lastConfirmed && lastConfirmed.until(call.today, { largestUnit: 'days' }).days
  return confirmationOf(days, await settingValue(call, 'station.confirm-days')) !== 'confirmed'
}
