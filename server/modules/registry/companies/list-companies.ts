// GET /companies

import type { Api } from '../../../../contract/index.ts'
import type { QueryOf } from '../../../../contract/operation.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor, type CursorPart } from '../../../platform/http/cursor.ts'
import { companiesInReach, companyViews, freshnessNow, type ReadFreshness, type CompanyRow } from './company-store.ts'

/** A city has some hundreds of companies: they are read whole and cut here, so that lateness has one rule, in rules.ts. */
export async function listCompanies(call: Call<'GET /companies'>): Promise<Reply<'GET /companies'>> {
  const { limit = 50, after, sort = 'name', place } = call.query
  const fresh = await freshnessNow(call)
  const keyOf = (row: CompanyRow): CursorPart[] => [...(sort === 'late' ? [dueMilliseconds(row, fresh)] : []), row.pinyin, row.id]
  const rows = (await companiesMatching(call, call.query)).sort((a, b) => compareKeys(keyOf(a), keyOf(b)))
  const cursor = after === undefined ? undefined : decodeCursor(after, sort === 'late' ? ['number', 'string', 'number'] : ['string', 'number'])
  const rest = cursor ? rows.filter((row) => compareKeys(keyOf(row), cursor) > 0) : rows
  const { items, next } = cutPage(rest.slice(0, limit + 1), limit, keyOf)
  return { items: await companyViews(call, items, place), next, total: rows.length }
}

type Filter = Pick<QueryOf<Api['GET /companies']>, 'search' | 'kind' | 'trade' | 'place' | 'freshness'>

export async function companiesMatching(call: Pick<Context, 'tx' | 'scope' | 'city' | 'now' | 'today' | 'services'>, query: Filter): Promise<CompanyRow[]> {
  const rows = await companiesInReach(call, query)
  if (query.freshness === undefined) return rows
  const fresh = await freshnessNow(call)
  return rows.filter((row) => fresh(row).state === query.freshness)
}

/** The longest overdue first; those that owe nothing last. Does not move while somebody pages on. */
function dueMilliseconds(row: CompanyRow, fresh: ReadFreshness): number {
  return fresh(row).dueAt?.epochMilliseconds ?? Number.MAX_SAFE_INTEGER
}

function compareKeys(a: readonly CursorPart[], b: readonly CursorPart[]): number {
  for (const [at, part] of a.entries()) {
    const other = b[at]
    if (part === other || part === null || other === null || other === undefined) continue
    return part < other ? -1 : 1
  }
  return 0
}
