// What access may know of stations and partners: over what a role is granted.

import { registerTargets } from '../access/index.ts'

/** Called when the module is loaded. */
export function introduceStations(): void {
  registerTargets('station', async (tx, ids) => {
    const rows = await tx.selectFrom('station').select(['id', 'name', 'place']).where('id', 'in', ids).execute()
    return new Map(rows.map(({ id, name, place }) => [id, { name, place }]))
  })
  registerTargets('partner', async (tx, ids) => {
    const rows = await tx.selectFrom('partner').select(['id', 'short_name', 'place']).where('id', 'in', ids).execute()
    return new Map(rows.map((row) => [row.id, { name: row.short_name, place: row.place }]))
  })
}
