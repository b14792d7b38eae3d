// What other modules may know of workers: how they are called, who is meant by a search, and facts that rules look at.

import { sql } from 'kysely'
import { beyondScope } from '../../platform/database/beyond.ts'
import type { Context } from '../../platform/http/call.ts'
import { parseId } from './workers/identifiers.ts'
import { workersCalled } from './workers/read-workers.ts'
import { inPlace, inReach } from '../../platform/database/reach.ts'

export { maskId, maskPhone, maskedPhone } from './workers/identifiers.ts'

/** Whether a number is a resident ID of the People's Republic (GB 11643): check digit, day of birth, division. */
export function isResidentId(number: string): boolean {
  return parseId(number, LATEST)?.kind === 'resident-id'
}

/** A form is checked without a clock; whoever is born tomorrow does not fill it in. */
const LATEST = Temporal.PlainDate.from('2099-12-31')

export type KnownWorker = {
  /** The record asked for, or the one it was merged into. */
  standsFor: number
  /** Null once they have left. */
  name: string | null
  /** Sealed. */
  phone: Buffer | null
  idNumber: Buffer | null
  trade: string | null
  place: number | null
  state: 'present' | 'away' | 'merged' | 'left'
}

/**
 * By the ids that were asked for. Whoever asks has these ids from rows in their own reach, and decides what of it is
 * shown: the worker themself may be out of it.
 */
