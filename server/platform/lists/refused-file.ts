// A file of which nothing is taken.

import type { MappedColumn } from './columns.ts'

export type RefusalReason = 'unreadable-file' | 'empty-file' | 'wrong-sheet' | 'encrypted' | 'too-large' | 'took-too-long'

export type RefusalDetail = {
  /** For logs; nothing of the cells. */
  why: string
  /** With `wrong-sheet`: the best guess, to show and to correct by `mappingOverride`. */
  sheet?: string
  headerRow?: number
  missing?: string[]
  mapping?: MappedColumn[]
}

export class RefusedFile extends Error {
  readonly reason: RefusalReason
  readonly detail: RefusalDetail

  constructor(reason: RefusalReason, detail: RefusalDetail) {
    super(`${reason}: ${detail.why}`)
    this.name = 'RefusedFile'
    this.reason = reason
    this.detail = detail
  }
}
