import { now } from '../../../../ui/now.ts'

/** Whole minutes, begun ones too, in which a redemption may still be taken back. Reactive: counts down. */
export function minutesToUndo({ undo_until: until }: { readonly undo_until: string | null }): number {
  if (until === null) return 0
  // The clock on screen may be half a minute behind.
  const left = new Date(until).getTime() - Math.max(now.value, Date.now())
  return Math.max(0, Math.ceil(left / 60_000))
}
