// What access may know of the registry: whose phone this is, what a person and a company are called.

import { sql } from 'kysely'
import { registerTargets, registerWorkerDirectory, type Target } from '../access/index.ts'

/** Called when the registry is loaded. */
export function introducePeople(): void {
  registerTargets('company', (tx, ids) => describe(tx.selectFrom('company').select(['id', 'short_name as name', 'place']).where('id', 'in', ids).execute()))
  registerTargets('outlet', (tx, ids) => describe(tx.selectFrom('outlet').select(['id', 'name', 'place']).where('id', 'in', ids).execute()))
  registerWorkerDirectory({
    async holdersOfPhone(tx, phoneHash) {
      const { rows } = await sql<{ worker: number; workedUntil: Temporal.PlainDate | null }>`
        select w.id as worker, case when w.state = 'away'
          then coalesce((select max(e.until_on) from engagement e where e.worker_id = w.id), (w.created_at at time zone 'Asia/Shanghai')::date) end as "workedUntil"
        from worker w where w.phone_hash = ${phoneHash} and w.state in ('present', 'away')
        order by w.id limit 20`.execute(tx)
      return rows
    },
    async welcome(tx, { phone, now, keyring }) {
      const { id } = await tx
        .insertInto('worker')
        .values({ phone: keyring.seal(phone), phone_hash: keyring.hash('phone', phone), phone_tail: phone.slice(-4), state: 'away', created_at: now })
        .returning('id')
        .executeTakeFirstOrThrow()
      return id
    },
    async describe(tx, workers) {
      if (workers.length === 0) return new Map()
      // A person may have been merged into one who was merged again.
      const { rows } = await sql<{ id: number; name: string; phoneTail: string | null; standsFor: number }>`
        with recursive stands (id, stands_for) as (
          select w.id, w.id from worker w where w.id = any(${[...workers]}::int8[])
          union
          select s.id, w.merged_into from stands s join worker w on w.id = s.stands_for where w.merged_into is not null
        )
        select s.id, coalesce(w.name, '') as name, w.phone_tail as "phoneTail", w.id as "standsFor"
        from stands s join worker w on w.id = s.stands_for where w.merged_into is null`.execute(tx)
      return new Map(rows.map((row) => [row.id, row]))
    },
    async selves(tx, worker) {
      const { rows } = await sql<{ id: number }>`
        with recursive self (id) as (
          select ${worker}::int8
          union
          select w.id from self s join worker w on w.merged_into = s.id
        )
        select id from self order by id`.execute(tx)
      return rows.map(({ id }) => id)
    },
    async placeOf(tx, worker) {
      return (await tx.selectFrom('worker').select('place').where('id', '=', worker).executeTakeFirst())?.place ?? null
    },
  })
}

async function describe(reading: Promise<(Target & { id: number })[]>): Promise<Map<number, Target>> {
  return new Map((await reading).map(({ id, name, place }) => [id, { name, place }]))
}
