import type { SealedColumns } from '../../platform/secrets/sealed-columns.ts'

export const stationsSealedColumns: SealedColumns = {
  tables: [
    { table: 'partner', key: { id: 'bigint' }, sealed: [{ column: 'contact_phone' }] },
    { table: 'station_import', key: { id: 'bigint' }, sealed: [{ column: 'file_key' }] },
    { table: 'station_import_row', key: { import_id: 'bigint', row_no: 'integer' }, sealed: [{ column: 'raw' }] },
  ],
  emptied: [],
  keyless: ['station_import.file_hash'],
}
