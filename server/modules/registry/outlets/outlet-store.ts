// Outlets as lists and details show them.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Static } from 'typebox'
import type { Outlet } from '../../../../contract/registry.ts'
import type { Context } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { describePlaces } from '../../places/index.ts'
import { freshnessNow, freshnessView, gatherMix, noMix, type CompanyRow, type Mix } from '../companies/company-store.ts'
import { inPlace, inReach, narrowed, type Reach } from '../../../platform/database/reach.ts'
import { maskedPhone } from '../workers/identifiers.ts'

export type OutletRow = {
  id: number
  name: string
  pinyin: string
  company_id: number
  operator_id: number | null
  operator: string | null
  kind: Static<typeof Outlet>['kind']
  trade: string
  place: number
  lon: number | null
  lat: number | null
  address: string
  manager_name: string
  manager_phone: Buffer | null
  opened_on: Temporal.PlainDate | null
  closed_on: Temporal.PlainDate | null
  last_checked_on: Temporal.PlainDate | null
  revision: number
}

type Asking = Pick<Context, 'tx' | 'scope' | 'city'>

export const outletColumns = sql`o.id, o.name, o.pinyin, o.company_id, o.operator_id, (select c.short_name from company_label c where c.id = o.operator_id) as operator, o.kind, o.trade, o.place, o.lon, o.lat, o.address, o.manager_name, o.manager_phone, o.opened_on, o.closed_on, o.last_checked_on, o.revision`

/** In reach by place, company or grant; inside `place` when one is given. */
export function outletInReach(reach: Reach, place?: number): RawBuilder<SqlBool> {
  return sql<SqlBool>`${inReach(narrowed(reach, place), { place: 'o.place', company: 'o.company_id', outlet: 'o.id' })} and ${inPlace('o.place', place)}`
}

/** @throws Problem not-found for an outlet that is not there or not in reach */
export async function getOutletRow(call: Asking, id: number): Promise<OutletRow> {
  const { rows } = await sql<OutletRow>`select ${outletColumns} from outlet o where o.id = ${id} and ${outletInReach(call)}`.execute(call.tx)
  if (!rows[0]) throw notFound()
  return rows[0]
}

export async function outletViews(call: Context, rows: readonly OutletRow[]) {
  const companies = await companiesOf(call, rows)
  const people = await peopleByOutlet(call, rows.map((row) => row.id))
  const places = await describePlaces(call.tx, rows.map((row) => row.place))
  const fresh = await freshnessNow(call)
  return rows.map((row) => {
    const mix = people.get(row.id) ?? noMix
    const company = companies.get(row.company_id)
    const freshness = company ? freshnessView(company, fresh(company)) : unknownFreshness
    return {
      id: row.id, name: row.name, company: { id: row.company_id, short_name: company?.short_name ?? '' },
      operator: row.operator_id !== null && row.operator !== null ? { id: row.operator_id, short_name: row.operator } : null,
      kind: row.kind, trade: row.trade, place: row.place, place_name: places.get(row.place)?.name ?? '',
      position: row.lon !== null && row.lat !== null ? { lon: row.lon, lat: row.lat } : null, address: row.address,
      manager_name: row.manager_name, manager_phone_masked: maskedPhone(call.services.keyring, row.manager_phone),
      workers: mix.direct + mix.dispatch + mix.franchise + mix.crowd, mix, freshness,
      last_checked_on: row.last_checked_on, opened_on: row.opened_on, closed_on: row.closed_on, revision: row.revision,
    }
  })
}

type FreshCompany = Pick<CompanyRow, 'id' | 'short_name' | 'cadence_days' | 'due_time' | 'submits' | 'last_as_of' | 'closed_on' | 'created_at'>

async function companiesOf(call: Asking, rows: readonly OutletRow[]): Promise<Map<number, FreshCompany>> {
  const ids = [...new Set(rows.map((row) => row.company_id))]
  if (ids.length === 0) return new Map()
  // In reach, because one of their outlets is.
  const companies = await call.tx.selectFrom('company').select(['id', 'short_name', 'cadence_days', 'due_time', 'submits', 'last_as_of', 'closed_on', 'created_at']).where('id', 'in', ids).execute()
  return new Map(companies.map((company) => [company.id, company]))
}

async function peopleByOutlet(call: Asking, ids: readonly number[]): Promise<Map<number, Mix>> {
  const { rows } = await sql<{ id: number; kind: keyof Mix; people: number }>`
    select e.outlet_id as id, e.kind, count(*)::int as people
    from engagement e
    where e.until_on is null and e.outlet_id = any(${ids}::int8[])
    group by e.outlet_id, e.kind`.execute(call.tx)
  return gatherMix(rows)
}

const unknownFreshness = { state: 'not-asked' as const, due_at: null, days_late: 0, last_as_of: null, cadence_days: 1, due_time: '18:00' }
