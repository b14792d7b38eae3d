// That a roster was applied: on the roster, on the company, on the spine, and to whoever is looking.

import { sql } from 'kysely'
import { json } from '../../../../platform/database/json.ts'
import type { Context } from '../../../../platform/http/call.ts'
import { FIND_DUPLICATES } from '../../duplicates/find-duplicates.ts'
import { sizedTo } from '../comparing/compare-roster.ts'
import type { RosterRecord } from '../reach.ts'
import { rosterTopic } from '../topic.ts'
import { changesOf } from './change-registry.ts'
import { itsDifference } from './its-row.ts'

type Standing = { company: { last_as_of: Temporal.PlainDate | null; last_rows: number | null }; confirmed: boolean }

export async function recordApplication(inside: Context, roster: RosterRecord, { company, confirmed }: Standing): Promise<void> {
  const { tx, now, actor, services, city } = inside
  await tx
    .updateTable('roster')
    .set((row) => ({
      state: 'applied', applied_by: actor.account, applied_at: now, confirmed_mass_removal: confirmed, file_key: null, revision: row('revision', '+', 1),
      ...(confirmed ? { held: 0 } : {}),
      before: json({ last_as_of: company.last_as_of?.toString() ?? null, last_rows: company.last_rows }) as never,
    }))
    .where('id', '=', roster.id)
    .execute()
  // One outlet's list says nothing about how current the rest of the company is.
  if (roster.outlet_id === null) await tx.updateTable('company').set({ last_as_of: roster.as_of, last_rows: roster.importable }).where('id', '=', roster.company_id).execute()
  await sizedTo(tx, changesOf(roster), () => tellOfPeople(inside, roster.id))
  const { rows, joined, left, moved, changed, same, review, rejected } = roster
  const held = confirmed ? 0 : roster.held
  await inside.emit({ kind: 'roster.applied', place: roster.place, subject: roster.id, data: { company: roster.company_id, outlet: roster.outlet_id, as_of: roster.as_of.toString(), rows, joined, left: left - held, moved, changed, same, review, rejected, held, confirmed } })
  await compareOthersAgain(inside, roster)
  await services.jobs.send(tx, FIND_DUPLICATES, { city: city.code, roster: roster.id }, { key: `${city.code} ${roster.id}` })
  await services.live.publish(tx, rosterTopic(city, roster.id), { state: 'applied' })
}

/** What waits for the same company was compared with what no longer stands. */
export async function compareOthersAgain({ tx, services, city }: Context, roster: RosterRecord): Promise<void> {
  const others = await tx.selectFrom('roster').select('id').where('company_id', '=', roster.company_id).where('state', '=', 'ready').where('id', '<>', roster.id).execute()
  for (const { id } of others) await services.jobs.send(tx, 'roster.compare', { city: city.code, roster: id }, { key: `${city.code} ${id}` })
}

/** One event for each person, for their own record and for whoever counts. Ids and codes only. */
async function tellOfPeople({ tx, now, actor }: Context, roster: number): Promise<void> {
  await sql`
    insert into event (at, kind, actor, place, worker_id, subject, data)
    select ${now}::timestamptz, case c.change when 'joined' then 'engagement.started' when 'left' then 'engagement.ended' when 'moved-in' then 'engagement.moved' else 'engagement.changed' end,
      ${actor.account}::bigint, e.place, e.worker_id, e.id,
      jsonb_build_object('roster', c.roster_id, 'company', e.company_id, 'outlet', e.outlet_id)
        || case c.change when 'moved-in' then jsonb_build_object('from', e.moved_from)
          when 'changed' then jsonb_build_object('fields', (select jsonb_agg(f -> 'field') from jsonb_array_elements(d.changes) f))
          when 'left' then jsonb_build_object('until', e.until_on) else '{}' end
    from roster_change c
    join engagement e on e.id = c.engagement_id
    left ${itsDifference}
    where c.roster_id = ${roster} and c.change <> 'moved-out'`.execute(tx)
}
