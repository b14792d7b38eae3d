// Workers in reach by name: the one statement behind the list, its export and the desk's search box.

import { sql, type CompiledQuery, type RawBuilder, type SqlBool } from 'kysely'
import type { Api } from '../../../../contract/index.ts'
import type { QueryOf } from '../../../../contract/operation.ts'
import type { Context } from '../../../platform/http/call.ts'
import { decodeCursor } from '../../../platform/http/cursor.ts'
import { inRange, inReach, narrowed, reachesWholeCity, type Reach } from '../../../platform/database/reach.ts'
import { remembering } from '../../../platform/remembering.ts'
import { likeInfix, likePrefix, namedLike, upTo } from '../../../platform/database/search.ts'
import { readWorkerSearch, type WorkerSearch } from './worker-search.ts'

export type WorkerFilter = Omit<QueryOf<Api['GET /workers']>, 'limit' | 'after'>

export type ListedWorker = {
  id: number
  name: string | null
  pinyin: string
  phone: Buffer | null
  id_number: Buffer | null
  trade: string | null
  state: 'present' | 'away' | 'merged' | 'left'
  outlet: string | null
  company: string | null
  kind: 'direct' | 'dispatch' | 'franchise' | 'crowd' | null
  since: Temporal.PlainDate | null
  standing: 'confirmed' | 'self-declared' | 'disputed' | null
  engagements: number | null
}

type Asking = Pick<Context, 'tx' | 'scope' | 'city' | 'today'> & { services: Pick<Context['services'], 'keyring'> }

/**
 * Sorted by pinyin and id. The people of a place are found in two small steps, each by an index of its own: those whose
 * main job is there (worker.place), and those with a second job there (engagement.elsewhere). Each step stops after
 * `limit` in order, and only those few are joined with what the row says. Measured on 15,000 people, 1,100 of them in
 * the township: 0.7 ms with row security, 0.6 ms without (with the limit as a parameter: 2.9 ms); the whole city 0.3 ms. With 1,000,000 the whole city still walks
 * the index by name, and a township's people are met there every 43rd row.
 */
export async function readWorkers(call: Asking, filter: WorkerFilter, { limit, after }: { limit: number; after?: string }): Promise<ListedWorker[]> {
  const reach = narrowed(call, filter.place)
  // The first page of a place is asked for again and again, and says the same each time: its text is made once.
  const first = after === undefined && filter.search === undefined
  const { rows } = await (first
    ? call.tx.executeQuery<ListedWorker>(firstPages(JSON.stringify([call.city.code, reach.scope.places, filter, limit, call.today]), () => statement(call, reach, filter, limit).compile(call.tx)))
    : statement(call, reach, filter, limit, after).execute(call.tx))
  return rows.slice(0, limit)
}

const firstPages = remembering<CompiledQuery<ListedWorker>>(1000)

function statement(call: Asking, reach: Reach, filter: WorkerFilter, limit: number, after?: string): RawBuilder<ListedWorker> {
  // Written as a number, and one of few: only then does the plan know that the walk by name may stop early.
  const bound = sql.lit(PAGES.find((size) => size >= limit) ?? limit)
  const from = after === undefined ? undefined : decodeCursor(after, ['string', 'number'])
  const page = (where: RawBuilder<SqlBool>) => sql`
    select w.id, w.name, w.pinyin, w.phone, w.id_number, w.trade, w.state from worker w
    where ${state(filter)} and ${where}
      ${from ? sql`and (w.pinyin, w.id) > (${from[0]}, ${from[1]}::int8)` : sql``}
    order by w.pinyin, w.id limit ${bound}`
  const pages = branches(call, reach, filter).map(page)
  // Without a search nobody is found in two ways.
  const and = filter.search === undefined ? sql` union all ` : sql` union `
  const found = pages.length === 1 ? sql.join(pages) : sql`${sql.join(pages.map((one) => sql`(${one})`), and)} order by pinyin, id limit ${bound}`
  return sql<ListedWorker>`
    with found as (${found})
    select f.id, f.name, f.pinyin, f.phone, f.id_number, f.trade, f.state, e.outlet, e.company, e.kind, e.since, e.standing, e.engagements
    from found f
    left join lateral (
      select o.name as outlet, o.company, e.kind, e.since, e.standing, (count(*) over ())::int as engagements
      from engagement e join outlet_label o on o.id = e.outlet_id
      where e.worker_id = f.id and e.until_on is null and ${inReach(reach, { place: 'e.place' })}
      order by ${preferred(filter)} (e.standing = 'self-declared'), e.since desc, e.id desc limit 1
    ) e on true
    order by f.pinyin, f.id`
}

const PAGES = [21, 51, 101, 201, 1000]

