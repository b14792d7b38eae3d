/** Gives the rows their ids, in the order they stand in. */
export function numbered<T extends { id: number }>(rows: T[]): T[] {
  rows.forEach((row, index) => {
    row.id = index + 1
  })
  return rows
}
