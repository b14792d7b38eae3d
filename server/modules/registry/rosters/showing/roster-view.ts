// A roster as it is shown: state, counts, guard, and what applying would come to.

import { sql } from 'kysely'
import type { Call, Context, Reply } from '../../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../../platform/http/cursor.ts'
import { notFound } from '../../../../platform/http/problem.ts'
import { accountNames } from '../../../access/index.ts'
import { words } from '../../words.ts'
import type { GuardFinding } from '../comparing/rules.ts'
import { mappingOf, toWire } from '../mapping/remembered-mapping.ts'
import { getRoster, rosterInReach, type RosterRecord } from '../reach.ts'
import { guardWords, refusalWords } from '../words.ts'

type View = Reply<'GET /rosters/{id}'>

export async function getRosterView(call: Call<'GET /rosters/{id}'>): Promise<View> {
  const view = await showRoster(call, call.params.id)
  call.answer.etag(view.revision)
  return view
}

/** @throws Problem not-found when it is not in reach */
export async function showRoster(inside: Context, id: number): Promise<View> {
  const [view] = await showRosters(inside, [await getRoster(inside.tx, inside, id)])
  if (!view) throw notFound()
  return view
}

export async function listRosters(call: Call<'GET /rosters'>): Promise<Reply<'GET /rosters'>> {
  const { company, state, after, limit = 50 } = call.query
  let query = call.tx.selectFrom('roster').selectAll().where(rosterInReach(call)).orderBy('id', 'desc').limit(limit + 1)
  if (company !== undefined) query = query.where('company_id', '=', company)
  if (state !== undefined) query = query.where('state', '=', state)
  if (after !== undefined) query = query.where('id', '<', Number(decodeCursor(after, ['number'])[0]))
  const { items, next } = cutPage(await query.execute(), limit, (row) => [row.id])
  return { items: await showRosters(call, items), next }
}

async function showRosters(inside: Context, rosters: readonly RosterRecord[]): Promise<View[]> {
  const { tx, language } = inside
  if (rosters.length === 0) return []
  const guarded = rosters.flatMap(({ guard }) => emptiedOutlets(guard as GuardFinding))
  const companies = await tx.selectFrom('company_label').select(['id', 'short_name']).where('id', 'in', rosters.map((one) => one.company_id)).execute()
  const outlets = await outletNames(inside, [...rosters.flatMap((one) => one.outlet_id ?? []), ...guarded])
  const people = await accountNames(tx, rosters.flatMap((one) => [one.uploaded_by, one.applied_by]))
  const previous = await previousOf(inside, rosters)
  const latest = await latestApplied(inside, rosters)
  const shortNames = new Map(companies.map((one) => [one.id, one.short_name ?? '']))
  const personOf = (account: number) => {
    const found = people.get(account)
    return found ? [found.name, found.title].filter(Boolean).join(' · ') : words(language, '其他单位人员', 'somebody of another office')
  }
  return rosters.map((one): View => {
    const { joined, moved, left, held, present } = one
    return {
      id: one.id, company: { id: one.company_id, short_name: shortNames.get(one.company_id) ?? '' },
      outlet: one.outlet_id === null ? null : { id: one.outlet_id, name: outlets.get(one.outlet_id) ?? '' },
      as_of: one.as_of, state: one.state as View['state'], reason: one.reason, reason_text: refusalWords(one.reason, one.reason_why, mappingOf(one.mapping), language),
      file_name: one.file_name, file_bytes: one.file_bytes, format: one.format, sheet: one.sheet, header_row: one.header_row,
      mapping: mappingOf(one.mapping).map(({ column, header, field }) => ({ column, header, field: toWire(field) })),
      counts: { rows: one.rows, importable: one.importable, rejected: one.rejected, joined, left, moved, changed: one.changed, same: one.same, review: one.review, held },
      guard: guardView(one.guard as GuardFinding, outlets, language),
      // Of one outlet, whoever moves comes in from another; of the company, moving changes nothing.
      present, present_after: present + joined + (one.outlet_id === null ? 0 : moved) - (left - held),
      uploaded_by: personOf(one.uploaded_by), uploaded_at: one.uploaded_at, ready_at: one.ready_at, applied_at: one.applied_at, applied_by: one.applied_by === null ? null : personOf(one.applied_by), reversed_at: one.reversed_at,
      reversible: one.state === 'applied' && latest.get(one.company_id) === one.id,
      previous: previous.get(one.compared_to ?? 0) ?? null,
      progress: one.state === 'reading' ? { rows: one.rows, fraction: one.progress ?? 0 } : null,
      revision: one.revision,
    }
  })
}

function guardView(guard: GuardFinding, outlets: ReadonlyMap<number, string>, language: Context['language']): View['guard'] {
  if (!guard.tripped) return { tripped: false }
  return {
    tripped: true, scope: guard.scope, reason: guardWords(guard, outlets, language),
    ...(guard.scope === 'outlets' ? { outlets: guard.outlets.map(({ id, present, leaving }) => ({ id, name: outlets.get(id) ?? '', present, leaving })) } : {}),
  }
}

function emptiedOutlets(guard: GuardFinding): number[] {
  return guard.tripped && guard.scope === 'outlets' ? guard.outlets.map(({ id }) => id) : []
}

/** Names of outlets are no secret: read past the reach, by their label. */
export async function outletNames({ tx }: Pick<Context, 'tx'>, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.selectFrom('outlet_label').select(['id', 'name']).where('id', 'in', [...new Set(ids)]).execute()
  return new Map(rows.map((one) => [one.id ?? 0, one.name ?? '']))
}

async function previousOf({ tx }: Context, rosters: readonly RosterRecord[]) {
  const ids = rosters.flatMap((one) => one.compared_to ?? [])
  if (ids.length === 0) return new Map<number, never>()
  const rows = await tx.selectFrom('roster').select(['id', 'as_of', 'uploaded_at']).where('id', 'in', ids).execute()
  return new Map(rows.map((one) => [one.id, one]))
}

/** Only the last one that was applied can be taken back; whether something else builds on it shows when it is tried. */
async function latestApplied({ tx }: Context, rosters: readonly RosterRecord[]): Promise<Map<number, number>> {
  const { rows } = await sql<{ company_id: number; id: number }>`
    select distinct on (company_id) company_id, id from roster
    where company_id = any(${rosters.map((one) => one.company_id)}::int8[]) and state = 'applied' order by company_id, applied_at desc, id desc`.execute(tx)
  return new Map(rows.map((one) => [one.company_id, one.id]))
}
