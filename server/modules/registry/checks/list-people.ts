// GET /outlets/{id}/people: who should be here.

import { sql } from 'kysely'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { getOutletRow } from '../outlets/outlet-store.ts'

type Expected = { engagement_id: number; name: string; phone_tail: string; kind: 'direct' | 'dispatch' | 'franchise' | 'crowd'; post: string; since: Temporal.PlainDate; standing: 'confirmed' | 'self-declared' | 'disputed' }

/** Name and the end of the phone are what one asks a person at the door. */
export async function listPeople(call: Call<'GET /outlets/{id}/people'>): Promise<Reply<'GET /outlets/{id}/people'>> {
  const outlet = await getOutletRow(call, call.params.id)
  const { rows } = await sql<Expected>`
    select e.id as engagement_id, coalesce(w.name, '') as name, coalesce(w.phone_tail, '') as phone_tail, e.kind, e.post, e.since, e.standing
    from engagement e join worker w on w.id = e.worker_id
    where e.outlet_id = ${outlet.id} and e.until_on is null
    order by w.pinyin, w.id`.execute(call.tx)
  return { items: rows }
}
