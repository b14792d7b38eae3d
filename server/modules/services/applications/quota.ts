// Places a month. One row counts them, so that two who come at once cannot both take the last.

import { sql } from 'kysely'
import type { Context } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'

/**
 * Takes a place of this month. It stays taken with the transaction only.
 * @returns the month, or null where as many may come as like
 * @throws Problem quota-used
 */
export async function takePlace(call: Context, service: number, quota: number | null): Promise<Temporal.PlainDate | null> {
  if (quota === null) return null
  const month = call.today.with({ day: 1 })
  const { rows } = await sql`
    insert into service_month as m (service_id, month, taken) values (${service}, ${month}, 1)
    on conflict (service_id, month) do update set taken = m.taken + 1 where m.taken < ${quota}
    returning 1`.execute(call.tx)
  if (rows.length === 0) throw new Problem('quota-used')
  return month
}

/** What was withdrawn or refused used no place. */
export async function givePlaceBack(call: Pick<Context, 'tx'>, service: number, month: Temporal.PlainDate | null): Promise<void> {
  if (month !== null) await sql`update service_month set taken = taken - 1 where service_id = ${service} and month = ${month} and taken > 0`.execute(call.tx)
}
