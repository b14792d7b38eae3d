// The job that looks for records that may be one person: every night, and after a roster for the people it touched.

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'
import { systemScope } from '../../../platform/database/scope.ts'
import { emitEach } from '../../../platform/events/emit.ts'
import type { City, Services } from '../../../platform/http/call.ts'
import type { Job } from '../../../platform/jobs/jobs.ts'
import { reasonsFor, type Candidate, type Reason } from './rules.ts'

export const FIND_DUPLICATES = 'registry.find-duplicates'

/** Data: {} for all cities, {city} for one, {city, roster} for the people whom a roster touched. */
export const duplicateJobs: Job[] = [
  {
    name: FIND_DUPLICATES,
    cron: '20 3 * * *',
    async run(data, services) {
      const cities = data['city'] === undefined ? await services.cities.list() : [await services.cities.find(Number(data['city']))]
      for (const city of cities) if (city) await findDuplicates(services, city, data['roster'] === undefined ? undefined : Number(data['roster']))
    },
  },
]

/**
 * Suggests pairs with their reasons. Pairs that were decided stay decided; open ones that no reason speaks for any more
 * go. The system's scope: people of one pair may stand in two townships.
 * @returns how many pairs are new
 */
export async function findDuplicates(services: Services, city: City, roster?: number): Promise<number> {
  const now = services.clock()
  return services.db.write(city.schema, systemScope, async (tx) => {
    const pairs = await candidatePairs(tx, roster)
    const people = await readCandidates(tx, services, [...new Set(pairs.flatMap((pair) => [pair.a, pair.b]))])
    const found = pairs.flatMap(({ a, b }) => {
      const [one, other] = [people.get(a), people.get(b)]
      const reasons = one && other ? reasonsFor(one, other) : []
      return reasons.length > 0 ? [{ a, b, reasons }] : []
    })
    await withdraw(tx, found, roster)
    const added = await record(tx, found, now)
    await emitEach(tx, now, null, added.map((one) => ({ kind: 'duplicate.found', place: one.place, subject: one.id, data: { workers: [one.worker_a, one.worker_b], reasons: one.reasons } })))
    return added.length
  })
}

/**
 * Pairs worth a closer look: one phone, or one name. Names that more than 30 people bear are looked at within an outlet
 * and a phone only: of 300 people called 张伟 the other 45,000 pairs would say nothing.
 */
async function candidatePairs(tx: Tx, roster: number | undefined): Promise<{ a: number; b: number }[]> {
  const touched = roster === undefined ? sql`` : sql`and (a.id in (select worker_id from roster_change where roster_id = ${roster}) or b.id in (select worker_id from roster_change where roster_id = ${roster}))`
  const { rows } = await sql<{ a: number; b: number }>`
    select a.id as a, b.id as b from worker a join worker b on b.phone_hash = a.phone_hash and b.id > a.id
    where a.state in ('present', 'away') and b.state in ('present', 'away') ${touched}
    union
    select a.id, b.id from worker a join worker b on b.name = a.name and b.id > a.id
    where a.state in ('present', 'away') and b.state in ('present', 'away') ${touched}
      and a.name in (select name from worker where name is not null and state in ('present', 'away') group by name having count(*) between 2 and 30)
    union
    select a.id, b.id
    from engagement x join engagement y on y.outlet_id = x.outlet_id and y.worker_id > x.worker_id
    join worker a on a.id = x.worker_id join worker b on b.id = y.worker_id and b.name = a.name
    where x.until_on is null and y.until_on is null and a.state = 'present' and b.state = 'present' ${touched}`.execute(tx)
  return rows
}

async function readCandidates(tx: Tx, { keyring }: Pick<Services, 'keyring'>, ids: readonly number[]): Promise<Map<number, Candidate>> {
  const { rows } = await sql<{ id: number; name: string | null; phone: Buffer | null; id_number: Buffer | null; outlets: number[] }>`
    select w.id, w.name, w.phone, w.id_number, array(select e.outlet_id from engagement e where e.worker_id = w.id and e.until_on is null) as outlets
    from worker w where w.id = any(${ids}::int8[])`.execute(tx)
  return new Map(rows.map((row) => [row.id, { name: row.name, phone: row.phone ? keyring.open(row.phone) : null, idNumber: row.id_number ? keyring.open(row.id_number) : null, outlets: row.outlets }]))
}

type Found = { a: number; b: number; reasons: Reason[] }

/** Open pairs that were found earlier and would not be found now. */
async function withdraw(tx: Tx, found: readonly Found[], roster: number | undefined): Promise<void> {
  const touched = roster === undefined ? sql`` : sql`and (d.worker_a in (select worker_id from roster_change where roster_id = ${roster}) or d.worker_b in (select worker_id from roster_change where roster_id = ${roster}))`
  await sql`
    delete from duplicate_pair d
    where d.state = 'open' ${touched}
      and not exists (select 1 from unnest(${found.map((one) => one.a)}::int8[], ${found.map((one) => one.b)}::int8[]) as f (a, b) where f.a = d.worker_a and f.b = d.worker_b)`.execute(tx)
}

async function record(tx: Tx, found: readonly Found[], now: Temporal.Instant): Promise<{ id: number; worker_a: number; worker_b: number; reasons: string[]; place: number | null }[]> {
  const known = sql`select f.a, f.b, string_to_array(f.reasons, ',') as reasons from unnest(${found.map((one) => one.a)}::int8[], ${found.map((one) => one.b)}::int8[], ${found.map((one) => one.reasons.join(','))}::text[]) as f (a, b, reasons)`
  await sql`
    update duplicate_pair d set reasons = f.reasons from (${known}) f
    where d.worker_a = f.a and d.worker_b = f.b and d.state = 'open' and d.reasons <> f.reasons`.execute(tx)
  const { rows } = await sql<{ id: number; worker_a: number; worker_b: number; reasons: string[]; place: number | null }>`
    insert into duplicate_pair (worker_a, worker_b, reasons, place, found_at)
    select f.a, f.b, f.reasons, coalesce(a.place, b.place), ${now}
    from (${known}) f join worker a on a.id = f.a join worker b on b.id = f.b
    on conflict (worker_a, worker_b) do nothing
    returning id, worker_a, worker_b, reasons, place`.execute(tx)
  return rows
}
