// On a clone of the test database, which this loader filled: what it says, and that the product goes on from there.

import { deepEqual, equal, ok } from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { sql } from 'kysely'
import { createKeyring } from '../../server/platform/secrets/keyring.ts'
import { refreshStanding } from '../../server/modules/registry/facts/refresh-standing.ts'
import { startWaystation } from '../../server/testing/waystation.ts'
import { testKeys } from '../../server/testing/template.ts'
import { simulateCity } from '../city/simulate-city.ts'
import { isoDay } from '../days.ts'
import { writeRosterFile } from '../files/write-roster-file.ts'

const waystation = await startWaystation({ work: true })
const folder = await mkdtemp(join(tmpdir(), 'waystation-demo-'))
after(() => rm(folder, { recursive: true, force: true }))
const { today } = await one<{ today: Temporal.PlainDate }>(`select max(as_of) as today from roster where state = 'ready'`)
const city = simulateCity({ city: 110105, seed: 1, today, size: { companies: 6, outlets: 20, workers: 300 } })

describe('the demo city in the database', () => {
  it('is the simulated one, person by person', async () => {
    const counts = await one<{ present: number; open: number; statements: number; places: number }>(
      `select (select count(*) from worker where state = 'present') as present, (select count(*) from engagement where until_on is null) as open, (select count(*) from statement) as statements, (select count(*) from place) as places`,
    )
    const { registry, places } = city
    deepEqual(counts, {
      present: 300,
      open: registry.engagements.filter((engagement) => engagement.until === undefined).length,
      statements: registry.statements.length,
      places: places.list.length,
    })
    const keyring = createKeyring(testKeys)
    const worker = registry.workers.find((each) => each.name === '周小满')
    const kept = await one<{ id: number; id_number: Buffer; phone: Buffer; id_hash: string; phone_hash: string; boundary: { coordinates: unknown[][] } }>(
      `select w.id, id_number, phone, id_hash, phone_hash, p.boundary from worker w join place p on p.code = 110105004000000 where w.name = '周小满'`,
    )
    equal(kept.id, worker?.id)
    deepEqual([keyring.open(kept.id_number), keyring.open(kept.phone)], [worker?.idNumber, worker?.phone])
    deepEqual([kept.id_hash, kept.phone_hash], [keyring.hash('id:resident-id', worker?.idNumber ?? ''), keyring.hash('phone', worker?.phone ?? '')])
    equal(kept.boundary.coordinates[0]?.length, places.byCode.get(110105004000000)?.ring?.length)
  })

  it('keeps where workers are as the product would work it out', async () => {
    const { wrong } = await one<{ wrong: number }>(`
      select count(*) as wrong from worker w join lateral (
        select e.place, e.until_on from engagement e where e.worker_id = w.id order by e.until_on desc nulls first, e.since desc, e.id desc limit 1) e on true
      where w.place <> e.place or (w.state = 'present') <> (e.until_on is null)`)
    equal(wrong, 0)
    const { apart } = await one<{ apart: number }>(`select count(*) as apart from engagement e join worker w on w.id = e.worker_id where e.elsewhere <> (e.until_on is null and e.place <> w.place)`)
    equal(apart, 0)
  })

  it('lets stand what the product would let stand', async () => {
    const { engagements, people } = await waystation.sql(async (tx) => {
      const ids = (await sql<{ id: number }>`select id from engagement`.execute(tx)).rows.map((row) => row.id)
      await refreshStanding(tx, ids)
      // Whatever was not right already has a new revision now.
      const { rows } = await sql<{ engagements: number; people: number }>`select (select count(*) from engagement where revision > 1) as engagements, (select count(*) from worker where revision > 1) as people`.execute(tx)
      return rows[0] ?? { engagements: -1, people: -1 }
    })
    deepEqual([engagements, people], [0, 0])
  })

  it('goes on numbering after the last of each table', async () => {
    for (const table of ['company', 'outlet', 'worker', 'engagement', 'account', 'roster', 'event']) {
      const { next, last } = await one<{ next: number; last: number }>(`select nextval(pg_get_serial_sequence('${table}', 'id')) as next, (select max(id) from ${table}) as last`)
      ok(next > last, `${table}: ${next} after ${last}`)
    }
  })

  it('previews the rosters that wait as the simulator says they must come out', async () => {
    for (const roster of city.registry.rosters.filter((each) => each.state === 'ready')) {
      const { joined, left, moved, changed, same, review, rejected, held } = roster
      const kept = await one<Record<string, number>>(`select joined, "left", moved, changed, same, review, rejected, held from roster where id = ${roster.id}`)
      deepEqual(kept, { joined, left, moved, changed, same, review, rejected, held })
    }
  })

  it('takes the next list of 青雀到家, and finds exactly who joined, left, moved and changed', async () => {
    const company = city.companies.byKey.get('青雀到家#0')
    if (!company) throw new Error('No company')
    const file = await writeRosterFile({ city, company, day: city.today, folder, mistakes: ['bad-phone', 'misread-id'] })
    const officer = await waystation.as('district-officer')
    const sent = await officer.upload(`/companies/${company.id}/rosters?as_of=${isoDay(city.today)}`, await readFile(file.path), file.fileName)
    equal(sent.status, 202, sent.text)
    const roster = await untilRead(Number(sent.body['id']))
    const { joined = [], left = [], moved = [], changed = [], same = [] } = file.expected ?? {}
    deepEqual(roster, { state: 'ready', joined: joined.length, left: left.length, moved: moved.length, changed: changed.length, same: same.length, review: 1, rejected: 1 })
  })

  it('applies the roster that waits, and takes it back', async () => {
    const guarded = city.registry.rosters.find((roster) => roster.guard.tripped)
    const hr = await waystation.as('company-hr')
    const state = `select md5(string_agg(t, ',' order by t)) as hash from (select concat_ws(' ', id, worker_id, outlet_id, kind, agency_name, post, since, until_on, standing) as t from engagement where company_id = ${guarded?.companyId ?? 0}) x`
    const earlier = await one<{ hash: string }>(state)
    const applied = await hr.post(`/rosters/${guarded?.id ?? 0}/application`, {})
    equal(applied.status, 200, applied.text)
    const between = await one<{ hash: string }>(state)
    ok(between.hash !== earlier.hash)
    const taken = await hr.post(`/rosters/${guarded?.id ?? 0}/reversal`, {})
    ok(taken.status < 300, taken.text)
    deepEqual(await one(state), earlier)
  })

  it('takes back the roster that stood when the city was made', async () => {
    const company = city.companies.byKey.get('云梭快递#0')
    const { id, as_of: asOf } = await one<{ id: number; as_of: Temporal.PlainDate }>(`select id, as_of from roster where company_id = ${company?.id ?? 0} and state = 'applied' order by id desc limit 1`)
    const stood = await one<{ open: number }>(`select count(*) as open from engagement where company_id = ${company?.id ?? 0} and until_on is null`)
    const { joined, left } = await one<{ joined: number; left: number }>(`select joined, "left" from roster where id = ${id}`)
    const hr = await waystation.as('company-hr-parcel')
    const taken = await hr.post(`/rosters/${id}/reversal`, {})
    ok(taken.status < 300, taken.text)
    const stands = await one<{ open: number; last_as_of: Temporal.PlainDate }>(`select (select count(*) from engagement where company_id = c.id and until_on is null) as open, last_as_of from company c where id = ${company?.id ?? 0}`)
    equal(stands.open, stood.open - joined + left)
    ok(Temporal.PlainDate.compare(stands.last_as_of, asOf) < 0)
  })
})

async function one<T>(query: string): Promise<T> {
  return waystation.sql(async (tx) => {
    const { rows } = await sql.raw<T>(query).execute(tx)
    if (rows[0] === undefined) throw new Error(`Nothing: ${query}`)
    return rows[0]
  })
}

async function untilRead(id: number): Promise<Record<string, unknown>> {
  for (let tries = 0; tries < 200; tries += 1) {
    const roster = await one<Record<string, unknown>>(`select state, joined, "left", moved, changed, same, review, rejected from roster where id = ${id}`)
    if (roster['state'] !== 'reading') return roster
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('Still reading')
}
