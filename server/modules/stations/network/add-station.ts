// POST /stations

import { sql } from 'kysely'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { checkPlace } from '../../registry/index.ts'
import { stationValues } from './checked-station.ts'
import { answerKept } from './station-detail.ts'

export async function addStation(call: Call<'POST /stations'>): Promise<Reply<'POST /stations'>> {
  const { status = 'planned', ...body } = call.body
  const place = await checkPlace(call, 'place', body.place)
  await requireNewName(call, { name: body.name.trim(), place })
  const values = await stationValues(call, body)
  const made = await call.tx
    .insertInto('station')
    .values({
      name: body.name.trim(), kind: body.kind, partner_id: body.partner_id, lon: body.position.lon, lat: body.position.lat, ...values, place, status, created_at: call.now,
      // Whoever opens a station has just looked at what they wrote.
      ...(status === 'open' ? { opened_on: call.today, last_confirmed_on: call.today } : {}),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await call.emit({ kind: 'station.added', place, subject: made.id, data: { kind: body.kind, status, partner: body.partner_id } })
  return answerKept(call, made.id)
}

/** Two stations of one community that are called the same are one that was entered twice. @throws Problem already-exists */
export async function requireNewName(call: Pick<Context, 'tx'>, { name, place, id = 0 }: { name: string; place: number; id?: number }): Promise<void> {
  const { rows } = await sql`select from station where name = ${name} and place = ${place} and id <> ${id} and status <> 'closed'`.execute(call.tx)
  if (rows.length > 0) throw new Problem('already-exists', { what: name })
}
