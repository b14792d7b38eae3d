// Vertically merged cells: one 三里屯站 beside twenty riders.

import type { Cell, Merge, Row } from '../spreadsheets/workbook.ts'

/**
 * Gives the rows below the first of a merged area its value, in the given columns only: an outlet or an agency merged
 * over many rows is meant for each of them, a name or a number is not.
 *
 * @returns to be called with each row in order; changes its cells
 */
export function mergedFiller(merges: readonly Merge[], columns: readonly number[]): (row: Row) => void {
  const areas = merges
    .filter((merge) => merge.bottom > merge.top && columns.some((column) => column >= merge.left && column <= merge.right))
    .toSorted((a, b) => a.top - b.top)
  if (areas.length === 0) return () => {}
  let next = 0
  let open: { area: Merge; values: Map<number, Cell> }[] = []

  return (row) => {
    open = open.filter(({ area }) => area.bottom >= row.number)
    for (let area = areas[next]; area && area.top <= row.number; area = areas[++next]) {
      if (area.bottom < row.number) continue
      const values = new Map<number, Cell>()
      const first = area.top === row.number ? row.cells[area.left] : undefined
      for (const column of columns) {
        if (first !== undefined && column >= area.left && column <= area.right) values.set(column, first)
      }
      open.push({ area, values })
    }
    for (const { values } of open) {
      for (const [column, value] of values) {
        while (row.cells.length <= column) row.cells.push(undefined)
        row.cells[column] ??= value
      }
    }
  }
}
