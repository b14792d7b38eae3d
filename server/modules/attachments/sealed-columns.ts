import type { SealedColumns } from '../../platform/secrets/sealed-columns.ts'

/** Files are sealed with keys of their own, which lie in `file_key`: changing the master key leaves the store alone. */
export const attachmentsSealedColumns: SealedColumns = {
  tables: [{ table: 'attachment', key: { id: 'bigint' }, sealed: [{ column: 'name' }, { column: 'file_key' }] }],
  emptied: [],
  keyless: [],
}
