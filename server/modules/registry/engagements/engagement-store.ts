// Engagements as lists and details show them.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Static } from 'typebox'
import type { EngagementView } from '../../../../contract/registry.ts'
import type { Context, Given } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { describePlaces } from '../../places/index.ts'
import { inReach, type Reach } from '../../../platform/database/reach.ts'

type View = Static<typeof EngagementView>

export type EngagementRecord = {
  id: number
  worker_id: number
  company_id: number
  company: string
  brand: string | null
  outlet_id: number
  outlet: string
  place: number
  agency_name: string
  kind: View['kind']
  post: string
  since: Temporal.PlainDate
  until_on: Temporal.PlainDate | null
  ended_by: string | null
  standing: View['standing']
  moved_from: number | null
  sources: View['sources']
  revision: number
}

const columns = sql`e.id, e.worker_id, e.company_id, c.short_name as company, c.brand, e.outlet_id, o.name as outlet, e.place, e.agency_name, e.kind, e.post, e.since, e.until_on, e.ended_by, e.standing, e.moved_from,
  array(select s.source from statement s where s.engagement_id = e.id order by s.source) as sources, e.revision`

/** A spell that was folded into another when two records became one says nothing of its own. */
export const notFolded = sql<SqlBool>`e.ended_by is distinct from 'merge'`

export function engagementInReach(reach: Reach): RawBuilder<SqlBool> {
  return inReach(reach, { place: 'e.place', company: 'e.company_id', outlet: 'e.outlet_id' })
}

/**
 * @param where a condition on `e`: an engagement; access is part of it
 * @param options.more columns, with a leading comma; `joins` for what they need; `narrowing` for what `where` needs besides
 */
export async function readEngagements<More extends object = object>(tx: Context['tx'], where: RawBuilder<SqlBool>, { order = sql`e.since desc, e.id desc`, limit, more = sql``, joins = sql``, narrowing = sql`` }: { order?: RawBuilder<unknown>; limit?: number; more?: RawBuilder<unknown>; joins?: RawBuilder<unknown>; narrowing?: RawBuilder<unknown> } = {}): Promise<(EngagementRecord & More)[]> {
  // The page is cut before anything is joined to it.
  const { rows } = await sql<EngagementRecord & More>`
    select ${columns} ${more}
    from ${limit === undefined ? sql`engagement e` : sql`(select e.* from engagement e ${narrowing} where ${where} order by ${order} limit ${limit}) e`}
    join company_label c on c.id = e.company_id
    join outlet_label o on o.id = e.outlet_id
    ${joins}
    ${limit === undefined ? sql`where ${where}` : sql``}
    order by ${order}`.execute(tx)
  return rows
}

/** @throws Problem not-found for an engagement that is not there or not in reach */
export async function getEngagement(call: Pick<Context, 'tx'> & Reach, id: number): Promise<EngagementRecord> {
  const [found] = await readEngagements(call.tx, sql<SqlBool>`e.id = ${id} and ${engagementInReach(call)}`)
  if (!found) throw notFound()
  return found
}

/** One of the caller's own. @throws Problem not-found */
export async function getOwnEngagement(call: Pick<Context, 'tx' | 'actor'>, id: number): Promise<EngagementRecord> {
  const [found] = await readEngagements(call.tx, sql<SqlBool>`e.id = ${id} and e.worker_id = ${call.actor.worker}`)
  if (!found) throw notFound()
  return found
}

/** Nobody else decides the engagement until this transaction ends. */
export async function lockEngagement(tx: Context['tx'], id: number): Promise<void> {
  await tx.selectFrom('engagement').select('id').where('id', '=', id).forNoKeyUpdate().execute()
}

export async function engagementViews(tx: Context['tx'], rows: readonly EngagementRecord[]): Promise<Given<View>[]> {
  const places = await describePlaces(tx, rows.map((row) => row.place))
  return rows.map((row) => ({
    id: row.id, worker_id: row.worker_id, company: { id: row.company_id, short_name: row.company }, brand: row.brand, outlet: { id: row.outlet_id, name: row.outlet },
    place: row.place, place_name: places.get(row.place)?.name ?? '', kind: row.kind, agency_name: row.agency_name, post: row.post, since: row.since, until: row.until_on, ended_by: row.ended_by,
    standing: row.standing, moved_from: row.moved_from, sources: row.sources, revision: row.revision,
  }))
}

/** The engagement as it stands after a change. */
export async function answerEngagement(call: Context, id: number): Promise<Given<View>> {
  const [view] = await engagementViews(call.tx, [call.actor.kind === 'worker' ? await getOwnEngagement(call, id) : await getEngagement(call, id)])
  if (!view) throw notFound()
  return view
}
