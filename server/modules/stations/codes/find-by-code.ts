// Which station a code stands for.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context } from '../../../platform/http/call.ts'
import { foldCode } from '../../../platform/secrets/code-rules.ts'
import { parseRotating, PRINTED_LETTERS } from './rules.ts'

/** `proof`: what a rotating code says besides; whether it is right, is asked on checking in only. */
export type Found = { station: { id: number; name: string; address: string }; kind: 'printed' } | { station: { id: number; name: string; address: string }; kind: 'rotating'; proof: string }

/**
 * Whoever holds a code stands before it, or was sent it: they may know whose it is. A printed code is found while it is
 * in use; of a rotating one the station is read, so that looking tells nobody whether the rest is right.
 */
export async function findByCode(call: Pick<Context, 'tx' | 'scope'>, typed: string): Promise<Found | undefined> {
  const code = foldCode(typed)
  // Codes are in the reach of who keeps the station; the worker who scans one reaches no station.
  return beyondScope(call, async () => {
    if (code.length === PRINTED_LETTERS) {
      const { rows } = await sql<Found['station']>`
        select s.id, s.name, s.address from station_code c join station s on s.id = c.station_id
        where c.code = ${code} and c.revoked_at is null and s.status <> 'planned'`.execute(call.tx)
      if (rows[0]) return { station: rows[0], kind: 'printed' }
    }
    const claimed = parseRotating(code)
    if (!claimed) return undefined
    const { rows } = await sql<Found['station']>`select s.id, s.name, s.address from station s where s.id = ${claimed.station} and s.status <> 'planned'`.execute(call.tx)
    return rows[0] && { station: rows[0], kind: 'rotating', proof: claimed.proof }
  })
}
