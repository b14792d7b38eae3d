// GET /engagements, GET /engagements/{id}: as an officer sees them, and as an employer does.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Static } from 'typebox'
import type { EngagementRow } from '../../../../contract/registry.ts'
import type { Call, Context, Given, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { inPlace, inReach, narrowed } from '../../../platform/database/reach.ts'
import { likeInfix, likePrefix, upTo } from '../../../platform/database/search.ts'
import { maskedPhone } from '../workers/identifiers.ts'
import { readWorkerSearch } from '../workers/worker-search.ts'
import { engagementViews, notFolded, readEngagements, type EngagementRecord } from './engagement-store.ts'

type Listed = { listed_name: string | null; listed_phone: Buffer | null }

export async function listEngagements(call: Call<'GET /engagements'>): Promise<Reply<'GET /engagements'>> {
  const { limit = 50, after } = call.query
  const from = after === undefined ? undefined : decodeCursor(after, ['string', 'number'])
  const where = sql<SqlBool>`${sql.join(conditions(call), sql` and `)} ${from ? sql`and (e.since, e.id) < (${from[0]}::date, ${from[1]}::int8)` : sql``}`
  const listed = asListed(call)
  const rows = await readEngagements<Listed>(call.tx, where, { ...listed, limit: limit + 1, ...(call.query.search === undefined ? {} : { narrowing: listed.joins }) })
  const { items, next } = cutPage(rows, limit, (row) => [row.since.toString(), row.id])
  return { items: await engagementRows(call, items), next }
}

export async function getOneEngagement(call: Call<'GET /engagements/{id}'>): Promise<Reply<'GET /engagements/{id}'>> {
  const rows = await readEngagements<Listed>(call.tx, sql<SqlBool>`e.id = ${call.params.id} and ${inReach(call, { place: 'e.place', company: 'e.company_id', outlet: 'e.outlet_id' })}`, asListed(call))
  const [view] = await engagementViews(call.tx, rows.map((row) => asKnownTo(call, row)))
  if (!view) throw notFound()
  call.answer.etag(Number(view.revision))
  return view
}

async function engagementRows(call: Context, rows: readonly (EngagementRecord & Listed)[]): Promise<Given<Static<typeof EngagementRow>>[]> {
  const views = await engagementViews(call.tx, rows.map((row) => asKnownTo(call, row)))
  return views.map((view, at) => Object.assign(view, { listed_name: rows[at]?.listed_name ?? '', listed_phone_masked: maskedPhone(call.services.keyring, rows[at]?.listed_phone ?? null) }))
}

/**
 * An employer is shown its own words: name, phone, kind, agency and post as its roster has them. Of somebody who only
 * declared to work there it learns the name, which it has to confirm, and what they said of the work; never the phone.
 */
function isEmployer({ scope }: Pick<Context, 'scope'>): boolean {
  return scope.places !== 'all' && scope.places.length === 0
}

function asListed(call: Pick<Context, 'scope'>): { more: RawBuilder<unknown>; joins: RawBuilder<unknown> } {
  const joins = sql`left join statement r on r.engagement_id = e.id and r.source = 'roster' left join statement d on d.engagement_id = e.id and d.source = 'self'`
  if (!isEmployer(call)) return { joins: sql`${joins} join worker w on w.id = e.worker_id`, more: sql`, coalesce(r.name, d.name, w.name) as listed_name, coalesce(r.phone, d.phone, w.phone) as listed_phone` }
  return { joins, more: sql`, coalesce(r.name, d.name) as listed_name, r.phone as listed_phone, r.kind as listed_kind, r.agency_name as listed_agency, r.post as listed_post` }
}

function asKnownTo(call: Pick<Context, 'scope'>, row: EngagementRecord & { listed_kind?: EngagementRecord['kind'] | null; listed_agency?: string | null; listed_post?: string | null }): EngagementRecord {
  if (!isEmployer(call)) return row
  return Object.assign(row, { kind: row.listed_kind ?? row.kind, agency_name: row.listed_agency ?? row.agency_name, post: row.listed_post ?? row.post })
}

function conditions(call: Call<'GET /engagements'>): RawBuilder<SqlBool>[] {
  const { company, outlet, worker, place, standing, current = true, search } = call.query
  const all = [inReach(narrowed(call, place), { place: 'e.place', company: 'e.company_id', outlet: 'e.outlet_id' }), inPlace('e.place', place), notFolded]
  if (current) all.push(sql<SqlBool>`e.until_on is null`)
  if (company !== undefined) all.push(sql<SqlBool>`e.company_id = ${company}`)
  if (outlet !== undefined) all.push(sql<SqlBool>`e.outlet_id = ${outlet}`)
  if (worker !== undefined) all.push(sql<SqlBool>`e.worker_id = ${worker}`)
  if (standing !== undefined) all.push(sql<SqlBool>`e.standing = ${standing}`)
  if (search !== undefined) all.push(isCalled(call, search))
  return all
}

/** By what is listed; officers by pinyin, too, which belongs to the person and not to a list. */
function isCalled(call: Call<'GET /engagements'>, typed: string): RawBuilder<SqlBool> {
  const search = readWorkerSearch(typed, call.today)
  switch (search.by) {
    case 'phone':
      return sql<SqlBool>`r.phone_hash = ${call.services.keyring.hash('phone', search.digits)}::uuid`
    case 'phone-tail':
      return sql<SqlBool>`r.phone_tail = ${search.digits}`
    case 'id':
      return isEmployer(call) ? sql<SqlBool>`false` : sql<SqlBool>`w.id_hash = ${call.services.keyring.hash(`id:${search.kind}`, search.number)}::uuid`
    case 'latin':
      if (!isEmployer(call)) return sql<SqlBool>`(replace(w.pinyin, ' ', '') like ${likePrefix(search.letters)} or (w.initials >= ${search.letters} and w.initials < ${upTo(search.letters)}))`
      return sql<SqlBool>`coalesce(r.name, d.name) ilike ${likeInfix(typed.trim())}`
    case 'name':
      return sql<SqlBool>`coalesce(r.name, d.name) like ${likeInfix(search.text)}`
  }
}
