// Which column is what, as people of a place corrected it.

import type { Tx } from '../../../../platform/database/connection.ts'
import { FIELDS, type ColumnChoices, type Field, type MappedColumn } from '../reading/fields.ts'

/** Header key → field; '' for columns to leave alone. */
export async function rememberedMapping(tx: Tx, place: number): Promise<ColumnChoices> {
  const rows = await tx.selectFrom('station_import_mapping').select(['header_key', 'field']).where('place', '=', place).execute()
  return Object.fromEntries(rows.flatMap(({ header_key, field }) => (field === '' || isField(field) ? [[header_key, field]] : [])))
}

/** As kept in station_import.mapping. */
export function mappingOf(kept: unknown): MappedColumn[] {
  return Array.isArray(kept) ? (kept as MappedColumn[]) : []
}

function isField(word: string): word is Field {
  return (FIELDS as readonly string[]).includes(word)
}
