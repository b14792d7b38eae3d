import type { SealedColumns } from '../../platform/secrets/sealed-columns.ts'

const phone = { column: 'phone', hash: { column: 'phone_hash', purpose: 'phone' } }
const document = { column: 'id_number', hash: { column: 'id_hash', purpose: 'id:', kind: 'id_kind' } }

export const registrySealedColumns: SealedColumns = {
  tables: [
    { table: 'company', key: { id: 'bigint' }, sealed: [{ column: 'contact_phone' }] },
    { table: 'outlet', key: { id: 'bigint' }, sealed: [{ column: 'manager_phone' }] },
    { table: 'worker', key: { id: 'bigint' }, sealed: [phone, document] },
    { table: 'statement', key: { engagement_id: 'bigint', source: 'text' }, sealed: [phone] },
    { table: 'roster', key: { id: 'bigint' }, sealed: [{ column: 'file_key' }] },
    { table: 'roster_row', key: { roster_id: 'bigint', row_no: 'integer' }, sealed: [phone, document, { column: 'raw' }] },
    { table: 'roster_change', key: { roster_id: 'bigint', engagement_id: 'bigint' }, rows: ['statement_before'] },
    { table: 'roster_worker_change', key: { roster_id: 'bigint', worker_id: 'bigint' }, rows: ['before'] },
    { table: 'worker_merge', key: { id: 'bigint' }, sealedRows: ['before'] },
  ],
  emptied: [],
  keyless: ['roster.file_hash'],
}
