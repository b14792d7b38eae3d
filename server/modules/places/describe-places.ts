// Names of places, by code.

import type { Tx } from '../../platform/database/connection.ts'

/** `fullName`: from the city down, "朝阳区 三里屯街道 幸福二村社区". Codes nobody knows are left out. */
export async function describePlaces(tx: Tx, codes: readonly number[]): Promise<Map<number, { name: string; fullName: string; place: number }>> {
  const known = [...new Set(codes)]
  if (known.length === 0) return new Map()
  const rows = await tx.selectFrom('place').select(['code', 'name', 'full_name']).where('code', 'in', known).execute()
  return new Map(rows.map((row) => [row.code, { name: row.name, fullName: row.full_name, place: row.code }]))
}
