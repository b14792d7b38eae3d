import type { SealedColumns } from '../../platform/secrets/sealed-columns.ts'

export const accessSealedColumns: SealedColumns = {
  tables: [{ table: 'account', key: { id: 'bigint' }, sealed: [{ column: 'phone', hash: { column: 'phone_hash', purpose: 'phone' } }, { column: 'totp_secret' }] }],
  // Of a token, a code or a step only the hash was kept. Everybody signs in again, programs get a new token.
  emptied: ['session', 'sign_in_step', 'sign_in_failure', 'one_time_code', 'idempotency_key'],
  keyless: ['passkey.public_key', 'seal.root', 'seal.previous', 'seal.head'],
}
