// Which things of other modules have attachments, and who may see those.

import type { Verb } from '../../../contract/permissions.ts'
import type { Context } from '../../platform/http/call.ts'

export type AttachmentKind = {
  /** Unique over all modules: 'station-entrance', 'application-document'. */
  kind: string
  /** Whether everybody may see the thing `ref`, and with it its photos at GET /photos/{id}; those who reach it see them there before. */
  isPublic?(context: Context, ref: number): Promise<boolean>
  /** Staff ask with what they reach through this verb; without it only workers are asked for. */
  verb?: Verb
  /**
   * Whether whoever asks may see the thing `ref`. The transaction has their own scope: what `verb` gives staff, or the
   * worker themself. A look-up that finds the thing in reach says yes.
   */
  mayRead?(context: Context, ref: number): Promise<boolean>
}

/** Called once for each kind by the module that owns the things, when it is loaded. */
export function registerAttachmentKind(kind: AttachmentKind): void {
  if (kinds.has(kind.kind)) throw new Error(`Attachments of ${kind.kind} are registered already`)
  kinds.set(kind.kind, kind)
}

export function attachmentKind(kind: string): AttachmentKind | undefined {
  return kinds.get(kind)
}

const kinds = new Map<string, AttachmentKind>()
