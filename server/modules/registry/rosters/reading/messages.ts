// What the server and its reading thread say to each other.

import type { MasterKey } from '../../../../platform/secrets/keyring.ts'
import type { RosterReadingRequest, RosterSummary } from './read-roster-file.ts'
import type { RefusalDetail, RefusalReason } from './refused-file.ts'

export type ToReader = { say: 'read'; request: RosterReadingRequest; keys: readonly MasterKey[] } | { say: 'taken' }

export type FromReader =
  | { say: 'progress'; rows: number; fraction: number }
  | { say: 'chunk'; text: Uint8Array<ArrayBuffer> }
  | { say: 'done'; summary: RosterSummary }
  | { say: 'refused'; reason: RefusalReason; detail: RefusalDetail }

/** Chunks under way at once: one being written by the database, one being filled, one waiting. */
export const CHUNKS_UNDER_WAY = 3
