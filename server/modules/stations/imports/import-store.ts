// Imports in reach, and how one is held while it is decided.

import type { Selectable } from 'kysely'
import { join } from 'node:path'
import type { StationImport } from '../../../migrations/tables.generated.ts'
import type { Tx } from '../../../platform/database/connection.ts'
import { inReach, type Reach } from '../../../platform/database/reach.ts'
import type { City, Services } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { uploadsFolder } from '../../../platform/uploads/stored-file.ts'

export type ImportRecord = Selectable<StationImport>

/** Rows of one list; more is some other list. */
export const MOST_ROWS = 20_000

/** @throws Problem not-found for an import that is not there or not in reach */
export async function getImport(tx: Tx, reach: Reach, id: number): Promise<ImportRecord> {
  const found = await tx.selectFrom('station_import').selectAll().where('id', '=', id).where(inReach(reach, { place: 'station_import.place' })).executeTakeFirst()
  if (!found) throw notFound()
  return found
}

/** Nobody else decides it meanwhile. */
export async function lockImport(tx: Tx, reach: Reach, id: number): Promise<ImportRecord> {
  const found = await tx.selectFrom('station_import').selectAll().where('id', '=', id).where(inReach(reach, { place: 'station_import.place' })).forUpdate().executeTakeFirst()
  if (!found) throw notFound()
  return found
}

/** Beside the rosters' files, whose sweep leaves folders alone. */
export function importsFolder(services: Services, city: City): string {
  return join(uploadsFolder(services.config.dataFolder, city.code), 'stations')
}

export function importTopic(city: City, id: number): string {
  return `station-import.${city.code}.${id}`
}
