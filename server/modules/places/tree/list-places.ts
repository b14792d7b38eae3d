// The tree, by parent or by search.

import { sql, type RawBuilder } from 'kysely'
import { placeRange } from '../../../../contract/place-code.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { readPlaces, wholeCode } from '../place-view.ts'
import { prefixEnd, readSearch, type Search } from './search-rules.ts'

export async function listPlaces(call: Call<'GET /places'>): Promise<Reply<'GET /places'>> {
  const { parent, search, kind, retired, limit = 50, after } = call.query
  const above = parent === undefined ? undefined : wholeCode(parent)
  const typed = search === undefined ? undefined : readSearch(search)
  if (search !== undefined && !typed) return { items: [], next: null }
  const where: RawBuilder<unknown>[] = []
  if (kind) where.push(sql`p.kind = ${kind}`)
  if (!retired) where.push(sql`p.retired_on is null`)
  if (!typed) {
    if (above !== undefined) where.push(sql`p.parent = ${above}`)
    if (after) where.push(sql`p.code > ${decodeCursor(after, ['number'])[0]}`)
    const rows = await readPlaces(call.tx, sql`where ${all(where)} order by p.code limit ${limit + 1}`)
    return cutPage(rows, limit, ({ code }) => [code])
  }

  // A search below a parent goes all the way down.
  if (above !== undefined) {
    const [lo, hi] = placeRange(above)
    where.push(sql`p.code > ${lo} and p.code < ${hi}`)
  }
  where.push(matches(typed))
  const rank = rankOf(typed)
  if (after) {
    const [afterRank, afterCode] = decodeCursor(after, ['number', 'number'])
    where.push(sql`(${rank}, p.code) > (${afterRank}::int, ${afterCode}::bigint)`)
  }
  const rows = await readPlaces<{ rank: number }>(call.tx, sql`where ${all(where)} order by ${rank}, p.code limit ${limit + 1}`, sql`, ${rank} as rank`)
  return cutPage(rows, limit, ({ rank: of, code }) => [of, code])
}

/**
 * Letters are looked for at the beginning of the initials and of the whole pinyin, by the two indexes on them; the
 * operators compare bytes, as text_pattern_ops does, so that also a prepared statement's plan can use them.
 */
function matches(typed: Search): RawBuilder<unknown> {
  if ('name' in typed) return sql`(p.name like ${`%${typed.name}%`} or replace(p.full_name, ' ', '') like ${`%${typed.name}%`})`
  const end = prefixEnd(typed.letters)
  return sql`((p.initials ~>=~ ${typed.letters} and p.initials ~<~ ${end}) or (replace(p.pinyin, ' ', '') ~>=~ ${typed.letters} and replace(p.pinyin, ' ', '') ~<~ ${end}))`
}

/** What was meant comes first: the very name, then names that begin so, then the larger place. */
function rankOf(typed: Search): RawBuilder<unknown> {
  const size = sql`case p.kind when 'city' then 0 when 'township' then 1 when 'community' then 2 else 3 end`
  return 'name' in typed
    ? sql`(case when p.name = ${typed.name} then 0 when p.name like ${`${typed.name}%`} then 4 when p.name like ${`%${typed.name}%`} then 8 else 12 end + ${size})`
    : sql`(case when p.initials = ${typed.letters} or replace(p.pinyin, ' ', '') = ${typed.letters} then 0 else 4 end + ${size})`
}

function all(conditions: readonly RawBuilder<unknown>[]): RawBuilder<unknown> {
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `)
}
