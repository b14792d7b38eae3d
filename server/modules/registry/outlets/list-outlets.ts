// GET /outlets

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Api } from '../../../../contract/index.ts'
import type { QueryOf } from '../../../../contract/operation.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor, type CursorPart } from '../../../platform/http/cursor.ts'
import { companiesInReach, freshnessNow } from '../companies/company-store.ts'
import { inReach, narrowed } from '../../../platform/database/reach.ts'
import { namedLike } from '../../../platform/database/search.ts'
import { outletColumns, outletInReach, outletViews, type OutletRow } from './outlet-store.ts'

export type OutletFilter = Omit<QueryOf<Api['GET /outlets']>, 'limit' | 'after' | 'sort'>
export type SortedOutlet = OutletRow & { rank: number }
type Asking = Pick<Context, 'tx' | 'scope' | 'city' | 'now' | 'today' | 'services'>

export async function listOutlets(call: Call<'GET /outlets'>): Promise<Reply<'GET /outlets'>> {
  const { limit = 50, after, sort = 'workers' } = call.query
  const rows = await readOutlets(call, call.query, { sort, limit: limit + 1, ...(after === undefined ? {} : { after }) })
  const { items, next } = cutPage(rows, limit, (row) => [row.rank, row.pinyin, row.id])
  const total = after === undefined ? await countOutlets(call, call.query) : undefined
  return { items: await outletViews(call, items), next, ...(total === undefined ? {} : { total }) }
}

/** By `sort`, then by name. */
export async function readOutlets(call: Asking, filter: OutletFilter, { sort, limit, after }: { sort: 'workers' | 'name' | 'late' | 'checked'; limit: number; after?: string }): Promise<SortedOutlet[]> {
  const { rank, join } = await ranking(call, filter, sort)
  const from = after === undefined ? undefined : decodeCursor(after, ['number', 'string', 'number'])
  const { rows } = await sql<SortedOutlet>`
    select ${outletColumns}, ${rank} as rank
    from outlet o ${join}
    where ${await matching(call, filter)} ${from ? sql`and ${isAfter(rank, from)}` : sql``}
    order by rank, o.pinyin, o.id
    limit ${limit}`.execute(call.tx)
  return rows
}

export async function countOutlets(call: Asking, filter: OutletFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from outlet o where ${await matching(call, filter)}`.execute(call.tx)
  return rows[0]?.n ?? 0
}

async function matching(call: Asking, filter: OutletFilter): Promise<RawBuilder<SqlBool>> {
  const conditions = [outletInReach(call, filter.place)]
  if (filter.closed !== true) conditions.push(sql<SqlBool>`o.closed_on is null`)
  if (filter.company !== undefined) conditions.push(sql<SqlBool>`o.company_id = ${filter.company}`)
  if (filter.trade !== undefined) conditions.push(sql<SqlBool>`o.trade = ${filter.trade}`)
  if (filter.unchecked_days !== undefined) conditions.push(sql<SqlBool>`coalesce(o.last_checked_on, date '-infinity') < ${call.today.subtract({ days: filter.unchecked_days })}`)
  if (filter.search !== undefined) conditions.push(sql<SqlBool>`(${namedLike('o', filter.search)} or o.company_id in (select c.id from company c where ${namedLike('c', filter.search, ['short_name'])}))`)
  if (filter.freshness !== undefined) {
    const fresh = await freshnessNow(call)
    const companies = await companiesInReach(call)
    conditions.push(sql<SqlBool>`o.company_id = any(${companies.filter((row) => fresh(row).state === filter.freshness).map((row) => row.id)}::int8[])`)
  }
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}

/** A number to sort by, smallest first. Lateness is the company's, and has its one rule in companies/rules.ts: it comes in as a small table. */
async function ranking(call: Asking, filter: OutletFilter, sort: 'workers' | 'name' | 'late' | 'checked'): Promise<{ rank: RawBuilder<number>; join: RawBuilder<unknown> }> {
  switch (sort) {
    case 'name':
      return { rank: sql<number>`0::int4`, join: sql`` }
    case 'checked':
      return { rank: sql<number>`coalesce(o.last_checked_on - date '2000-01-01', 0)`, join: sql`` }
    case 'workers':
      return {
        rank: sql<number>`-coalesce(staffed.people, 0)`,
        join: sql`left join (
          select e.outlet_id, count(*)::int as people from engagement e
          where e.until_on is null and ${inReach(narrowed(call, filter.place), { place: 'e.place', company: 'e.company_id', outlet: 'e.outlet_id' })}
          group by e.outlet_id
        ) staffed on staffed.outlet_id = o.id`,
      }
    case 'late': {
      const fresh = await freshnessNow(call)
      const due = (await companiesInReach(call)).flatMap((row) => {
        const { dueAt } = fresh(row)
        return dueAt ? [{ id: row.id, due: Math.floor(dueAt.epochMilliseconds / 60_000) }] : []
      })
      return {
        rank: sql<number>`coalesce(owed.due, 2147483647)`,
        join: sql`left join unnest(${due.map((one) => one.id)}::int8[], ${due.map((one) => one.due)}::int4[]) as owed (company_id, due) on owed.company_id = o.company_id`,
      }
    }
  }
}

function isAfter(rank: RawBuilder<number>, [value, pinyin, id]: readonly CursorPart[]): RawBuilder<SqlBool> {
  return sql<SqlBool>`(${rank} > ${value}::int4 or (${rank} = ${value}::int4 and (o.pinyin, o.id) > (${pinyin}, ${id}::int8)))`
}
