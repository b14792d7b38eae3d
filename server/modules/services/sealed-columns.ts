import type { SealedColumns } from '../../platform/secrets/sealed-columns.ts'

export const servicesSealedColumns: SealedColumns = {
  tables: [
    { table: 'application', key: { id: 'bigint' }, sealed: [{ column: 'answers' }] },
    { table: 'application_draft', key: { id: 'bigint' }, sealed: [{ column: 'content' }] },
    { table: 'voucher', key: { id: 'bigint' }, sealed: [{ column: 'code', hash: { column: 'code_hash', purpose: 'voucher' } }] },
  ],
  // Passes are made anew every minute, wrong tries are counted anew.
  emptied: ['campaign_pass', 'voucher_try'],
  keyless: [],
}
