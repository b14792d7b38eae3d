// Nobody can list where a worker was (decision 0009): not by any route, not from any table.

import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { contract } from '../../../../contract/index.ts'
import { noScope, type Scope } from '../../../platform/database/scope.ts'
import type { Person } from '../../../testing/waystation.ts'
import { addStation, sanlitun, staff } from '../testing/network-scene.ts'
import { lifeScene, noon } from '../testing/life-scene.ts'
import { endForgottenStays } from './end-stays.ts'

const STATION = '无痕驿站'
const scene = await lifeScene('无名氏')
const { waystation, checkIn, printed, rider, city } = scene
const station = await addStation(waystation, { name: STATION })
const keeper = await staff(waystation, { role: 'station_keeper', station_id: station })
const code = await printed(keeper, station)
const everybody: Record<string, Person> = {
  administrator: await staff(waystation, { role: 'administrator', place: 110105000000000 }),
  auditor: await staff(waystation, { role: 'auditor', place: 110105000000000 }),
  district: await staff(waystation, { role: 'district_officer', place: 110105000000000 }),
  township: await staff(waystation, { role: 'township_officer', place: sanlitun }),
  keeper,
  stranger: waystation.stranger,
}

/** Every row of every table there is, the public and the technical ones included: table → row as text → how often. */
async function everyRow(): Promise<Map<string, string[]>> {
  return waystation.sql(async (tx) => {
    const { rows } = await sql<{ schema: string; name: string }>`
      select schemaname as schema, tablename as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') and (schemaname, tablename) <> ('jobs', 'version') and has_table_privilege(format('%I.%I', schemaname, tablename), 'select') order by 1, 2`.execute(tx)
    const all = new Map<string, string[]>()
    for (const { schema, name } of rows) {
      const table = sql.table(`${schema}.${name}`)
      all.set(`${schema}.${name}`, (await sql<{ row: string }>`select to_jsonb(t)::text as row from ${table} t`.execute(tx)).rows.map(({ row }) => row).sort())
    }
    return all
  })
}

function added(before: Map<string, string[]>, after: Map<string, string[]>): Map<string, string[]> {
  const news = [...after].map(([table, rows]) => {
    const known = new Set(before.get(table))
    return [table, rows.filter((row) => !known.has(row))] as const
  })
  return new Map(news.filter(([, rows]) => rows.length > 0))
}

describe('after a stay is over', () => {
  for (const [how, end] of [['by leaving', (one: Person) => one.delete('/me/stay')], ['by itself', async () => { scene.setClock('2026-11-27T15:00:00+08:00'); await endForgottenStays(waystation.services, city) }]] as const) {
    it(`${how}: no row of any table says who came, only counts have changed`, async () => {
      const one = await rider()
      // What a first request leaves of itself (the session was used today) is no trail.
      await one.get('/me/stay')
      const before = await everyRow()
      ok(before.size > 50)
      equal((await checkIn(one, code)).status, 201)
      const during = added(before, await everyRow())
      deepEqual([...during.keys()], ['city_110105.stay', 'city_110105.station_hour', 'city_110105.station_presence'].sort(), 'while they are there, one row says so')
      await end(one)
      const left = added(before, await everyRow())
      deepEqual([...left.keys()].filter((table) => !/station_(hour|presence)$/.test(table)), [])
      for (const row of [...left.values()].flat()) deepEqual(Object.keys(JSON.parse(row) as object).filter((column) => /worker|account|session|by$/.test(column)), [])
      equal((await waystation.sql((tx) => tx.selectFrom('stay').selectAll().execute())).length, 0)
      scene.setClock(noon)
    })
  }

  it('a stay is the only table that has a person and a station in one row, but for staff at work', async () => {
    const { rows } = await waystation.sql((tx) => sql<{ name: string }>`
      select c.table_name as name from information_schema.columns c where c.table_schema = 'city_110105'
      group by 1 having bool_or(c.column_name in ('worker_id', 'account_id', 'worker', 'holder_id')) and bool_or(c.column_name in ('station_id', 'station')) order by 1`.execute(tx))
    deepEqual(rows.map(({ name }) => name), ['role_grant', 'stay'])
  })
})

