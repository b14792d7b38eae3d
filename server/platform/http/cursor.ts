// Cursors: where a sorted list goes on. They hold sort keys of rows the reader has just seen; nothing else.

import { Problem } from './problem.ts'

export type CursorPart = string | number | null

export function encodeCursor(parts: readonly CursorPart[]): string {
  return Buffer.from(JSON.stringify(parts)).toString('base64url')
}

/**
 * @param shape the expected type of each part
 * @throws Problem invalid-cursor
 */
export function decodeCursor(cursor: string, shape: readonly ('string' | 'number')[]): CursorPart[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    if (Array.isArray(parts) && parts.length === shape.length && parts.every((part, i) => part === null || typeof part === shape[i])) return parts as CursorPart[]
  } catch {
    // Falls through: not JSON.
  }
  throw new Problem('invalid-cursor')
}

/**
 * Cuts a list that was read with `limit + 1` rows.
 * @returns the page, and the cursor of the next one or null
 */
export function cutPage<Row>(rows: readonly Row[], limit: number, keys: (row: Row) => readonly CursorPart[]): { items: Row[]; next: string | null } {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last ? encodeCursor(keys(last)) : null }
}
