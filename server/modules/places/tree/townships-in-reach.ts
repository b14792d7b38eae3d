// The townships that somebody oversees.

import { sql } from 'kysely'
import { inPlace, inReach, type Reach } from '../../../platform/database/reach.ts'
import type { Context } from '../../../platform/http/call.ts'

/** Codes of the townships in reach, retired ones left out; inside `place` when one is given. */
export async function townshipsInReach(call: Pick<Context, 'tx'> & Reach, place?: number): Promise<number[]> {
  const { rows } = await sql<{ code: number }>`select p.code from place p where p.kind = 'township' and p.retired_on is null and ${inReach(call, { place: 'p.code' })} and ${inPlace('p.code', place)} order by p.code`.execute(call.tx)
  return rows.map(({ code }) => code)
}