describe('while a worker is there, and after', () => {
  /** Every list and page there is, with whatever ids fit. */
  function paths(worker: number): string[] {
    const ids: Record<string, (number | string)[]> = { id: [worker, station], worker: [worker], station: [station], code: [code], key: ['statistics.small-cell'], city: [110105] }
    return Object.values(contract).flatMap((part) => Object.keys(part)).filter((key) => key.startsWith('GET ') && !key.startsWith('GET /hsds') && !key.endsWith('/events')).flatMap((key) => {
      let found = [key.slice(4)]
      for (const [, name] of key.matchAll(/\{(\w+)\}/g)) found = found.flatMap((path) => (ids[name ?? ''] ?? [station]).map((id) => path.replace(`{${name}}`, String(id))))
      return found
    })
  }

  it('no route tells administrator, auditor, office, keeper or anybody else that this worker is at this station', async () => {
    const one = await rider()
    const name = (await waystation.sql((tx) => tx.selectFrom('worker').select('name').where('id', '=', one.worker).executeTakeFirstOrThrow())).name ?? ''
    ok(name.startsWith('无名氏'))
    const asked = paths(one.worker)
    ok(asked.length > 150, String(asked.length))
    await checkIn(one, code)
    let answered = 0
    for (const moment of ['there', 'gone']) {
      for (const [who, person] of Object.entries(everybody)) {
        for (const path of asked) {
          const { status, text } = await person.get(path)
          if (status !== 200) continue
          answered += 1
          ok(!(text.includes(name) && text.includes(STATION)), `${moment}: ${who} learns it from ${path}`)
          ok(!text.includes('ends_at') || !text.includes('since') || !text.includes(STATION), `${moment}: ${who} reads a stay at ${path}`)
        }
        for (const path of ['/me/stay', '/me/export', '/me/remarks']) ok([401, 403].includes((await person.get(path)).status), `${who} ${path}`)
      }
      await one.delete('/me/stay')
    }
    ok(answered > 200, String(answered))
  })

  it('another worker, the same', async () => {
    const [one, other] = [await rider(), await rider()]
    await checkIn(one, code)
    const name = (await waystation.sql((tx) => tx.selectFrom('worker').select('name').where('id', '=', one.worker).executeTakeFirstOrThrow())).name ?? ''
    for (const path of paths(one.worker)) {
      const { status, text } = await other.get(path)
      ok(status !== 200 || !text.includes(name), path)
    }
    deepEqual((await other.get('/me/stay')).body, { stay: null })
    await one.delete('/me/stay')
  })

  it('row security keeps the row from every reach but the worker’s own', async () => {
    const one = await rider()
    await checkIn(one, code)
    const seen = async (scope: Partial<Scope>) => waystation.services.db.read(city.schema, { ...noScope, ...scope }, async (tx) => (await tx.selectFrom('stay').select('worker_id').execute()).map((row) => row.worker_id))
    const [account] = await waystation.sql((tx) => tx.selectFrom('role_grant').select('account_id').where('station_id', '=', station).execute())
    for (const scope of [{}, { places: [[110105000000000, 110106000000000] as const] }, { places: [[0, Number.MAX_SAFE_INTEGER] as const] }, { stations: [station] }, { partners: [1, 2, 3] }, { companies: [1] }, { account: account?.account_id ?? 0 }, { worker: one.worker + 1 }]) deepEqual(await seen(scope), [], JSON.stringify(scope))
    deepEqual(await seen({ worker: one.worker }), [one.worker])
    await one.delete('/me/stay')
  })

  it('checking in takes no Idempotency-Key: a remembered answer would be a trail', async () => {
    const one = await rider()
    const keys = () => waystation.sql(async (tx) => (await tx.selectFrom('idempotency_key').select((row) => row.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n)
    const before = await keys()
    await one.post('/stations/check-ins', { code }, { 'idempotency-key': crypto.randomUUID() })
    await one.delete('/me/stay', { 'idempotency-key': crypto.randomUUID() })
    equal(await keys(), before)
  })
})
