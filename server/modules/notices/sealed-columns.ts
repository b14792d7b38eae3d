import type { SealedColumns } from '../../platform/secrets/sealed-columns.ts'

export const noticesSealedColumns: SealedColumns = {
  tables: [{ table: 'notice_channel', key: { id: 'bigint' }, sealed: [{ column: 'url' }, { column: 'secret' }] }],
  emptied: [],
  keyless: [],
}
