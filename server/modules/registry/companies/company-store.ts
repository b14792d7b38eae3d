// Companies as lists and details show them.

import { sql } from 'kysely'
import type { Context } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { settingValue } from '../../access/index.ts'
import { describePlaces } from '../../places/index.ts'
import { inPlace, inReach, narrowed, type Reach } from '../../../platform/database/reach.ts'
import { namedLike } from '../../../platform/database/search.ts'
import { maskedPhone } from '../workers/identifiers.ts'
import { freshnessOf, type Freshness } from './rules.ts'

export type CompanyRow = {
  id: number
  name: string
  short_name: string
  pinyin: string
  credit_code: string
  kind: 'platform' | 'franchisee' | 'dispatch'
  brand_id: number | null
  brand: string | null
  trade: string
  place: number
  contact_name: string
  contact_phone: Buffer | null
  cadence_days: number
  due_time: Temporal.PlainTime
  submits: boolean
  last_as_of: Temporal.PlainDate | null
  closed_on: Temporal.PlainDate | null
  created_at: Temporal.Instant
  revision: number
}

export type CompanyFilter = { search?: string; kind?: string; trade?: string; place?: number; id?: number }

/** Companies in reach: by their own place, by grant, or through an outlet in reach. Closed ones only when searched for or asked by id. */
export async function companiesInReach(call: Pick<Context, 'tx'> & Reach, filter: CompanyFilter = {}): Promise<CompanyRow[]> {
  const reach = narrowed(call, filter.place)
  const { rows } = await sql<CompanyRow>`
    select c.id, c.name, c.short_name, c.pinyin, c.credit_code, c.kind, c.brand_id, b.name as brand, c.trade, c.place, c.contact_name, c.contact_phone,
      c.cadence_days, c.due_time, c.submits, c.last_as_of, c.closed_on, c.created_at, c.revision
    from company c left join brand b on b.id = c.brand_id
    where (
      (${inReach(reach, { place: 'c.place', company: 'c.id' })} and ${inPlace('c.place', filter.place)})
      or c.id in (select o.company_id from outlet o where ${inReach(reach, { place: 'o.place', company: 'o.company_id', outlet: 'o.id' })} and ${inPlace('o.place', filter.place)} and o.closed_on is null)
    )
    ${filter.id === undefined ? sql`` : sql`and c.id = ${filter.id}`}
    ${filter.kind === undefined ? sql`` : sql`and c.kind = ${filter.kind}`}
    ${filter.trade === undefined ? sql`` : sql`and c.trade = ${filter.trade}`}
    ${filter.search === undefined ? sql`` : sql`and (${namedLike('c', filter.search, ['short_name'])} or c.credit_code = upper(${filter.search}))`}
    ${filter.search === undefined && filter.id === undefined ? sql`and c.closed_on is null` : sql``}
    order by c.pinyin, c.id`.execute(call.tx)
  return rows
}

/** @throws Problem not-found for a company that is not there or not in reach */
export async function getCompanyRow(call: Pick<Context, 'tx'> & Reach, id: number): Promise<CompanyRow> {
  const [row] = await companiesInReach(call, { id })
  if (!row) throw notFound()
  return row
}

export type ReadFreshness = (row: Pick<CompanyRow, 'submits' | 'closed_on' | 'cadence_days' | 'due_time' | 'last_as_of' | 'created_at'>) => Freshness

/** How fresh companies are now, by the city's grace. */
export async function freshnessNow(call: Pick<Context, 'tx' | 'now' | 'today' | 'services'>): Promise<ReadFreshness> {
  const graceHours = await settingValue(call, 'company.freshness-grace-hours')
  return (row) => freshnessOf({ submits: row.submits, closedOn: row.closed_on, cadenceDays: row.cadence_days, dueTime: row.due_time, lastAsOf: row.last_as_of, createdAt: row.created_at, graceHours }, call.now)
}

export function freshnessView(row: Pick<CompanyRow, 'last_as_of' | 'cadence_days' | 'due_time'>, freshness: Freshness) {
  return { state: freshness.state, due_at: freshness.dueAt, days_late: freshness.daysLate, last_as_of: row.last_as_of, cadence_days: row.cadence_days, due_time: row.due_time.toString().slice(0, 5) }
}

/** With people counted inside `place`, where one is given. */
export async function companyViews(call: Context, rows: readonly CompanyRow[], place?: number) {
  const ids = rows.map((row) => row.id)
  const people = await peopleByCompany(call, ids, place)
  const outlets = await outletsByCompany(call, ids, place)
  const places = await describePlaces(call.tx, rows.map((row) => row.place))
  const fresh = await freshnessNow(call)
  return rows.map((row) => {
    const mix = people.get(row.id) ?? noMix
    return {
      id: row.id, name: row.name, short_name: row.short_name, credit_code: row.credit_code, kind: row.kind,
      brand: row.brand_id !== null && row.brand !== null ? { id: row.brand_id, name: row.brand } : null,
      trade: row.trade, place: row.place, place_name: places.get(row.place)?.name ?? '', contact_name: row.contact_name, contact_phone_masked: maskedPhone(call.services.keyring, row.contact_phone),
      outlets: outlets.get(row.id) ?? 0, workers: mix.direct + mix.dispatch + mix.franchise + mix.crowd, mix,
      submits: row.submits, freshness: freshnessView(row, fresh(row)), closed_on: row.closed_on, revision: row.revision,
    }
  })
}

export type Mix = { direct: number; dispatch: number; franchise: number; crowd: number }
export const noMix: Mix = { direct: 0, dispatch: 0, franchise: 0, crowd: 0 }

/** Current engagements in reach, by kind. */
async function peopleByCompany(call: Pick<Context, 'tx'> & Reach, ids: readonly number[], place?: number): Promise<Map<number, Mix>> {
  const { rows } = await sql<{ id: number; kind: keyof Mix; people: number }>`
    select e.company_id as id, e.kind, count(*)::int as people
    from engagement e
    where e.until_on is null and e.company_id = any(${ids}::int8[]) and ${inReach(narrowed(call, place), { place: 'e.place', company: 'e.company_id', outlet: 'e.outlet_id' })} and ${inPlace('e.place', place)}
    group by e.company_id, e.kind`.execute(call.tx)
  return gatherMix(rows)
}

export function gatherMix(rows: readonly { id: number; kind: keyof Mix; people: number }[]): Map<number, Mix> {
  const mixes = new Map<number, Mix>()
  for (const { id, kind, people } of rows) {
    const mix = mixes.get(id) ?? { ...noMix }
    mix[kind] = people
    mixes.set(id, mix)
  }
  return mixes
}

async function outletsByCompany(call: Pick<Context, 'tx'> & Reach, ids: readonly number[], place?: number): Promise<Map<number, number>> {
  const { rows } = await sql<{ id: number; outlets: number }>`
    select o.company_id as id, count(*)::int as outlets
    from outlet o
    where o.closed_on is null and o.company_id = any(${ids}::int8[]) and ${inReach(narrowed(call, place), { place: 'o.place', company: 'o.company_id', outlet: 'o.id' })} and ${inPlace('o.place', place)}
    group by o.company_id`.execute(call.tx)
  return new Map(rows.map((row) => [row.id, row.outlets]))
}
