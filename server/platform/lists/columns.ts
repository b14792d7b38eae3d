// Which column of a foreign list says what. F are the fields of a kind of list: name, phone … or address, hours …

/** @param key of the header, see `headerKeys`: what corrections of the mapping are remembered under */
export type MappedColumn<F extends string = string> = { column: string; header: string; key: string; field: F | null }

/** Header key → field; '' leaves the column alone. */
export type ColumnChoices<F extends string = string> = Readonly<Record<string, F | ''>>

/** Field → index of its column. */
export type ColumnOf<F extends string> = Partial<Record<F, number>>

export function columnsOf<F extends string>(mapping: readonly MappedColumn<F>[]): ColumnOf<F> {
  const columns: ColumnOf<F> = {}
  for (const [index, column] of mapping.entries()) {
    if (column.field !== null) columns[column.field] = index
  }
  return columns
}
