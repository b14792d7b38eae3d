// What waits: one look-up for each kind, in reach of the verb that deals with it. Titles are made later, for those shown.

import { sql } from 'kysely'
import type { Verb } from '../../../../contract/permissions.ts'
import { holds } from '../../../../contract/permissions.ts'
import { grantsInForce, scopeFor } from '../../../platform/http/actor.ts'
import { settingValue } from '../../access/index.ts'
import { companiesInReach, freshnessNow } from '../companies/company-store.ts'
import { readConflicts } from '../facts/conflicts.ts'
import { inPlace, inReach, narrowed, type Reach } from '../../../platform/database/reach.ts'
import { contributedKinds, type Asking, type Matter, type MatterKind } from './matter-kinds.ts'
import { conflictWords, daysUncheckedWords, duplicatesWords, lateWords, readyWords, selfDeclaredWords } from './matter-words.ts'
import { deskDeadline, startOfDay, type QueueKind } from './rules.ts'

const ownKinds: readonly MatterKind[] = [
  { kind: 'late-company', dealtWithBy: ['company.contact', 'roster.upload'], read: lateCompanies },
  { kind: 'roster-to-review', dealtWithBy: ['roster.apply'], read: rostersToReview },
  { kind: 'fact-conflict', dealtWithBy: ['fact.settle'], read: factConflicts },
  { kind: 'self-declared', dealtWithBy: ['engagement.confirm'], read: selfDeclared },
  { kind: 'duplicate', dealtWithBy: ['duplicate.decide'], read: duplicates },
  { kind: 'outlet-unchecked', dealtWithBy: ['check.write'], read: uncheckedOutlets },
]

export async function readMatters(call: Asking, { kind, place }: { kind?: QueueKind | undefined; place?: number | undefined }): Promise<Matter[]> {
  const all: Matter[] = []
  for (const one of [...ownKinds, ...contributedKinds()]) {
    if (kind && one.kind !== kind) continue
    const reach = reachOf(call, one.dealtWithBy)
    if (reach) all.push(...(await one.read(call, narrowed(reach, place), place)))
  }
  return all
}

/** Never more than the reach this transaction was opened with: all who hold such a verb hold queue.read there, too. */
function reachOf({ actor, today, city }: Asking, verbs: readonly Verb[]): Reach | undefined {
  const grants = grantsInForce(actor, today)
  const held = verbs.find((verb) => grants.some((grant) => holds(grant.role, verb)))
  return held && { city, scope: scopeFor(actor, held, today) }
}

/** For an office once it is late; for the company itself on the day it is due. */
async function lateCompanies(call: Asking, reach: Reach, place: number | undefined): Promise<Matter[]> {
  const fresh = await freshnessNow(call)
  const own = reach.scope.places !== 'all' && reach.scope.places.length === 0
  const rows = await companiesInReach({ tx: call.tx, ...reach }, place === undefined ? {} : { place })
  return rows.flatMap((row) => {
    const { dueAt, late, state } = fresh(row)
    if (!dueAt || !(late || (own && (state === 'due-today' || state === 'never')))) return []
    return [{ key: `late-company:${row.id}`, kind: 'late-company' as const, dueAt, since: dueAt, place: row.place, who: row.short_name, href: own ? '/desk/rosters/upload' : `/desk/companies/${row.id}`, words: lateWords(row.short_name, row.last_as_of, late) }]
  })
}

async function rostersToReview(call: Asking, reach: Reach, place: number | undefined): Promise<Matter[]> {
  const hours = await settingValue(call, 'queue.roster-hours')
  const { rows } = await sql<{ id: number; ready_at: Temporal.Instant; place: number; company: string; joined: number; left: number; moved: number; changed: number; review: number; tripped: boolean }>`
    select r.id, coalesce(r.ready_at, r.uploaded_at) as ready_at, r.place, c.short_name as company, r.joined, r."left", r.moved, r.changed, r.review, coalesce((r.guard ->> 'tripped')::boolean, false) as tripped
    from roster r join company_label c on c.id = r.company_id
    where r.state = 'ready' and ${inReach(reach, { place: 'r.place', company: 'r.company_id', outlet: 'r.outlet_id' })} and ${inPlace('r.place', place)}`.execute(call.tx)
  return rows.map((row) => ({ key: `roster-to-review:${row.id}`, kind: 'roster-to-review', dueAt: row.ready_at.add({ hours }), since: row.ready_at, place: row.place, who: row.company, href: `/desk/rosters/${row.id}`, words: readyWords(row) }))
}

