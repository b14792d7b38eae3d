// Which columns of a module hold sealed values and keyed hashes: data, so that changing keys forgets none.

/** A keyed hash is made anew from the sealed value beside it. `kind`: the column that is part of the purpose ("id:resident-id"). */
export type HashBeside = { column: string; purpose: string; kind?: string }

export type SealedTable = {
  table: string
  /** Primary key: column → PostgreSQL type. */
  key: Readonly<Record<string, string>>
  sealed?: readonly { column: string; hash?: HashBeside }[]
  /** jsonb columns that hold whole rows of other sealed tables, bytea written as PostgreSQL writes it in JSON. */
  rows?: readonly string[]
  /** Sealed columns whose text is JSON of such rows. */
  sealedRows?: readonly string[]
}

export type SealedColumns = {
  tables: readonly SealedTable[]
  /** Tables whose keyed hashes cannot be made anew: what stands there ends when keys change. */
  emptied: readonly string[]
  /** uuid and bytea columns that no key has to do with, as "table.column": so that a new column is not overlooked. */
  keyless: readonly string[]
}
