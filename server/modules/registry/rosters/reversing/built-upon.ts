// What came after a roster was applied and stands on it. Reversing would pull it away, so it is named instead.

import { sql } from 'kysely'
import type { Context } from '../../../../platform/http/call.ts'
import { boundWorkers } from '../../../access/index.ts'
import { words } from '../../words.ts'
import type { RosterRecord } from '../reach.ts'

/** @returns why the roster can no longer be taken back, in the caller's language; undefined when it can */
export async function whatBuildsOn(inside: Context, roster: RosterRecord): Promise<string | undefined> {
  const { tx, language } = inside
  if (roster.purged_at) return words(language, '明细已过保存期', 'its rows are no longer kept')
  const later = await tx.selectFrom('roster').select(['id', 'as_of']).where('company_id', '=', roster.company_id).where('state', '=', 'applied').where('applied_at', '>=', roster.applied_at).where('id', '<>', roster.id).orderBy('applied_at').executeTakeFirst()
  if (later) return words(language, `${later.as_of} 的花名册已在它之后应用`, `the roster of ${later.as_of} was applied after it`)
  const { rows } = await sql<Later>`
    select
      (select count(*) from roster_change c left join engagement e on e.id = c.engagement_id where c.roster_id = ${roster.id} and e.revision is distinct from c.revision)::int as spells,
      (select count(*) from roster_change c where c.roster_id = ${roster.id} and (
        exists (select from settlement t where t.engagement_id = c.engagement_id and t.settled_at > ${roster.applied_at}::timestamptz)
        or (c.before is null and exists (select from statement s where s.engagement_id = c.engagement_id and s.source <> 'roster'))))::int as facts,
      (select count(*) from roster_change c join engagement e on e.worker_id = c.worker_id where c.roster_id = ${roster.id} and c.made_worker
        and not exists (select from roster_change x where x.roster_id = ${roster.id} and x.engagement_id = e.id))::int as elsewhere,
      (select count(*) from roster_change c join engagement gone on gone.id = c.engagement_id
        join engagement e on e.worker_id = gone.worker_id and e.outlet_id = gone.outlet_id and e.until_on is null
        where c.roster_id = ${roster.id} and c.change in ('left', 'moved-out')
        and not exists (select from roster_change x where x.roster_id = ${roster.id} and x.engagement_id = e.id))::int as again,
      (select count(*) from roster_change c join worker_merge m on m.kept = c.worker_id or m.merged = c.worker_id
        where c.roster_id = ${roster.id} and m.merged_at > ${roster.applied_at}::timestamptz and m.undone_at is null)::int as merged,
      (select count(*) from roster_worker_change p left join worker w on w.id = p.worker_id where p.roster_id = ${roster.id} and p.renewed and w.revision is distinct from p.revision)::int
        + (select count(*) from roster_change c left join worker w on w.id = c.worker_id where c.roster_id = ${roster.id} and c.made_worker and w.revision is distinct from 1)::int as people,
      array(select c.worker_id from roster_change c where c.roster_id = ${roster.id} and c.made_worker) as made`.execute(tx)
  const found = rows[0]
  if (!found) return undefined
  for (const [name, zh, en] of REASONS) {
    const count = found[name]
    if (count > 0) return words(language, `${count} ${zh}`, `${count} ${en}`)
  }
  const bound = await boundWorkers(tx, found.made)
  return bound.length > 0 ? words(language, `${bound.length} 人已登录或已有授权、查阅记录`, `${bound.length} people have signed in, agreed to something, or were looked up since`) : undefined
}

type Later = { spells: number; facts: number; elsewhere: number; again: number; merged: number; people: number; made: number[] }

const REASONS = [
  ['merged', '人之后被合并', 'people were merged since'],
  ['spells', '段从业关系之后有改动', 'engagements were changed since'],
  ['facts', '人之后有自报、核实或裁定', 'people were checked, settled, or spoke for themselves since'],
  ['again', '人之后又登记在原网点', 'people were registered at their old outlet again since'],
  ['elsewhere', '人之后又登记在别处', 'people were registered elsewhere since'],
  ['people', '人的资料之后有改动', 'people’s records were changed since'],
] as const
