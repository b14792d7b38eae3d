// The catalogue's rows: found in reach, and as they are shown.

import { sql } from 'kysely'
import type { Static } from 'typebox'
import type { CatalogueEntry, CatalogueRow, ServiceContent } from '../../../../contract/services.ts'
import { isInside, placeRange } from '../../../../contract/place-code.ts'
import { inReach, reachesPlace, wholeCode } from '../../../platform/database/reach.ts'
import type { Context } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { accountNames } from '../../access/index.ts'
import { describePlaces } from '../../places/index.ts'
import { partnerNames } from '../../stations/index.ts'
import { ruleWords } from '../eligibility/describe-rule.ts'
import { contentFindings } from './findings.ts'

export type ServiceRow = {
  id: number
  place: number
  position: number
  provider_id: number | null
  draft: ServiceContent | null
  version: number | null
  retired_at: Temporal.Instant | null
  changed_at: Temporal.Instant
  revision: number
  /** Of the published version. */
  published: ServiceContent | null
}

/** Staff see services of their places and of their partners; what is published everywhere below, too. */
const columns = sql`s.id, s.place, s.position, s.provider_id, s.draft, s.version, s.retired_at, s.changed_at, s.revision, v.content as published`
const tables = sql`service s left join service_version v on v.service_id = s.id and v.version = s.version`

export type CatalogueFilter = { state?: 'draft' | 'published' | 'retired'; group?: 'functional' | 'care'; provider?: number; search?: string }

