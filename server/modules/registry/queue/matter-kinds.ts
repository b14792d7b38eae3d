// The kinds of matters that wait at a desk. The registry stands below stations and services and calls neither: they say
// here, when they are loaded, what of theirs waits.

import type { Verb } from '../../../../contract/permissions.ts'
import type { Reach } from '../../../platform/database/reach.ts'
import type { Context } from '../../../platform/http/call.ts'
import type { MatterWords } from './matter-words.ts'
import type { QueueKind } from './rules.ts'

/** `place`: code of where it is, null for more than one place. `words` are made for those that are shown. */
export type Matter = { key: string; kind: QueueKind; dueAt: Temporal.Instant | null; since: Temporal.Instant; place: number | null; who: string; href: string; words: MatterWords }

export type Asking = Pick<Context, 'tx' | 'scope' | 'city' | 'now' | 'today' | 'services' | 'actor'>

export type MatterKind = {
  kind: QueueKind
  /** Who deals with it, deals with it where their grants for this verb reach: the first they hold. Whoever holds one holds queue.read. */
  dealtWithBy: readonly Verb[]
  /** @param reach of that verb, its places cut down to `place` when one is asked for; stations and partners stay reached: compare `place` besides */
  read(call: Asking, reach: Reach, place: number | undefined): Promise<Matter[]>
}

/** Called once for each kind by the module it belongs to, when that is loaded. */
export function registerMatters(kind: MatterKind): void {
  if (contributed.has(kind.kind)) throw new Error(`Matters of kind ${kind.kind} are registered already`)
  contributed.set(kind.kind, kind)
}

export function contributedKinds(): readonly MatterKind[] {
  return [...contributed.values()]
}

const contributed = new Map<QueueKind, MatterKind>()
