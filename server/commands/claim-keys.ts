// The keys an installation's columns are sealed with are claimed once; others are refused before they do harm.

import type pg from 'pg'
import type { Keyring } from '../platform/secrets/keyring.ts'
import { PlainFailure } from './plain-failure.ts'

/** @throws PlainFailure when the installation was sealed with another first key */
export async function claimKeys(owner: pg.Pool, keyring: Keyring): Promise<void> {
  await owner.query('insert into commons.installation (key_fingerprint) values ($1) on conflict do nothing', [keyring.fingerprint])
  const { rows } = await owner.query<{ key_fingerprint: string }>('select key_fingerprint from commons.installation')
  if (rows[0]?.key_fingerprint === keyring.fingerprint) return
  throw new PlainFailure(
    '数据是用另一把密钥加密的。换密钥请把新密钥放在最前、旧密钥留在后面，再运行 npm run rotate-keys。',
    'The data is sealed with another key. To change keys put the new one first, keep the old one behind it, and run npm run rotate-keys.',
  )
}
