// What applying the standing rosters changed, so that they can be taken back like any other.

import type { Keyring } from '../../server/platform/secrets/keyring.ts'
import type { AppliedChange } from '../registry/model.ts'
import { date } from './copy.ts'
import type { Client } from './copy.ts'
import { phoneSealer } from './load-people.ts'

/** Rows as they are now, with what differed before put over them; shapes as server/modules/registry/rosters/applying writes them. */
export async function rememberApplied(client: Client, changes: readonly AppliedChange[], keyring: Keyring): Promise<void> {
  const phone = phoneSealer(keyring)
  const told = changes.map((one) => {
    const { said } = one
    const [hash, tail, sealed] = phone(said?.phone)
    const before = said && {
      name: said.name, phone_hash: hash, phone_tail: tail, phone: Buffer.isBuffer(sealed) ? `\\x${sealed.toString('hex')}` : null,
      kind: said.kind, agency_name: said.agency || null, post: said.post, stated_on: date(said.statedOn), roster_id: said.rosterId,
    }
    return { roster: one.rosterId, row: one.rowNo, engagement: one.engagementId, worker: one.workerId, change: one.change, made: one.madeWorker, before: one.before, said: before }
  })
  const text = JSON.stringify(told)
  await client.query(
    `insert into roster_change (roster_id, row_no, engagement_id, worker_id, change, made_worker, revision, before, statement_before)
     select c.roster, c.row, c.engagement, c.worker, c.change, c.made, e.revision, to_jsonb(e) || c.before, to_jsonb(s) || c.said
     from jsonb_to_recordset($1::jsonb) as c (roster bigint, row integer, engagement bigint, worker bigint, change text, made boolean, before jsonb, said jsonb)
     join engagement e on e.id = c.engagement
     left join statement s on s.engagement_id = e.id and s.source = 'roster'`,
    [text],
  )
  // People on record who were touched. Where a phone or name was renewed, as they were.
  await client.query(
    `insert into roster_worker_change (roster_id, worker_id, renewed, revision, before)
     select distinct on (c.roster, c.worker) c.roster, c.worker, c.said is not null, w.revision,
       to_jsonb(w) || coalesce(jsonb_build_object('name', c.said -> 'name', 'phone_hash', c.said -> 'phone_hash', 'phone_tail', c.said -> 'phone_tail', 'phone', c.said -> 'phone'), '{}')
     from jsonb_to_recordset($1::jsonb) as c (roster bigint, worker bigint, made boolean, said jsonb)
     join worker w on w.id = c.worker
     where not c.made
     order by c.roster, c.worker, c.said is null`,
    [text],
  )
}
