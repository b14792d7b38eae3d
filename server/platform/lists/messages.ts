// What the server and its reading thread say to each other.

import type { MasterKey } from '../secrets/keyring.ts'
import type { RefusalDetail, RefusalReason } from './refused-file.ts'

export type ToReader<Request> = { say: 'read'; request: Request; keys: readonly MasterKey[] } | { say: 'taken' }

export type FromReader<Summary> =
  | { say: 'progress'; rows: number; fraction: number }
  | { say: 'chunk'; text: Uint8Array<ArrayBuffer> }
  | { say: 'done'; summary: Summary }
  | { say: 'refused'; reason: RefusalReason; detail: RefusalDetail }

/** Chunks under way at once: one being written by the database, one being filled, one waiting. */
export const CHUNKS_UNDER_WAY = 3
