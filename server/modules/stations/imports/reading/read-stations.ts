// The door to reading lists of stations: see platform/lists/reading-thread.ts for the thread.

import { listReader } from '../../../../platform/lists/reading-thread.ts'
import type { StationReadingRequest, StationSummary } from './read-station-file.ts'

/** Chunks are staged rows, a JSON text to a line. */
export const stationListReader = listReader<StationReadingRequest, StationSummary>(new URL('worker.ts', import.meta.url))
