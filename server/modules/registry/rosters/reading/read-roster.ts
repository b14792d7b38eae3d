// The door to reading rosters: see platform/lists/reading-thread.ts for the thread.

import { listReader, type ReadOptions } from '../../../../platform/lists/reading-thread.ts'
import type { WorkbookLimits } from '../../../../platform/spreadsheets/workbook.ts'
import type { ColumnChoices } from './fields.ts'
import type { RosterReadingRequest, RosterSummary } from './read-roster-file.ts'

export type ReadRosterOptions = ReadOptions & {
  path: string
  limits: WorkbookLimits
  rosterId: number | bigint | string
  rememberedMapping?: ColumnChoices
  mappingOverride?: ColumnChoices
  /** Name of the one outlet the upload is for: its column may be absent, its cells empty. */
  singleOutlet?: string | undefined
  /** ISO date by which births and dates of hire are judged. */
  today: string
}

const reader = listReader<RosterReadingRequest, RosterSummary>(new URL('worker.ts', import.meta.url))

/** Reads a file into staged rows; chunks are COPY text for `COPY_COLUMNS`. */
export function readRoster({ path, limits, rosterId, rememberedMapping, mappingOverride, singleOutlet, today, ...options }: ReadRosterOptions): Promise<RosterSummary> {
  return reader.read({ path, limits, rosterId: String(rosterId), mappingOverride: mappingOverride ?? {}, rememberedMapping: rememberedMapping ?? {}, singleOutlet, today }, options)
}

/** Starts a thread ahead of the first file. */
export function warmReader(): void {
  reader.warm()
}
