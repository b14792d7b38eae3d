import type { SealedColumns } from '../../platform/secrets/sealed-columns.ts'

export const servicesSealedColumns: SealedColumns = {
  tables: [
    { table: 'application', key: { id: 'bigint' }, sealed: [{ column: 'answers' }] },
    { table: 'application_draft', key: { id: 'bigint' }, sealed: [{ column: 'content' }] },
  ],
  emptied: [],
  keyless: [],
}
