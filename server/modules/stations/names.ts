// What stations and partners are called: no secret, they stand at the door.

import { sql } from 'kysely'
import type { Tx } from '../../platform/database/connection.ts'

/** By id; ids nobody knows are left out. */
export async function partnerNames(tx: Tx, ids: readonly (number | null)[]): Promise<Map<number, string>> {
  const known = [...new Set(ids)].filter((id) => id !== null)
  if (known.length === 0) return new Map()
  const rows = await tx.selectFrom('partner_label').select(['id', 'short_name']).where('id', 'in', known).execute()
  return new Map(rows.map((row) => [row.id ?? 0, row.short_name ?? '']))
}

/** Open ones and paused ones; others are left out. */
export async function stationNames(tx: Tx, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('station').select(['id', 'name']).where('id', 'in', [...ids]).where('status', 'in', ['open', 'paused']).execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

/** Every partner that goes on, by name. The view sees past row security: names only. */
export async function allPartners(tx: Tx): Promise<{ id: number; name: string }[]> {
  const { rows } = await sql<{ id: number; name: string }>`select id, short_name as name from partner_label where closed_on is null order by short_name, id`.execute(tx)
  return rows
}