export async function knownWorkers(call: Pick<Context, 'tx' | 'scope'>, workers: readonly number[]): Promise<Map<number, KnownWorker>> {
  if (workers.length === 0) return new Map()
  const { rows } = await beyondScope(call, () => sql<KnownWorker & { id: number }>`
    with recursive stands (id, stands_for) as (
      select w.id, w.id from worker w where w.id = any(${[...new Set(workers)]}::int8[])
      union
      select s.id, w.merged_into from stands s join worker w on w.id = s.stands_for where w.merged_into is not null
    )
    select s.id, w.id as "standsFor", w.name, w.phone, w.id_number as "idNumber", w.trade, w.place, w.state
    from stands s join worker w on w.id = s.stands_for where w.merged_into is null`.execute(call.tx))
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * Where in the caller's reach somebody works now, or worked last: of several places where they work mainly.
 * @returns undefined when they are not in reach, were merged or have left
 */
export async function placeOfWorker(call: Context, worker: number): Promise<number | undefined> {
  const { rows } = await sql<{ place: number }>`
    select p.place from worker w cross join lateral (
      select w.place as place, 0 as rank where w.place is not null
      union all select e.place, case when e.until_on is null then 1 else 2 end from engagement e where e.worker_id = w.id
    ) p where w.id = ${worker} and w.state in ('present', 'away') and ${inReach(call, { place: 'p.place' })} order by p.rank limit 1`.execute(call.tx)
  return rows[0]?.place
}

/** Who works inside a place now, by id: for jobs that go through them. In the system's scope. @param after the last one of the page before */
export async function workersAt(tx: Context['tx'], place: number, { after, limit }: { after: number; limit: number }): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    select w.id from worker w where w.state = 'present' and w.id > ${after}
      and (${inPlace('w.place', place)} or exists (select 1 from engagement e where e.worker_id = w.id and e.elsewhere and ${inPlace('e.place', place)}))
    order by w.id limit ${limit}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** The worker and all records that were merged into theirs. */
export async function selvesOf(call: Pick<Context, 'tx' | 'scope'>, worker: number): Promise<number[]> {
  const { rows } = await beyondScope(call, () => sql<{ id: number }>`
    with recursive self (id) as (select ${worker}::int8 union select w.id from self s join worker w on w.merged_into = s.id)
    select id from self order by id`.execute(call.tx))
  return rows.map(({ id }) => id)
}

/** The same of many: every worker asked for is a key. In the system's scope. */
export async function selvesOfMany(call: Pick<Context, 'tx'>, workers: readonly number[]): Promise<Map<number, number[]>> {
  const { rows } = await sql<{ root: number; ids: number[] }>`
    with recursive self (root, id) as (select w, w from unnest(${[...new Set(workers)]}::int8[]) as w union select s.root, w.id from self s join worker w on w.merged_into = s.id)
    select root, array_agg(id order by id) as ids from self group by root`.execute(call.tx)
  return new Map(rows.map(({ root, ids }) => [root, ids]))
}

/**
 * Of the workers that `among` selects, those a search box means: name, pinyin, initials, phone or its last four digits.
 * Nothing is learnt of anybody else.
 * @param among SQL that gives worker ids
 */
export async function workersNamed(call: Context, typed: string, among: ReturnType<typeof sql<number>>): Promise<number[]> {
  const called = workersCalled(call, typed)
  const { rows } = await beyondScope(call, () => sql<{ id: number }>`select w.id from worker w where w.id in (${among}) and ${called} limit 500`.execute(call.tx))
  return rows.map(({ id }) => id)
}

/** Of the spells that go on, those only declared by the worker among them: a rule asks, a provider checks. */
export type RecordedFacts = { trades: string[]; companies: number[]; brands: number[]; places: number[]; engagements: string[]; since: Temporal.PlainDate | null; born: Temporal.PlainDate | null }

/**
 * What the record says of one worker. Only where the worker agreed to have it looked at.
 * @param withBirth whether the rule needs an age: else the document number is not opened
 */
export async function recordedFacts(call: Pick<Context, 'tx' | 'scope' | 'services' | 'today'>, worker: number, withBirth: boolean): Promise<RecordedFacts> {
  const { rows } = await beyondScope(call, () => sql<Omit<RecordedFacts, 'born'>>`${factColumns(sql`and e.worker_id = ${worker}`)}`.execute(call.tx))
  const facts = rows[0] ?? { trades: [], companies: [], brands: [], places: [], engagements: [], since: null }
  const sealed = withBirth ? (await knownWorkers(call, [worker])).get(worker)?.idNumber : undefined
  return { ...facts, born: sealed ? birthOf(call.services.keyring.open(sealed)) : null }
}

/** The same of many at once; whoever has no spell that goes on is left out. In the system's scope. */
export async function recordedFactsOf(call: Pick<Context, 'tx' | 'scope' | 'services'>, workers: readonly number[], withBirth: boolean): Promise<Map<number, RecordedFacts>> {
  if (workers.length === 0) return new Map()
  const { rows } = await sql<Omit<RecordedFacts, 'born'> & { worker: number }>`${factColumns(sql`and e.worker_id = any(${[...workers]}::int8[])`, sql`e.worker_id as worker,`)} group by e.worker_id`.execute(call.tx)
  const known = withBirth ? await knownWorkers(call, rows.map((row) => row.worker)) : undefined
  return new Map(rows.map(({ worker, ...facts }) => {
    const sealed = known?.get(worker)?.idNumber
    return [worker, { ...facts, born: sealed ? birthOf(call.services.keyring.open(sealed)) : null }]
  }))
}

function factColumns(which: ReturnType<typeof sql>, more = sql``) {
  return sql`
    select ${more} coalesce(array_agg(distinct o.trade), '{}') as trades, coalesce(array_agg(distinct e.company_id), '{}') as companies,
      coalesce(array_agg(distinct c.brand_id) filter (where c.brand_id is not null), '{}') as brands,
      coalesce(array_agg(distinct e.place), '{}') as places, coalesce(array_agg(distinct e.kind), '{}') as engagements, min(e.since) as since
    from engagement e join outlet o on o.id = e.outlet_id join company c on c.id = e.company_id
    where e.until_on is null ${which}`
}

/** Of a resident ID; others do not say. */
function birthOf(number: string): Temporal.PlainDate | null {
  const match = /^\d{6}(\d{4})(\d{2})(\d{2})\d{3}[\dX]$/.exec(number)
  return match ? Temporal.PlainDate.from(`${match[1]}-${match[2]}-${match[3]}`) : null
}

/** Names of codes that a rule may name; missing ones do not exist. */
export async function knownCodes(call: Pick<Context, 'tx'>, { trades, companies, brands }: { trades: readonly string[]; companies: readonly number[]; brands: readonly number[] }): Promise<{ trades: Map<string, { zh: string; en: string }>; companies: Map<number, string>; brands: Map<number, string> }> {
  const tradeRows = trades.length === 0 ? [] : await call.tx.selectFrom('trade').select(['code', 'name', 'name_en']).where('code', 'in', [...trades]).execute()
  const companyRows = companies.length === 0 ? [] : await call.tx.selectFrom('company_label').select(['id', 'short_name']).where('id', 'in', [...companies]).execute()
  const brandRows = brands.length === 0 ? [] : await call.tx.selectFrom('brand').select(['id', 'name']).where('id', 'in', [...brands]).execute()
  return {
    trades: new Map(tradeRows.map((row) => [row.code, { zh: row.name, en: row.name_en }])),
    companies: new Map(companyRows.map((row) => [row.id ?? 0, row.short_name ?? ''])),
    brands: new Map(brandRows.map((row) => [row.id, row.name])),
  }
}
