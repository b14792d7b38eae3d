// An outlet where somebody can begin to work.

import { sql } from 'kysely'
import type { Context } from '../../../platform/http/call.ts'
import { invalidField } from '../../../platform/http/problem.ts'
import type { Reach } from '../../../platform/database/reach.ts'
import { words } from '../words.ts'
import { outletInReach } from './outlet-store.ts'

export type OpenOutlet = { id: number; name: string; company_id: number; place: number; trade: string; operator_id: number | null }

/** @throws Problem invalid-request naming `outlet_id` when it is not there, not in reach, or closed */
export async function getOpenOutlet(call: Pick<Context, 'tx' | 'language'> & Reach, id: number): Promise<OpenOutlet> {
  const { rows } = await sql<OpenOutlet>`select o.id, o.name, o.company_id, o.place, o.trade, o.operator_id from outlet o where o.id = ${id} and o.closed_on is null and ${outletInReach(call)}`.execute(call.tx)
  if (!rows[0]) throw invalidField('outlet_id', words(call.language, '没有这个网点，或已撤点', 'There is no such outlet, or it is closed'))
  return rows[0]
}

/** How somebody is employed there, when nobody says it. */
export function assumedKind({ operator_id }: Pick<OpenOutlet, 'operator_id'>): 'direct' | 'franchise' {
  return operator_id === null ? 'direct' : 'franchise'
}