export async function readCatalogue(call: Context, filter: CatalogueFilter): Promise<ServiceRow[]> {
  const state = { draft: sql`s.version is null`, published: sql`(s.version is not null and s.retired_at is null)`, retired: sql`s.retired_at is not null` }
  const { rows } = await sql<ServiceRow>`
    select ${columns} from ${tables}
    where ${visible(call)}
      and ${filter.state ? state[filter.state] : sql`true`} and ${filter.group ? sql`s.grp = ${filter.group}` : sql`true`}
      and ${filter.provider === undefined ? sql`true` : sql`s.provider_id = ${filter.provider}`} and ${filter.search === undefined ? sql`true` : sql`s.title ilike ${`%${filter.search.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`}
    order by s.position, s.id`.execute(call.tx)
  return rows
}

/** What an office keeps, what a partner provides, and what is published for the whole of a place they sit in. */
function visible(call: Context) {
  return sql<boolean>`(${inReach(call, { place: 's.place', partner: 's.provider_id' })} or ${servesReach(call)})`
}

/** Published by an office above: staff below help workers with it. */
function servesReach({ scope }: Context) {
  if (scope.places === 'all') return sql<boolean>`true`
  const within = scope.places.map(([lo]) => sql`(s.version is not null and ${lo}::int8 >= s.place and ${lo}::int8 < s.place + ${spanOf('s.place')})`)
  return within.length === 0 ? sql<boolean>`false` : sql<boolean>`(${sql.join(within, sql` or `)})`
}

/** How many codes a place holds, as contract/place-code.ts has it. */
function spanOf(column: string) {
  const code = sql.ref(column)
  return sql`(case when ${code} % 100000000000 = 0 then 100000000000 when ${code} % 1000000000 = 0 then 1000000000 when ${code} % 1000000 = 0 then 1000000 when ${code} % 1000 = 0 then 1000 else 1 end)`
}

/** @throws Problem not-found */
export async function getVisibleService(call: Context, id: number): Promise<ServiceRow> {
  const { rows } = await sql<ServiceRow>`select ${columns} from ${tables} where s.id = ${id} and ${visible(call)}`.execute(call.tx)
  return rows[0] ?? missing()
}

/** To be changed, locked: only by an office whose places cover the service's own. @throws Problem not-found */
export async function lockService(call: Context, id: number): Promise<ServiceRow> {
  const { rows: locked } = await sql<{ id: number }>`select s.id from service s where s.id = ${id} and ${inReach(call, { place: 's.place' })} for update`.execute(call.tx)
  if (!locked[0]) throw notFound()
  const { rows } = await sql<ServiceRow>`select ${columns} from ${tables} where s.id = ${id}`.execute(call.tx)
  return rows[0] ?? missing()
}

/** A published service that has not been retired, for anybody. @throws Problem not-found */
export async function getPublished(call: Pick<Context, 'tx'>, id: number): Promise<ServiceRow & { version: number; published: ServiceContent }> {
  const { rows } = await sql<ServiceRow & { version: number; published: ServiceContent }>`select ${columns} from ${tables} where s.id = ${id} and s.version is not null and s.retired_at is null`.execute(call.tx)
  return rows[0] ?? missing()
}

export function stateOf({ version, retired_at }: Pick<ServiceRow, 'version' | 'retired_at'>): 'draft' | 'published' | 'retired' {
  return version === null ? 'draft' : retired_at === null ? 'published' : 'retired'
}

/** Whether a service is offered to somebody who works at a place; to somebody of whom no place is known, everything is. */
export function isOfferedAt(service: { place: number; published: ServiceContent | null }, place: number | null): boolean {
  if (place === null) return true
  const { places = [] } = service.published ?? {}
  return isInside(place, placeRange(service.place)) && (places.length === 0 || places.some((one) => isInside(place, placeRange(wholeCode(one)))))
}

type RowView = Static<typeof CatalogueRow>

export async function catalogueRows(call: Context, rows: readonly ServiceRow[]): Promise<RowView[]> {
  const ids = rows.map((row) => row.id)
  const [places, partners] = [await describePlaces(call.tx, rows.map((row) => row.place)), await partnerNames(call.tx, rows.map((row) => shownTo(call, row).provider_id))]
  const open = await sql<{ id: number; n: number }>`select a.service_id as id, count(*)::int as n from application a where a.service_id = any(${ids}::int8[]) and a.closed_at is null and ${inReach(call, { place: 'a.place', partner: 'a.provider_id' })} group by a.service_id`.execute(call.tx)
  const taken = await takenThisMonth(call, ids)
  const opened = new Map(open.rows.map((row) => [row.id, row.n]))
  return rows.map((row) => {
    const content = shownTo(call, row)
    const { provider_id: provider } = content
    return {
      id: row.id, state: stateOf(row), group: content.group, icon: content.icon, title: content.title, provider: provider === null ? null : { id: provider, name: partners.get(provider) ?? '' }, place: row.place, place_name: places.get(row.place)?.name ?? '', position: row.position,
      version: row.version, draft: row.draft !== null && writes(call, row), promised_days: content.promised_days, monthly_quota: content.monthly_quota, taken_this_month: taken.get(row.id) ?? 0, open_applications: opened.get(row.id) ?? 0, changed_at: row.changed_at.toString(), may_edit: reachesPlace(call, row.place), revision: row.revision,
    }
  })
}

export async function catalogueEntry(call: Context, id: number): Promise<Static<typeof CatalogueEntry>> {
  const row = await getVisibleService(call, id)
  const [view] = await catalogueRows(call, [row])
  if (!view) throw notFound()
  const versions = await call.tx.selectFrom('service_version').select(['version', 'published_at', 'published_by']).where('service_id', '=', id).orderBy('version', 'desc').execute()
  const names = await accountNames(call.tx, versions.map((one) => one.published_by))
  call.answer.etag(row.revision)
  const content = shownTo(call, row)
  return {
    ...view, content, published: row.published, findings: view.may_edit && row.draft ? await contentFindings(call, content, row.place) : [], eligibility_words: await ruleWords(call, content.eligibility),
    versions: versions.map((one) => ({ version: one.version, published_at: one.published_at.toString(), published_by: names.get(one.published_by)?.name ?? '' })),
  }
}

export async function takenThisMonth(call: Pick<Context, 'tx' | 'today'>, services: readonly number[]): Promise<Map<number, number>> {
  if (services.length === 0) return new Map()
  const rows = await call.tx.selectFrom('service_month').select(['service_id', 'taken']).where('service_id', 'in', [...services]).where('month', '=', call.today.with({ day: 1 })).execute()
  return new Map(rows.map((row) => [row.service_id, row.taken]))
}

/** A draft is its office's and its provider's; whoever helps with a service of an office above reads what is published. */
function shownTo(call: Context, row: ServiceRow): ServiceContent {
  return row.published && !writes(call, row) ? row.published : shown(row)
}

function writes(call: Context, { place, provider_id: provider }: Pick<ServiceRow, 'place' | 'provider_id'>): boolean {
  return reachesPlace(call, place) || (provider !== null && call.scope.partners.includes(provider))
}

/** The draft, or what is published while there is none. */
export function shown({ draft, published }: Pick<ServiceRow, 'draft' | 'published'>): ServiceContent {
  const content = draft ?? published
  if (!content) throw new Error('A service has a draft or a version')
  return content
}

function missing(): never {
  throw notFound()
}
