// GET /partners, GET /partners/{id}, GET /partners/names

import { sql } from 'kysely'
import { namedLike } from '../../../platform/database/search.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { answerPartner, partnerColumns, partnersMatching, partnerViews, type PartnerFilter, type PartnerRow } from './partner-store.ts'

export async function listPartners(call: Call<'GET /partners'>): Promise<Reply<'GET /partners'>> {
  const { limit = 50, after, ...filter } = call.query
  const rows = await readPartners(call, filter, { limit: limit + 1, ...(after === undefined ? {} : { after }) })
  const { items, next } = cutPage(rows, limit, (row) => [row.pinyin, row.id])
  const total = after === undefined ? await countPartners(call, filter) : undefined
  return { items: await partnerViews(call, items), next, ...(total === undefined ? {} : { total }) }
}

export function getPartner(call: Call<'GET /partners/{id}'>): Promise<Reply<'GET /partners/{id}'>> {
  return answerPartner(call, call.params.id)
}

/** By name. Names only, of all partners that go on: an owner is chosen from them, wherever it answers to. */
export async function listPartnerNames(call: Call<'GET /partners/names'>): Promise<Reply<'GET /partners/names'>> {
  const { search, limit = 20 } = call.query
  const { rows } = await sql<Reply<'GET /partners/names'>['items'][number]>`
    select p.id, p.short_name, p.name, p.kind, coalesce(p.place_name, '') as place_name from partner_label p
    where p.closed_on is null ${search === undefined ? sql`` : sql`and ${namedLike('p', search, ['short_name'])}`}
    order by p.pinyin, p.id limit ${limit}`.execute(call.tx)
  return { items: rows }
}

export async function readPartners(call: Context, filter: PartnerFilter, { limit, after }: { limit: number; after?: string }): Promise<PartnerRow[]> {
  const [pinyin, id] = after === undefined ? [] : decodeCursor(after, ['string', 'number'])
  const { rows } = await sql<PartnerRow>`
    select ${partnerColumns} from partner p
    where ${partnersMatching(call, filter)} ${after === undefined ? sql`` : sql`and (p.pinyin, p.id) > (${pinyin}, ${id}::int8)`}
    order by p.pinyin, p.id limit ${limit}`.execute(call.tx)
  return rows
}

export async function countPartners(call: Context, filter: PartnerFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from partner p where ${partnersMatching(call, filter)}`.execute(call.tx)
  return rows[0]?.n ?? 0
}
