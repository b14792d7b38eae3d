// The rosters that wait for a person: the product itself compares them, so that the preview is the one it would apply.

import type pg from 'pg'
import { kyselyOver } from '../../server/platform/database/connection.ts'
import { setBased } from '../../server/modules/registry/rosters/comparing/compare-roster.ts'
import { compareRows } from '../../server/modules/registry/rosters/comparing/compare-rows.ts'
import { judgeLeavers } from '../../server/modules/registry/rosters/comparing/rules.ts'
import type { GuardFinding } from '../../server/modules/registry/rosters/comparing/rules.ts'
import { isoDay } from '../days.ts'
import type { RosterRecord } from '../registry/model.ts'
import type { Client } from './copy.ts'

/** As configured when nothing is (server/platform/config.ts); another configuration compares again when it applies. */
const USUAL_GUARD = { companyShare: 0.1, companyPeople: 20, outletShare: 0.3, outletPeople: 5, smallerShare: 0.5, smallerFrom: 20 }

export async function compareWaiting(client: Client, rosters: readonly RosterRecord[]): Promise<void> {
  // Only `query` is used of the client, which both kinds have.
  const tx = kyselyOver(client as pg.PoolClient)
  for (const roster of rosters) {
    const outcome = await setBased(tx, () => compareRows(tx, { roster: roster.id, company: roster.companyId, outlet: null, asOf: Temporal.PlainDate.from(isoDay(roster.asOf)), most: roster.rows }, 'write'))
    const { rows } = await client.query<{ last: number | null }>('select last_rows as last from company where id = $1', [roster.companyId])
    const heads = outcome.heads.map(({ outlet, listed, leaving }) => ({ outlet, present: listed, leaving }))
    const guard = judgeLeavers(heads, { rows: roster.rows, last: rows[0]?.last ?? 0 }, USUAL_GUARD)
    const held = await holdBack(client, roster.id, guard)
    const importable = outcome.joined + outcome.moved + outcome.changed + outcome.same + outcome.review
    await client.query(
      `update roster set importable = $2, rejected = $3, joined = $4, moved = $5, changed = $6, same = $7, review = $8, "left" = $9, held = $10, present = $11, fingerprint = $12, guard = $13 where id = $1`,
      [roster.id, importable, roster.rows - importable, outcome.joined, outcome.moved, outcome.changed, outcome.same, outcome.review, outcome.left, held, outcome.heads.reduce((sum, one) => sum + one.people, 0), outcome.fingerprint, JSON.stringify(guard)],
    )
  }
}

async function holdBack(client: Client, roster: number, guard: GuardFinding): Promise<number> {
  if (!guard.tripped || guard.scope !== 'outlets') return 0
  const { rowCount } = await client.query('update roster_leaver set held = true where roster_id = $1 and outlet_id = any($2::bigint[])', [roster, guard.outlets.map((outlet) => outlet.id)])
  return rowCount ?? 0
}