/** How many the list has, all pages together. */
export async function countWorkers(call: Asking, filter: WorkerFilter): Promise<number> {
  const found = branches(call, narrowed(call, filter.place), filter).map((where) => sql`select w.id from worker w where ${state(filter)} and ${where}`)
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (${sql.join(found, sql` union `)}) found`.execute(call.tx)
  return rows[0]?.n ?? 0
}

function state(filter: WorkerFilter): RawBuilder<SqlBool> {
  return filter.away ? sql<SqlBool>`w.state in ('present', 'away')` : sql<SqlBool>`w.state = 'present'`
}

/** Conditions on `w`, one for each way to be found. */
function branches(call: Asking, reach: Reach, filter: WorkerFilter): RawBuilder<SqlBool>[] {
  const engaged = engagedAs(call, reach, filter)
  const ways = engaged ? [engaged] : herePlaces(reach)
  if (filter.search === undefined) return ways
  const search = readWorkerSearch(filter.search, call.today)
  const named = ways.map((way) => sql<SqlBool>`${way} and ${isCalled(call, search)}`)
  if (search.by !== 'latin' && search.by !== 'name') return named
  const atOutlet = sql<SqlBool>`w.id in (
    select e.worker_id from engagement e
    where e.until_on is null and ${inReach(reach, { place: 'e.place' })} and e.outlet_id in (select o.id from outlet o where ${namedLike('o', filter.search)}))`
  return [...named, engaged ? sql<SqlBool>`${engaged} and ${atOutlet}` : atOutlet]
}

/** Those with their main job in reach, and those with a second one there; nothing to ask for the whole city. */
function herePlaces(reach: Reach): RawBuilder<SqlBool>[] {
  if (reachesWholeCity(reach)) return [sql<SqlBool>`true`]
  const { places } = reach.scope
  if (places === 'all' || places.length === 0) return [sql<SqlBool>`false`]
  const here = (column: string) => sql<SqlBool>`(${sql.join(places.map((range) => inRange(column, range)), sql` or `)})`
  return [here('w.place'), sql<SqlBool>`not ${here('w.place')} and w.id in (select e.worker_id from engagement e where e.elsewhere and ${here('e.place')})`]
}

/** By what a current engagement in reach is like; undefined when nothing of the kind is asked. */
function engagedAs(call: Asking, reach: Reach, filter: WorkerFilter): RawBuilder<SqlBool> | undefined {
  const conditions: RawBuilder<SqlBool>[] = []
  if (filter.company !== undefined) conditions.push(sql<SqlBool>`e.company_id = ${filter.company}`)
  if (filter.outlet !== undefined) conditions.push(sql<SqlBool>`e.outlet_id = ${filter.outlet}`)
  if (filter.kind !== undefined) conditions.push(sql<SqlBool>`e.kind = ${filter.kind}`)
  if (filter.standing !== undefined) conditions.push(sql<SqlBool>`e.standing = ${filter.standing}`)
  if (filter.arrived_days !== undefined) conditions.push(sql<SqlBool>`e.moved_from is null and e.since > ${call.today.subtract({ days: filter.arrived_days })}`)
  if (conditions.length === 0 && !filter.several) return undefined
  const several = filter.several ? sql`group by e.worker_id having count(distinct e.company_id) > 1` : sql``
  return sql<SqlBool>`w.id in (select e.worker_id from engagement e where e.until_on is null and ${sql.join([inReach(reach, { place: 'e.place' }), ...conditions], sql` and `)} ${several})`
}

/** Of several jobs the row shows the one that was asked for, else the newest that is not only declared. */
function preferred(filter: WorkerFilter): RawBuilder<unknown> {
  if (filter.outlet !== undefined) return sql`(e.outlet_id = ${filter.outlet}) desc,`
  if (filter.company !== undefined) return sql`(e.company_id = ${filter.company}) desc,`
  return sql``
}

/** Those on `w` whom a search box means, by name or number; not by outlet. */
export function workersCalled(call: Pick<Context, 'today'> & { services: Pick<Context['services'], 'keyring'> }, typed: string): RawBuilder<SqlBool> {
  return isCalled(call, readWorkerSearch(typed, call.today))
}

function isCalled(call: { services: Pick<Context['services'], 'keyring'> }, search: WorkerSearch): RawBuilder<SqlBool> {
  const { keyring } = call.services
  switch (search.by) {
    case 'phone':
      return sql<SqlBool>`w.phone_hash = ${keyring.hash('phone', search.digits)}::uuid`
    case 'phone-tail':
      return sql<SqlBool>`w.phone_tail = ${search.digits}`
    case 'id':
      return sql<SqlBool>`w.id_hash = ${keyring.hash(`id:${search.kind}`, search.number)}::uuid`
    case 'name':
      return sql<SqlBool>`w.name like ${likeInfix(search.text)}`
    case 'latin':
      // The ranges let the indexes in, which LIKE may not under row security.
      return sql<SqlBool>`((w.pinyin >= ${search.firstSyllable} and w.pinyin < ${upTo(search.firstSyllable)} and replace(w.pinyin, ' ', '') like ${likePrefix(search.letters)})
        or (w.initials >= ${search.letters} and w.initials < ${upTo(search.letters)}))`
  }
}
