// Sealing: batches of events under a Merkle root, each chained to the one before. The newest head, published
// outside, proves that nothing before it was edited, deleted, reordered or slipped in.

import { sql } from 'kysely'
import type pg from 'pg'
import { systemScope } from '../database/scope.ts'
import type { City, Services } from '../http/call.ts'
import type { Job } from '../jobs/jobs.ts'
import { chainHead, leafHash, merkleRoot } from './merkle.ts'

/** Leaves of one seal. Measured: 4,096 hashes and one insert take about 30 ms. */
const BATCH = 4096
/** An event is sealed once it is this old, so that transactions under way have mostly ended. Seconds. */
const SETTLED = 60
/** How far back a late commit is looked for: no transaction lives that long. */
const LOOK_BACK = '1 day'

type Leaf = { id: number; content: string }

/**
 * One canonical text of an event. jsonb prints its keys in an order of its own and always alike; times are in UTC
 * with microseconds. Changing this makes every older seal unverifiable.
 */
const canonical = `concat_ws('|', e.id, to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), e.kind, coalesce(e.actor::text, '-'),
  coalesce(e.place::text, '-'), coalesce(e.worker_id::text, '-'), coalesce(e.subject::text, '-'), e.data::text)`

/** Seals everything that is settled in one city. @returns how many events */
export async function sealCity(services: Pick<Services, 'db' | 'clock'>, city: Pick<City, 'schema'>): Promise<number> {
  let sealed = 0
  for (;;) {
    const count = await services.db.write(city.schema, systemScope, async (tx) => {
      // One sealer at a time for a city: the chain has one end.
      await sql`select pg_advisory_xact_lock(hashtext(${`seal ${city.schema}`}))`.execute(tx)
      const now = services.clock()
      // EXCEPT hashes; an anti-join is planned as a nested loop, because the planner guesses ten ids to a seal.
      const { rows: leaves } = await sql<Leaf>`
        with unsealed as (
          select e.id from event e
          where e.at <= ${now.subtract({ seconds: SETTLED })}
            and e.id > coalesce((select event_ids[cardinality(event_ids)] from seal where sealed_at < ${now.subtract({ hours: 24 })} order by id desc limit 1), 0)
          except select unnest(event_ids) from seal where sealed_at >= ${now.subtract({ hours: 25 })}
          order by id limit ${BATCH}
        )
        select e.id, ${sql.raw(canonical)} as content from unsealed join event e on e.id = unsealed.id order by e.id`.execute(tx)
      if (leaves.length === 0) return 0
      const { rows: before } = await sql<{ head: Buffer }>`select head from seal order by id desc limit 1`.execute(tx)
      const previous = before[0]?.head ?? null
      const root = merkleRoot(leaves.map((leaf) => leafHash(leaf.content)))
      await tx.insertInto('seal').values({ sealed_at: now, event_ids: leaves.map((leaf) => leaf.id), root, previous, head: chainHead(previous, root) }).execute()
      return leaves.length
    })
    sealed += count
    if (count < BATCH) return sealed
  }
}

export const sealJob: Job = {
  name: 'seal-events',
  cron: '* * * * *',
  async run(_, services) {
    for (const city of await services.cities.list()) await sealCity(services, city)
  },
}

export type Verification = { seals: number; events: number; /** The newest head, hex. */ head: string | undefined; findings: string[] }

/** Recomputes every seal of a city from its events. Findings name the seal or event, in plain words. */
export async function verifySeals(owner: pg.Pool, schema: string): Promise<Verification> {
  const { rows: seals } = await owner.query<{ id: number; root: Buffer; previous: Buffer | null; head: Buffer; event_ids: number[] }>(`select id, root, previous, head, event_ids from ${schema}.seal order by id`)
  const findings: string[] = []
  const sealed = new Set<number>()
  let previous: Buffer | null = null
  for (const seal of seals) {
    const { rows: leaves } = await owner.query<Leaf>(`select e.id, ${canonical} as content from unnest($1::bigint[]) with ordinality as given (id, position) join ${schema}.event e on e.id = given.id order by given.position`, [seal.event_ids])
    const missing = seal.event_ids.filter((id) => !leaves.some((leaf) => leaf.id === id))
    for (const id of missing) findings.push(`封存 ${seal.id}：事件 ${id} 被删除 / seal ${seal.id}: event ${id} was deleted`)
    for (const id of seal.event_ids) {
      if (sealed.has(id)) findings.push(`封存 ${seal.id}：事件 ${id} 被封存两次 / seal ${seal.id}: event ${id} is sealed twice`)
      sealed.add(id)
    }
    if (missing.length === 0 && !merkleRoot(leaves.map((leaf) => leafHash(leaf.content))).equals(seal.root)) findings.push(`封存 ${seal.id}：其中的事件被改动或换序 / seal ${seal.id}: its events were edited or reordered`)
    if (!same(previous, seal.previous)) findings.push(`封存 ${seal.id}：与前一次封存接不上 / seal ${seal.id}: does not follow the one before`)
    if (!chainHead(seal.previous, seal.root).equals(seal.head)) findings.push(`封存 ${seal.id}：链头被改动 / seal ${seal.id}: its head was changed`)
    previous = seal.head
  }
  for (const id of await slippedIn(owner, schema, seals.length)) findings.push(`事件 ${id} 是事后插入的 / event ${id} was slipped in afterwards`)
  return { seals: seals.length, events: sealed.size, head: previous?.toString('hex'), findings }
}

/** Unsealed events that stand among sealed ones and are older than any transaction could be. */
async function slippedIn(owner: pg.Pool, schema: string, seals: number): Promise<number[]> {
  if (seals === 0) return []
  const { rows } = await owner.query<{ id: number }>(
    `with sealed as materialized (select unnest(event_ids) as id from ${schema}.seal)
     select e.id from ${schema}.event e
     where e.id < (select max(last) from (select event_ids[cardinality(event_ids)] as last from ${schema}.seal order by id desc limit 1) s)
       and e.at < (select max(sealed_at) from ${schema}.seal) - interval '${LOOK_BACK}'
       and not exists (select 1 from sealed where sealed.id = e.id) order by e.id limit 100`,
  )
  return rows.map((row) => row.id)
}

function same(a: Buffer | null, b: Buffer | null): boolean {
  return a === null || b === null ? a === b : a.equals(b)
}
