// A reading transaction opens with its first query and is committed with what opens the next.

import { deepEqual, equal, rejects } from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { sql } from 'kysely'
import { TEMPLATE, testCity } from '../../testing/template.ts'
import { createScratchDatabase } from '../../testing/scratch-database.ts'
import type { Tx } from './connection.ts'
import { openDatabase } from './database.ts'
import { noScope, systemScope } from './scope.ts'

const scratch = await createScratchDatabase(process.env['WAYSTATION_TEST_URL'] ?? '', TEMPLATE)
// One connection, so that every read comes upon what the one before left.
const db = openDatabase(scratch.url, { size: 1 })
after(async () => {
  await db.close()
  await scratch.drop()
})
const schema = `city_${testCity}`
const read = <T>(work: (tx: Tx) => Promise<T>, scope = systemScope) => db.read(schema, scope, work)
const backend = async (tx: Tx) => (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)).rows[0]?.pid
const people = async (tx: Tx) => (await sql<{ n: number }>`select count(*)::int as n from worker`.execute(tx)).rows[0]?.n ?? 0

describe('reading', () => {
  it('sees what was written a moment ago, though the read before it was not committed yet', async () => {
    const name = async (tx: Tx) => (await tx.selectFrom('trade').select('name').where('code', '=', 'food-delivery').executeTakeFirst())?.name
    await read(name)
    await db.write(schema, systemScope, (tx) => tx.updateTable('trade').set({ name: '改过的' }).where('code', '=', 'food-delivery').execute())
    equal(await read(name), '改过的')
  })

  it('reaches what its own scope reaches, whatever the one before reached', async () => {
    equal((await read(people)) > 0, true)
    equal(await read(people, noScope), 0)
    equal((await read(people)) > 0, true)
    equal(await read(people, { ...noScope, account: 7 }), 0)
  })

  it('goes on in the transaction of the one before when the scope is the same, for a moment, and never with settings that were changed since', async () => {
    const began = async (tx: Tx) => (await sql<{ at: string }>`select transaction_timestamp()::text as at`.execute(tx)).rows[0]?.at
    const quickly = async (): Promise<boolean> => {
      const first = await read(began, noScope) // of another scope, so that the next begins anew
      const [second, third] = [await read(began), await read(began)]
      return first !== second && second === third
    }
    // A machine that is slow for once takes longer than the moment.
    equal((await quickly()) || (await quickly()) || (await quickly()), true)
    const ofWorker = { ...noScope, worker: 3 }
    const worker = async (tx: Tx) => (await sql<{ worker: string }>`select current_setting('waystation.worker') as worker`.execute(tx)).rows[0]?.worker
    await read((tx) => sql.raw('set local waystation.worker=4').execute(tx), ofWorker)
    equal(await read(worker, ofWorker), '3')
    await read(async (tx) => void (await worker(tx), await sql.raw('set local waystation.worker=4').execute(tx)), ofWorker)
    equal(await read(worker, ofWorker), '3')
    const at = await read(began)
    for (const until = performance.now() + 400; performance.now() < until; ) await read(people)
    equal((await read(began)) === at, false, 'not for ever, however many follow')
  })

  it('begins anew after a query that failed and was passed over', async () => {
    const passedOver = (tx: Tx) => sql`select no_such_column from worker`.execute(tx).then(() => 0, () => 0)
    await read(people)
    await read(passedOver)
    equal((await read(people)) > 0, true)
    await read(async (tx) => void (await people(tx), await passedOver(tx)), noScope)
    equal(await read(people, noScope), 0)
  })

  it('goes on after a first query that is wrong, with the same text too', async () => {
    const wrong = (tx: Tx) => sql`select no_such_column from worker`.execute(tx)
    for (let time = 0; time < 3; time += 1) await rejects(read(wrong), /no_such_column/)
    const cast = (text: string) => (tx: Tx) => sql<{ n: number }>`select ${text}::int4 as n`.execute(tx)
    equal((await read(cast('7'))).rows[0]?.n, 7)
    const before = await read(backend)
    await rejects(read(cast('seven')), /invalid input syntax/)
    equal((await read(cast('8'))).rows[0]?.n, 8)
    equal(await read(backend), before, 'a statement that was prepared before costs no connection')
  })

  it('answers several queries at once from one moment and one scope', async () => {
    const [all, pid, again] = await read((tx) => Promise.all([people(tx), backend(tx), people(tx)]))
    equal(all, again)
    equal(pid, await read(backend))
  })

  it('may write nothing, and may ask nothing', async () => {
    await rejects(read((tx) => tx.updateTable('trade').set({ name: 'x' }).execute()), /read-only/)
    deepEqual(await read(async () => 'nothing asked'), 'nothing asked')
    await rejects(read(() => Promise.reject(new Error('before asking'))), /before asking/)
    equal((await read(people)) > 0, true)
  })
})