async function factConflicts(call: Asking, reach: Reach, place: number | undefined): Promise<Matter[]> {
  const days = await settingValue(call, 'queue.conflict-days')
  const rows = await readConflicts(call, reach, place)
  const people = Map.groupBy(rows, (row) => row.worker)
  return [...people].flatMap(([worker, open]) => {
    const newest = open.map((row) => row.newest).sort(Temporal.PlainDate.compare).at(-1)
    const [first] = open
    if (!first || !newest) return []
    return [{ key: `fact-conflict:${worker}`, kind: 'fact-conflict' as const, dueAt: deskDeadline(newest.add({ days })), since: startOfDay(newest), place: first.place, who: first.outlet, href: `/desk/workers/${worker}`, words: conflictWords(first.name, open.flatMap((row) => row.fields)) }]
  })
}

async function selfDeclared(call: Asking, reach: Reach, place: number | undefined): Promise<Matter[]> {
  const days = await settingValue(call, 'queue.self-declared-days')
  const { rows } = await sql<{ outlet_id: number; outlet: string; company: string; place: number; people: number; oldest: Temporal.PlainDate }>`
    select e.outlet_id, o.name as outlet, o.company, e.place, count(*)::int as people, min(coalesce(s.stated_on, e.since)) as oldest
    from engagement e join outlet_label o on o.id = e.outlet_id left join statement s on s.engagement_id = e.id and s.source = 'self'
    where e.until_on is null and e.standing = 'self-declared' and ${inReach(reach, { place: 'e.place', company: 'e.company_id', outlet: 'e.outlet_id' })} and ${inPlace('e.place', place)}
    group by e.outlet_id, o.name, o.company, e.place`.execute(call.tx)
  return rows.map((row) => ({ key: `self-declared:${row.outlet_id}`, kind: 'self-declared', dueAt: deskDeadline(row.oldest.add({ days })), since: startOfDay(row.oldest), place: row.place, who: row.company, href: `/desk/outlets/${row.outlet_id}`, words: selfDeclaredWords(row) }))
}

/** All pairs as one matter: they are decided one after the other, on one page. */
async function duplicates(call: Asking, reach: Reach, place: number | undefined): Promise<Matter[]> {
  const days = await settingValue(call, 'queue.duplicate-days')
  const { rows } = await sql<{ pairs: number; oldest: Temporal.Instant | null; same_phone: number; same_name: number; near: number }>`
    select count(*)::int as pairs, min(d.found_at) as oldest, count(*) filter (where 'same-phone' = any(d.reasons))::int as same_phone, count(*) filter (where 'same-name-same-outlet' = any(d.reasons))::int as same_name,
      count(*) filter (where d.reasons && array['near-id', 'same-name-near-phone'])::int as near
    from duplicate_pair d where d.state = 'open' and ${inReach(reach, { place: 'd.place' })} and ${inPlace('d.place', place)}`.execute(call.tx)
  const [row] = rows
  if (!row?.oldest) return []
  return [{ key: 'duplicate', kind: 'duplicate', dueAt: row.oldest.add({ hours: 24 * days }), since: row.oldest, place: null, who: '', href: '/desk/duplicates', words: duplicatesWords(row) }]
}

/** Due now or within the week. A first visit is due today, whenever the outlet opened: nobody promised it earlier. */
async function uncheckedOutlets(call: Asking, reach: Reach, place: number | undefined): Promise<Matter[]> {
  const days = await settingValue(call, 'outlet.check-days')
  const { rows } = await sql<{ id: number; name: string; company: string; place: number; checked: Temporal.PlainDate | null; from_on: Temporal.PlainDate }>`
    select o.id, o.name, c.short_name as company, o.place, o.last_checked_on as checked, coalesce(o.last_checked_on, o.opened_on, (o.created_at at time zone 'Asia/Shanghai')::date) as from_on
    from outlet o join company_label c on c.id = o.company_id
    where o.closed_on is null and ${inReach(reach, { place: 'o.place', company: 'o.company_id', outlet: 'o.id' })} and ${inPlace('o.place', place)}
      and coalesce(o.last_checked_on, o.opened_on, (o.created_at at time zone 'Asia/Shanghai')::date) <= ${call.today.add({ days: SOON }).subtract({ days })}`.execute(call.tx)
  return rows.map((row) => ({ key: `outlet-unchecked:${row.id}`, kind: 'outlet-unchecked', dueAt: deskDeadline(row.checked ? row.from_on.add({ days }) : call.today), since: startOfDay(row.from_on), place: row.place, who: row.company, href: `/desk/outlets/${row.id}`, words: daysUncheckedWords(row.name, row.checked, call.today) }))
}

const SOON = 7
