// What a move adds to a stock, and when more is asked for.

import type { StockMoveKind } from '../../../../contract/station-life.ts'

/** @param quantity received or handed out; of an adjustment what a count found @param before what stood there */
export function stockDelta(kind: StockMoveKind, quantity: number, before: number): number {
  if (kind === 'receive') return quantity
  return kind === 'hand-out' ? -quantity : quantity - before
}

export function isLow({ quantity, low_at: lowAt }: { quantity: number; low_at: number | null }): boolean {
  return lowAt !== null && quantity <= lowAt
}
