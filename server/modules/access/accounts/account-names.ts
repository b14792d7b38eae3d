// What other modules may show of an account: whose hand it was.

import type { Tx } from '../../../platform/database/connection.ts'

/** Name and title of staff and programs, as far as row security shows them to whoever asks; workers are left out. */
export async function accountNames(tx: Tx, accounts: readonly (number | null)[]): Promise<Map<number, { name: string; title: string }>> {
  const ids = [...new Set(accounts)].filter((id) => id !== null)
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('account').select(['id', 'name', 'title']).where('id', 'in', ids).where('kind', '<>', 'worker').execute()
  return new Map(rows.map(({ id, name, title }) => [id, { name, title }]))
}
