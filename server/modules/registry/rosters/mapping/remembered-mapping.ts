// Which column is what, as people corrected it for their company.

import type { Tx } from '../../../../platform/database/connection.ts'
import type { rosterFields } from '../../../../../contract/rosters.ts'
import { FIELDS, type ColumnChoices, type Field, type MappedColumn } from '../reading/fields.ts'

export type WireField = (typeof rosterFields)[number]

/** Header key → field; '' for columns to leave alone. */
export async function rememberedMapping(tx: Tx, company: number): Promise<ColumnChoices> {
  const rows = await tx.selectFrom('roster_mapping').select(['header_key', 'field']).where('company_id', '=', company).execute()
  return Object.fromEntries(rows.flatMap(({ header_key, field }) => (field === '' || isField(field) ? [[header_key, field]] : [])))
}

/** The wire names the agency as the tables do. */
export function toWire(field: Field | null): WireField | null {
  return field === 'agency' ? 'agency_name' : field
}

export function fromWire(field: WireField | null): Field | null {
  return field === 'agency_name' ? 'agency' : field
}

/** As kept in roster.mapping. */
export function mappingOf(kept: unknown): MappedColumn[] {
  return Array.isArray(kept) ? (kept as MappedColumn[]) : []
}

function isField(word: string): word is Field {
  return (FIELDS as readonly string[]).includes(word)
}
