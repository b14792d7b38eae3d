// GET /applications: the queue by due date, its filters, and rows as the desk shows them.

import { sql, type RawBuilder, type SqlBool } from 'kysely'
import type { Static } from 'typebox'
import type { ApplicationRow } from '../../../../contract/applications.ts'
import type { Api } from '../../../../contract/index.ts'
import type { QueryOf } from '../../../../contract/operation.ts'
import type { ServiceContent } from '../../../../contract/services.ts'
import { inPlace } from '../../../platform/database/reach.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { knownCalendar } from '../../calendar/index.ts'
import { describePlaces } from '../../places/index.ts'
import { knownWorkers, maskedPhone, workersNamed } from '../../registry/index.ts'
import { partnerNames } from '../../stations/index.ts'
import { said } from '../words.ts'
import { dayOf, overdueDays, promisedOn, type ApplicationState } from './rules.ts'
import { reached, stopsOfAll } from './store.ts'

export type ApplicationFilter = Omit<QueryOf<Api['GET /applications']>, 'limit' | 'after' | 'sort'>
type Sort = 'due' | 'newest'

/** What a row needs of an application and of the version it was made for. */
export type ListedApplication = {
  id: number
  service_id: number
  worker_id: number
  place: number
  provider_id: number | null
  offered_to: number | null
  state: ApplicationState
  step: number | null
  eligibility: 'yes' | 'no' | 'unknown' | 'not-asked'
  submitted_at: Temporal.Instant
  on_behalf: boolean
  promised_days: number
  due_on: Temporal.PlainDate
  closed_at: Temporal.Instant | null
  stars: number | null
  revision: number
  content: Pick<ServiceContent, 'title' | 'icon' | 'steps'>
}

export async function listApplications(call: Call<'GET /applications'>): Promise<Reply<'GET /applications'>> {
  const { limit = 50, after, sort = 'due' } = call.query
  const rows = await readApplications(call, call.query, { sort, limit: limit + 1, ...(after === undefined ? {} : { after }) })
  const { items, next } = cutPage(rows, limit, (row) => cursorOf(row, sort))
  return { items: await rowViews(call, items), next, ...(after === undefined ? { total: await countApplications(call, call.query) } : {}) }
}

/** What waits comes first, by due date; then those whose clock stands; then what is closed, the newest first. */
export async function readApplications(call: Context, filter: ApplicationFilter, { sort, limit, after }: { sort: Sort; limit: number; after?: string }): Promise<ListedApplication[]> {
  const where = await matching(call, filter)
  const keys = filter.state === 'open' ? openKeys : allKeys
  const order = sort === 'newest' ? sql`a.id desc` : sql`${keys.rank}, ${keys.turn}, a.id`
  // The page first, then its versions: with 20,000 applications reading the content of each before sorting took 2.5 s.
  const { rows } = await sql<ListedApplication>`
    select a.id, a.service_id, a.worker_id, a.place, a.provider_id, a.offered_to, a.state, a.step, a.eligibility, a.submitted_at, a.on_behalf, a.promised_days, a.due_on, a.closed_at, a.stars, a.revision,
      json_build_object('title', v.content->'title', 'icon', v.content->'icon', 'steps', v.content->'steps') as content
    from (select a.* from application a where ${where} ${after === undefined ? sql`` : sql`and ${isAfter(after, sort, keys)}`} order by ${order} limit ${limit}) a
    join service_version v on v.service_id = a.service_id and v.version = a.version order by ${order}`.execute(call.tx)
  return rows
}

