// What other modules may know of partners and stations: how they are called and where they are.

import type { Tx } from '../../platform/database/connection.ts'

export type PartnerLabel = { id: number; short_name: string }
export type StationLabel = { id: number; name: string; address: string; place: number; partner_id: number; status: string; position: { lon: number; lat: number } }

/** Every partner's name may be known: it stands at the station's door. */
export async function partnerLabels(tx: Tx, ids: readonly number[]): Promise<Map<number, PartnerLabel>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('partner_label').select(['id', 'short_name']).where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map((row) => [row.id ?? 0, { id: row.id ?? 0, short_name: row.short_name ?? '' }]))
}

/** Where partners answer to, and whether they go on; under the row security of `tx`. */
export async function partnerPlaces(tx: Tx, ids: readonly number[]): Promise<Map<number, { id: number; place: number; closed: boolean }>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('partner').select(['id', 'place', 'closed_on']).where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map(({ id, place, closed_on }) => [id, { id, place, closed: closed_on !== null }]))
}

/** Under the row security of `tx`: planned stations are their makers' alone. */
export async function stationLabels(tx: Tx, ids: readonly number[]): Promise<Map<number, StationLabel>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('station').select(['id', 'name', 'address', 'place', 'partner_id', 'status', 'lon', 'lat']).where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map(({ lon, lat, ...row }) => [row.id, { ...row, position: { lon, lat } }]))
}
