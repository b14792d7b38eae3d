// GET /stations/{id} and GET /network/stations/{id}: one station whole.

import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { Hours } from '../../../../contract/stations.ts'
import type { Verb } from '../../../../contract/permissions.ts'
import { grantsInForce, scopeFor } from '../../../platform/http/actor.ts'
import { holds } from '../../../../contract/permissions.ts'
import { reachesPlace } from '../../../platform/database/reach.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { holdersOver, settingValue } from '../../access/index.ts'
import { companyNames, tradeNames } from '../../registry/index.ts'
import { cityClock } from '../hours/city-clock.ts'
import { readExceptions } from '../hours/exceptions.ts'
import { confirmationOf } from './rules.ts'
import { getStationInReach, publicStation, stationColumns, stationViews, type StationRow } from './station-store.ts'

type More = { entrance_note: string; pause_note: string; audience_trades: string[]; audience_companies: number[]; opened_on: Temporal.PlainDate | null; closed_on: Temporal.PlainDate | null }

export async function getStation(call: Call<'GET /stations/{id}'>): Promise<Reply<'GET /stations/{id}'>> {
  const { rows } = await sql<StationRow & More>`
    select ${stationColumns(call.today, 's')}, s.entrance_note, s.pause_note, s.audience_trades, s.audience_companies, s.opened_on, s.closed_on
    from ${publicStation} where s.id = ${call.params.id}`.execute(call.tx)
  if (!rows[0]) throw notFound()
  call.answer.etag(rows[0].revision)
  return detailOf(call, rows[0], 'everybody')
}

export function getKeptStation(call: Call<'GET /network/stations/{id}'>): Promise<Reply<'GET /network/stations/{id}'>> {
  return answerKept(call, call.params.id)
}

/** The station as it stands, with its revision as ETag. @throws Problem not-found */
export async function answerKept(call: Context, id: number): Promise<Reply<'GET /network/stations/{id}'>> {
  const row = await getStationInReach(call, id)
  const more = await call.tx.selectFrom('station').select(['entrance_note', 'pause_note', 'audience_trades', 'audience_companies', 'opened_on', 'closed_on']).where('id', '=', id).executeTakeFirstOrThrow()
  call.answer.etag(row.revision)
  const days = daysSince(row.last_confirmed_on, call.today)
  const keepers = await holdersOver(call, 'station.keep', { stations: [id], partners: [row.partner_id] })
  return {
    ...(await detailOf(call, { ...row, ...more }, 'keepers')),
    confirmation: confirmationOf(days, await settingValue(call, 'station.confirm-days')), confirmed_days_ago: days,
    keepers: [...new Map(keepers.map(({ account, name }) => [account, { account, name }])).values()],
    may: { write: reachesStation(call, 'station.write', row), keep: reachesStation(call, 'station.keep', row) },
  }
}

/** Whether the caller's grants for a verb reach the station, whatever door they came through. */
export function reachesStation({ actor, today, city }: Context, verb: Verb, { id, place, partner_id: partner }: Pick<StationRow, 'id' | 'place' | 'partner_id'>): boolean {
  if (!grantsInForce(actor, today).some(({ role }) => holds(role, verb))) return false
  const scope = scopeFor(actor, verb, today)
  return reachesPlace({ scope, city }, place) || scope.stations.includes(id) || scope.partners.includes(partner)
}

export function daysSince(day: Temporal.PlainDate | null, today: Temporal.PlainDate): number | null {
  return day && Math.max(0, day.until(today, { largestUnit: 'days' }).days)
}

async function detailOf(call: Context, row: StationRow & More, who: 'everybody' | 'keepers') {
  const [view] = await stationViews(call, [row], { clock: await cityClock(call), who })
  if (!view) throw notFound()
  const [trades, companies] = [await tradeNames(call), await companyNames(call.tx, row.audience_companies)]
  return {
    ...view,
    audience: { kind: row.audience, trades: row.audience_trades.map((code) => ({ code, name: trades.get(code) ?? code })), companies: row.audience_companies.map((id) => ({ id, name: companies.get(id) ?? '' })) },
    entrance_note: row.entrance_note, pause_note: row.status === 'paused' ? row.pause_note : '', hours: row.hours as Static<typeof Hours> | null, exceptions: await readExceptions(call, row.id), opened_on: row.opened_on, closed_on: row.closed_on, revision: row.revision,
  }
}
