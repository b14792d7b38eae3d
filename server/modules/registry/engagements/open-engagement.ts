// A spell begins because somebody was seen, or says so. (Rosters open theirs set-based, in rosters/applying.)

import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { refreshStanding } from '../facts/refresh-standing.ts'
import { keyedPhone } from '../workers/identifiers.ts'
import { refreshWorkers } from '../workers/refresh-workers.ts'
import type { EngagementRecord } from './engagement-store.ts'

export type OpenSpell = {
  worker: number
  outlet: { id: number; company_id: number; place: number; name: string }
  kind: EngagementRecord['kind']
  agencyName?: string | undefined
  post?: string | undefined
  since: Temporal.PlainDate
  source: 'spot' | 'self'
  /** What the source says of the person. */
  name?: string | undefined
  phone?: string | undefined
  /** Only what the source really said; left out where it was assumed. */
  saidKind?: EngagementRecord['kind'] | undefined
  hiredOn?: Temporal.PlainDate | undefined
}

/**
 * Opens a spell with what one source says of it. Seen on the spot it is confirmed, declared by the worker it waits.
 * @returns its id
 * @throws Problem already-exists when the person has an open spell at the outlet
 */
export async function openEngagement(call: Context, spell: OpenSpell): Promise<number> {
  const { outlet } = spell
  const made = await call.tx
    .insertInto('engagement')
    .values({
      worker_id: spell.worker, company_id: outlet.company_id, outlet_id: outlet.id, place: outlet.place, kind: spell.kind, agency_name: spell.agencyName?.trim() ?? '', post: spell.post?.trim() ?? '',
      since: spell.since, standing: spell.source === 'spot' ? 'confirmed' : 'self-declared',
    })
    .onConflict((conflict) => conflict.columns(['worker_id', 'outlet_id']).where('until_on', 'is', null).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new Problem('already-exists', { what: outlet.name })
  const phone = spell.phone === undefined ? undefined : keyedPhone(call.services.keyring, spell.phone)
  await call.tx
    .insertInto('statement')
    .values({
      engagement_id: made.id, source: spell.source, stated_on: call.today, stated_by: call.actor.account, outlet_id: outlet.id, kind: spell.saidKind ?? null, agency_name: said(spell.agencyName), post: said(spell.post), hired_on: spell.hiredOn ?? null,
      name: said(spell.name), phone_hash: phone?.hash ?? null, phone_tail: phone?.tail ?? null, phone: phone?.sealed ?? null, present: spell.source === 'spot' ? true : null,
    })
    .execute()
  // Who a person is and where, follows from all their jobs, also those out of the caller's reach.
  await beyondScope(call, async () => {
    await refreshStanding(call.tx, [made.id])
    await refreshWorkers(call.tx, [spell.worker])
  })
  await call.emit({ kind: 'engagement.started', place: outlet.place, worker: spell.worker, subject: made.id, data: { company: outlet.company_id, outlet: outlet.id, source: spell.source } })
  return made.id
}

function said(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? ''
  return trimmed === '' ? null : trimmed
}
