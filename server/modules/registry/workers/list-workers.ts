// GET /workers

import type { Static } from 'typebox'
import type { WorkerRow } from '../../../../contract/registry.ts'
import type { Call, Given, Reply } from '../../../platform/http/call.ts'
import { cutPage } from '../../../platform/http/cursor.ts'
import type { Keyring } from '../../../platform/secrets/keyring.ts'
import { maskedId, maskedPhone } from './identifiers.ts'
import { readWorkers, type ListedWorker } from './read-workers.ts'

export async function listWorkers(call: Call<'GET /workers'>): Promise<Reply<'GET /workers'>> {
  const { limit = 50, after } = call.query
  const rows = await readWorkers(call, call.query, { limit: limit + 1, ...(after === undefined ? {} : { after }) })
  const { items, next } = cutPage(rows, limit, (row) => [row.pinyin, row.id])
  return { items: items.map((row) => workerRow(row, call.services.keyring)), next }
}

/** Masked, and no more than finding a person needs. */
export function workerRow(row: ListedWorker, keyring: Keyring): Given<Static<typeof WorkerRow>> {
  return {
    id: row.id, name: row.name ?? '', phone_masked: maskedPhone(keyring, row.phone), id_masked: maskedId(keyring, row.id_number), trade: row.trade,
    outlet: row.outlet, company: row.company, kind: row.kind, since: row.since, engagements: row.engagements ?? 0, standing: row.standing, state: row.state,
  }
}
