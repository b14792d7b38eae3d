// What companies are called: no secret, and wanted beside other modules' things.

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'

/** Short names, also of companies out of reach. Ids nobody knows are left out. */
export async function companyNames(tx: Tx, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const { rows } = await sql<{ id: number; name: string }>`select c.id, c.short_name as name from company_label c where c.id = any(${[...new Set(ids)]}::int8[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, row.name]))
}
