// The code on the wall: one in use at a time, replaced when it hangs where it should not.

import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { notFound, Problem } from '../../../platform/http/problem.ts'
import { codeOf, foldCode } from '../../../platform/secrets/code-rules.ts'
import { words } from '../../../platform/words.ts'
import { stationInReach } from '../network/station-store.ts'
import { keptStation } from '../station-in-reach.ts'
import { codeHref } from './code-address.ts'
import { PRINTED_LETTERS } from './rules.ts'

type Row = { code: string; created_at: Temporal.Instant; revoked_at: Temporal.Instant | null }

export async function listCodes(call: Call<'GET /stations/{id}/codes'>): Promise<Reply<'GET /stations/{id}/codes'>> {
  const station = await keptStation(call, call.params.id)
  const rows = await call.tx.selectFrom('station_code').select(['code', 'created_at', 'revoked_at']).where('station_id', '=', station.id).orderBy('created_at', 'desc').orderBy('code').execute()
  return { items: rows.map((row) => view(call, row)) }
}

export async function printedCode(call: Pick<Context, 'tx' | 'request' | 'services' | 'city'>, station: number): Promise<ReturnType<typeof view> | null> {
  const row = await call.tx.selectFrom('station_code').select(['code', 'created_at', 'revoked_at']).where('station_id', '=', station).where('revoked_at', 'is', null).executeTakeFirst()
  return row ? view(call, row) : null
}

export async function addCode(call: Call<'POST /stations/{id}/codes'>): Promise<Reply<'POST /stations/{id}/codes'>> {
  const station = await keptStation(call, call.params.id)
  if (station.status === 'closed') throw new Problem('wrong-state', { state: words(call.language, '已关闭', 'closed') })
  // Two who press at once: one after the other, and the later code stands. Of the station no column changes.
  await sql`select 1 from station where id = ${station.id} for update`.execute(call.tx)
  await call.tx.updateTable('station_code').set({ revoked_at: call.now }).where('station_id', '=', station.id).where('revoked_at', 'is', null).execute()
  const code = codeOf(randomBytes(PRINTED_LETTERS))
  await call.tx.insertInto('station_code').values({ code, station_id: station.id, created_by: call.actor.account, created_at: call.now }).execute()
  await call.emit({ kind: 'station-code.made', place: station.place, subject: station.id })
  return view(call, { code, created_at: call.now, revoked_at: null })
}

export async function endCode(call: Call<'DELETE /station-codes/{code}'>): Promise<void> {
  const { rows } = await sql<{ code: string; station_id: number; place: number; revoked_at: Temporal.Instant | null }>`
    select c.code, c.station_id, s.place, c.revoked_at from station_code c join station s on s.id = c.station_id where c.code = ${foldCode(call.params.code)} and ${stationInReach(call)}`.execute(call.tx)
  const [row] = rows
  if (!row) throw notFound()
  if (row.revoked_at) return
  await call.tx.updateTable('station_code').set({ revoked_at: call.now }).where('code', '=', row.code).where('revoked_at', 'is', null).execute()
  await call.emit({ kind: 'station-code.ended', place: row.place, subject: row.station_id })
}

function view(call: Pick<Context, 'request' | 'services' | 'city'>, row: Row) {
  return { code: row.code, href: codeHref(call, row.code), created_at: row.created_at, revoked_at: row.revoked_at }
}