export async function countApplications(call: Context, filter: ApplicationFilter): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from application a where ${await matching(call, filter)}`.execute(call.tx)
  return rows[0]?.n ?? 0
}

export function cursorOf(row: ListedApplication, sort: Sort): (string | number)[] {
  if (sort === 'newest') return [row.id]
  if (row.closed_at) return [2, -Math.floor(row.closed_at.epochMilliseconds / 1000), row.id]
  return [row.state === 'asked' ? 1 : 0, EPOCH.until(row.due_on).days, row.id]
}

const EPOCH = Temporal.PlainDate.from('1970-01-01')
type Keys = { rank: RawBuilder<unknown>; turn: RawBuilder<unknown> }
/** Days to the due date, or seconds back from when it was closed: one number, so that one comparison turns the page. */
const allKeys: Keys = { rank: sql`(case when a.closed_at is not null then 2 when a.state = 'asked' then 1 else 0 end)`, turn: sql`(case when a.closed_at is not null then -floor(extract(epoch from a.closed_at))::int8 else a.due_on - date '1970-01-01' end)` }
/** The same order of open ones alone, as the index has it. */
const openKeys: Keys = { rank: sql`(a.state = 'asked')`, turn: sql`a.due_on` }

function isAfter(after: string, sort: Sort, { rank, turn }: Keys): RawBuilder<SqlBool> {
  if (sort === 'newest') return sql<SqlBool>`a.id < ${decodeCursor(after, ['number'])[0]}`
  const [first, second, id] = decodeCursor(after, ['number', 'number', 'number'])
  const at = rank === openKeys.rank ? sql`(${first}::int = 1), date '1970-01-01' + ${second}::int` : sql`${first}::int, ${second}::int8`
  return sql<SqlBool>`(${rank}, ${turn}, a.id) > (${at}, ${id}::int8)`
}

async function matching(call: Context, filter: ApplicationFilter): Promise<RawBuilder<SqlBool>> {
  const conditions: RawBuilder<SqlBool>[] = [reached(call), inPlace('a.place', filter.place)]
  if (filter.state === 'open') conditions.push(sql<SqlBool>`a.closed_at is null`)
  else if (filter.state !== undefined) conditions.push(sql<SqlBool>`a.state = ${filter.state}`)
  if (filter.service !== undefined) conditions.push(sql<SqlBool>`a.service_id = ${filter.service}`)
  if (filter.provider !== undefined) conditions.push(sql<SqlBool>`a.provider_id = ${filter.provider}`)
  if (filter.worker !== undefined) conditions.push(sql<SqlBool>`a.worker_id = ${filter.worker}`)
  if (filter.overdue === true) conditions.push(sql<SqlBool>`a.state in ('submitted', 'in-progress') and a.due_on < ${call.today}`)
  if (filter.due_within_days !== undefined) conditions.push(sql<SqlBool>`a.state in ('submitted', 'in-progress') and a.due_on <= ${call.today.add({ days: filter.due_within_days })}`)
  if (filter.offered === true) conditions.push(sql<SqlBool>`a.offered_to is not null`)
  if (filter.search !== undefined) {
    const named = await workersNamed(call, filter.search, sql<number>`select a.worker_id from application a where ${reached(call)}`)
    const number = /^\d{1,15}$/.test(filter.search.trim()) ? Number(filter.search.trim()) : 0
    conditions.push(sql<SqlBool>`(a.id = ${number} or a.worker_id = any(${named}::int8[]))`)
  }
  return sql<SqlBool>`${sql.join(conditions, sql` and `)}`
}

export async function rowViews(call: Context, rows: readonly ListedApplication[]): Promise<Static<typeof ApplicationRow>[]> {
  const people = await knownWorkers(call, rows.map((row) => row.worker_id))
  const places = await describePlaces(call.tx, rows.map((row) => row.place))
  const partners = await partnerNames(call.tx, rows.flatMap((row) => [row.provider_id, row.offered_to]))
  const stops = await stopsOfAll(call, rows.map((row) => row.id))
  const calendar = await knownCalendar(call)
  const named = (id: number | null) => (id === null ? null : { id, name: partners.get(id) ?? '' })
  return rows.map((row) => {
    const worker = people.get(row.worker_id)
    const stopped = stops.get(row.id) ?? []
    const step = row.step === null ? undefined : row.content.steps[row.step]
    const due = row.state === 'asked' ? promisedOn(dayOf(row.submitted_at), row.promised_days, stopped, call.today, calendar) : row.due_on
    return {
      id: row.id, service: { id: row.service_id, title: said(call.language, row.content.title), icon: row.content.icon }, provider: named(row.provider_id), state: row.state, step: row.step, step_title: step ? said(call.language, step.title) : null, steps: row.content.steps.length,
      submitted_at: row.submitted_at.toString(), due_on: due.toString(), stopped: row.state === 'asked', on_behalf: row.on_behalf, closed_at: row.closed_at?.toString() ?? null, revision: row.revision,
      worker: { id: worker?.standsFor ?? row.worker_id, name: worker?.name ?? '', phone_masked: maskedPhone(call.services.keyring, worker?.phone ?? null) }, place: row.place, place_name: places.get(row.place)?.fullName ?? '',
      overdue_days: overdueDays(row.state, row.due_on, stopped, call.today, calendar), offered_to: named(row.offered_to), eligibility: row.eligibility, stars: row.stars,
    }
  })
}
