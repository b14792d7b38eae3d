// POST /outlets/{id}/checks: a visit. What was seen stands before what lists say.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import { emitEach } from '../../../platform/events/emit.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { invalidField } from '../../../platform/http/problem.ts'
import { openEngagement } from '../engagements/open-engagement.ts'
import { refreshStanding } from '../facts/refresh-standing.ts'
import { assumedKind, getOpenOutlet, type OpenOutlet } from '../outlets/open-outlet.ts'
import { getOutletRow } from '../outlets/outlet-store.ts'
import { words } from '../words.ts'
import { parsePhone } from '../workers/identifiers.ts'
import { knownOrNew } from '../workers/register-worker.ts'

type Check = Call<'POST /outlets/{id}/checks'>

/**
 * Who is here is confirmed. Who is missing becomes disputed, not ended: they may be out with a parcel, so the company or
 * an officer ends it. Who is here and on no list is registered, unless they are known.
 */
export async function checkOutlet(call: Check): Promise<Reply<'POST /outlets/{id}/checks'>> {
  const { findings, unlisted = [], note } = call.body
  await getOutletRow(call, call.params.id) // not found, when it is not theirs; a closed one is no place to check
  const outlet = await getOpenOutlet(call, call.params.id)
  await call.tx.selectFrom('outlet').select('id').where('id', '=', outlet.id).forNoKeyUpdate().execute()
  const here = findings.filter((one) => one.here).map((one) => one.engagement_id)
  const missing = findings.filter((one) => !one.here).map((one) => one.engagement_id)
  await refuseStrangers(call, outlet.id, [...here, ...missing])
  await stateSeen(call, here, true)
  await stateSeen(call, missing, false)
  const disputed = await disputedOf(call, missing)
  await beyondScope(call, () => refreshStanding(call.tx, [...here, ...missing]))
  const added = await addUnlisted(call, outlet, unlisted)
  const { id } = await call.tx
    .insertInto('outlet_check')
    .values({ outlet_id: outlet.id, place: outlet.place, company_id: outlet.company_id, checked_by: call.actor.account, checked_at: call.now, note: note?.trim() ?? '', seen: here.length, missing: missing.length, unlisted: added })
    .returning('id')
    .executeTakeFirstOrThrow()
  await call.tx.updateTable('outlet').set((column) => ({ last_checked_on: call.today, revision: column('revision', '+', 1) })).where('id', '=', outlet.id).execute()
  await call.emit({ kind: 'outlet.checked', place: outlet.place, subject: outlet.id, data: { check: id, company: outlet.company_id, seen: here.length, missing: missing.length, unlisted: added } })
  await emitEach(call.tx, call.now, call.actor.account, disputed.map((one) => ({ kind: 'engagement.disputed', place: outlet.place, worker: one.worker_id, subject: one.id, data: { by: 'check', check: id } })))
  return { id, seen: here.length, missing: missing.length, unlisted: added }
}

/** Findings are about people of this outlet who work there now; nobody is named twice. */
async function refuseStrangers(call: Check, outlet: number, ids: readonly number[]): Promise<void> {
  const { rows } = await sql<{ id: number }>`select e.id from engagement e where e.id = any(${ids}::int8[]) and e.outlet_id = ${outlet} and e.until_on is null`.execute(call.tx)
  const known = new Set(rows.map((row) => row.id))
  const wrong = ids.findIndex((id, at) => !known.has(id) || ids.indexOf(id) !== at)
  if (wrong >= 0) throw invalidField('findings', words(call.language, '名单有变动，请刷新后再核对', 'The list has changed; reload it and check again'))
}

async function stateSeen(call: Check, ids: readonly number[], present: boolean): Promise<void> {
  if (ids.length === 0) return
  await sql`
    insert into statement (engagement_id, source, stated_on, stated_by, present)
    select id, 'spot', ${call.today}::date, ${call.actor.account}::int8, ${present} from unnest(${ids}::int8[]) as found (id)
    on conflict (engagement_id, source) do update set stated_on = excluded.stated_on, stated_by = excluded.stated_by, present = excluded.present`.execute(call.tx)
}

/** Those whom this check disputes, not those who were disputed before. */
async function disputedOf(call: Check, missing: readonly number[]): Promise<{ id: number; worker_id: number }[]> {
  if (missing.length === 0) return []
  const { rows } = await sql<{ id: number; worker_id: number }>`select e.id, e.worker_id from engagement e where e.id = any(${missing}::int8[]) and e.standing <> 'disputed'`.execute(call.tx)
  return rows
}

async function addUnlisted(call: Check, outlet: OpenOutlet, unlisted: NonNullable<Check['body']['unlisted']>): Promise<number> {
  let added = 0
  for (const [at, one] of unlisted.entries()) {
    const name = one.name.trim()
    const phone = one.phone === undefined || one.phone.trim() === '' ? undefined : parsePhone(one.phone)
    if (one.phone !== undefined && one.phone.trim() !== '' && !phone) throw invalidField(`unlisted.${at}.phone`, words(call.language, '请填 11 位手机号', 'Give a mobile number of 11 digits'))
    const worker = await knownOrNew(call, { name, phone, outlet })
    const open = await call.tx.selectFrom('engagement').select('id').where('worker_id', '=', worker).where('outlet_id', '=', outlet.id).where('until_on', 'is', null).executeTakeFirst()
    if (open) {
      // On the list after all, under a name that was not recognised there: seen.
      await stateSeen(call, [open.id], true)
      await beyondScope(call, () => refreshStanding(call.tx, [open.id]))
      continue
    }
    await openEngagement(call, { worker, outlet, kind: one.kind ?? assumedKind(outlet), saidKind: one.kind, post: one.post, since: call.today, source: 'spot', name, phone })
    added += 1
  }
  return added
}
