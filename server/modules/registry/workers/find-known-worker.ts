// Before somebody is registered anew: are they known already?

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'
import type { Keyring } from '../../../platform/secrets/keyring.ts'
import type { IdDocument } from '../rosters/reading/read-id.ts'

export type Known = { id: number; name: string | null; by: 'id' | 'phone' | 'name-here' }

/**
 * By document number; else by phone together with the name, because numbers are handed on; else by name among those who
 * work at the outlet now, unless a phone says they are two. Who was merged is found as the one they were merged into.
 * Needs the whole city in sight: a person may be known from another township.
 */
export async function findKnownWorker(tx: Tx, keyring: Keyring, person: { name: string; document?: IdDocument | undefined; phone?: string | undefined; outlet: number }): Promise<Known | undefined> {
  const { name, document, phone, outlet } = person
  if (document) {
    const found = await findStanding(tx, sql`w.id_hash = ${keyring.hash(`id:${document.kind}`, document.number)}::uuid`)
    if (found) return { ...found, by: 'id' }
  }
  const phoneHash = phone === undefined ? null : keyring.hash('phone', phone)
  if (phoneHash) {
    const found = await findStanding(tx, sql`w.phone_hash = ${phoneHash}::uuid and w.name = ${name}`)
    if (found) return { ...found, by: 'phone' }
  }
  if (document) return undefined
  const here = await findStanding(tx, sql`w.name = ${name} and (${phoneHash}::uuid is null or w.phone_hash is null) and w.id in (select e.worker_id from engagement e where e.outlet_id = ${outlet} and e.until_on is null)`)
  return here && { ...here, by: 'name-here' }
}

async function findStanding(tx: Tx, where: ReturnType<typeof sql>): Promise<{ id: number; name: string | null } | undefined> {
  const { rows } = await sql<{ id: number; name: string | null }>`
    with recursive stands (id) as (
      select w.id from worker w where ${where} and w.state <> 'left'
      union
      select w.merged_into from stands s join worker w on w.id = s.id where w.merged_into is not null
    )
    select w.id, w.name from stands s join worker w on w.id = s.id where w.merged_into is null order by w.id limit 1`.execute(tx)
  return rows[0]
}
