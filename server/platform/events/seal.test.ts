import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import pg from 'pg'
import { startWaystation } from '../../testing/waystation.ts'
import { merkleRoot } from './merkle.ts'
import { sealEvents, verifySeals } from './seal.ts'

const waystation = await startWaystation({ work: false })
const { owner } = waystation.services.db
const schema = 'city_110105'
const start = Temporal.Instant.from('2026-11-25T08:00:00Z')
const later = (hours: number) => start.add({ minutes: hours * 60 })

/** Does something as the owner, and takes it back afterwards. */
async function tampered(statements: string[], check: (findings: string[]) => void): Promise<void> {
  const client = new pg.Client({ connectionString: waystation.url })
  await client.connect()
  try {
    await client.query(`set search_path=${schema}`)
    await client.query('create temp table kept_event as select * from event; create temp table kept_seal as select * from seal')
    for (const statement of statements) await client.query(statement)
    check((await verifySeals(owner, schema)).findings)
    await client.query('delete from event; delete from seal; insert into event overriding system value select * from kept_event; insert into seal overriding system value select * from kept_seal')
  } finally {
    await client.end()
  }
  deepEqual((await verifySeals(owner, schema)).findings, [])
}

async function addEvents(count: number): Promise<number[]> {
  const { rows } = await owner.query<{ id: number }>(`insert into ${schema}.event (at, kind, subject) select now(), 'test.happened', n from generate_series(1, ${count}) n returning id`)
  return rows.map(({ id }) => id)
}

describe('sealing', () => {
  it('takes every event once, and nothing when nothing happened', async () => {
    const { rows } = await owner.query<{ count: number }>(`select count(*) from ${schema}.event`)
    equal(await sealEvents(owner, schema, start), rows[0]?.count)
    equal(await sealEvents(owner, schema, later(0.1)), 0)
    await addEvents(7)
    equal(await sealEvents(owner, schema, later(1)), 7)
    await addEvents(1)
    equal(await sealEvents(owner, schema, later(30)), 1)
    await addEvents(5)
    equal(await sealEvents(owner, schema, later(31)), 5)
    const { seals, events, findings, head } = await verifySeals(owner, schema)
    deepEqual([seals, events, findings], [4, (rows[0]?.count ?? 0) + 13, []])
    match(head ?? '', /^[0-9a-f]{64}$/)
  })

  it('an event whose transaction commits late is sealed when it comes', async () => {
    const client = await owner.connect()
    await client.query('begin')
    const { rows } = await client.query<{ id: number }>(`insert into ${schema}.event (at, kind) values (now(), 'test.late') returning id`)
    const [next] = await addEvents(1)
    ok((rows[0]?.id ?? 0) < (next ?? 0))
    equal(await sealEvents(owner, schema, later(32)), 1)
    await client.query('commit')
    client.release()
    equal(await sealEvents(owner, schema, later(33)), 1)
    deepEqual((await verifySeals(owner, schema)).findings, [])
  })

  it('two servers that seal at once make one chain', async () => {
    await addEvents(3)
    const counts = await Promise.all([1, 2, 3].map(() => sealEvents(owner, schema, later(34))))
    equal(counts.reduce((a, b) => a + b), 3)
    deepEqual((await verifySeals(owner, schema)).findings, [])
  })

  it('the app itself cannot change or delete what happened', async () => {
    for (const statement of ["update event set kind = 'x'", 'delete from event', "update seal set root = ''", 'delete from seal', 'delete from disclosure', 'update consent set granted = true', "update disclosure set reader = 'x'"]) {
      await waystation.sql(async (tx) => tx.executeQuery({ sql: statement, parameters: [], query: { kind: 'RawNode' } } as never)).then(() => ok(false, statement), (error: { code: string }) => equal(error.code, '42501', statement))
    }
  })
})

describe('an auditor finds', () => {
  it('an event that was edited, in any column', async () => {
    for (const change of ["kind = 'test.other'", "data = '{\"count\": 2}'", 'actor = 1', 'place = 110105000000000', "at = at + interval '1 second'", 'worker_id = 3', 'subject = 99']) {
      await tampered([`update event set ${change} where id = (select max(id) - 8 from event)`], (findings) => {
        equal(findings.length, 1, change)
        match(findings[0] ?? '', /edited/)
      })
    }
  })

  it('an event that was deleted', async () => {
    await tampered(['delete from event where id = (select max(id) - 8 from event)'], (findings) => match(findings.join(), /1 events are gone/))
  })

  it('two events that changed places', async () => {
    await tampered([
      'create temp table swapped as select * from event order by id desc limit 2',
      'delete from event where id in (select id from swapped)',
      'insert into event overriding system value select (select sum(id) from swapped) - id, at, kind, actor, place, worker_id, subject, data from swapped',
    ], (findings) => match(findings.join(), /reordered/))
  })

  it('an event slipped into the past: it is never sealed any more, and stands out', async () => {
    const { rows } = await owner.query<{ id: number }>(`select nextval(pg_get_serial_sequence('${schema}.event', 'id')) as id`)
    await addEvents(2)
    await sealEvents(owner, schema, later(40))
    await addEvents(1)
    await sealEvents(owner, schema, later(80))
    const forge = `insert into event (id, at, kind) overriding system value values (${rows[0]?.id}, '2026-11-26', 'test.forged')`
    await tampered([forge], (findings) => {
      equal(findings.length, 1)
      match(findings[0] ?? '', /slipped in/)
    })
    await owner.query(forge.replace('event', `${schema}.event`))
    equal(await sealEvents(owner, schema, later(81)), 0)
    await owner.query(`delete from ${schema}.event where kind = 'test.forged'`)
  })

  it('a seal that was changed, removed, or replaced by a whole new chain’s piece', async () => {
    await tampered(["update seal set sealed_at = sealed_at + interval '1 second' where id = (select max(id) from seal)"], (findings) => match(findings.join(), /head does not fit/))
    await tampered(['delete from seal where id = (select min(id) + 1 from seal)'], (findings) => match(findings.join(), /not chained/))
    await tampered(["update seal set root = sha256('x') where id = 2"], (findings) => ok(findings.length >= 1))
    await tampered(['update seal set event_ids = event_ids || event_ids[1] where id = 2'], (findings) => match(findings.join(), /sealed twice/))
  })
})

describe('the tree', () => {
  it('is that of RFC 6962', () => {
    const leaf = (text: string) => createHash('sha256').update(Buffer.from([0])).update(text).digest()
    const node = (a: Buffer, b: Buffer) => createHash('sha256').update(Buffer.from([1])).update(a).update(b).digest()
    const [a, b, c, d, e] = ['a', 'b', 'c', 'd', 'e'].map(leaf) as [Buffer, Buffer, Buffer, Buffer, Buffer]
    deepEqual(merkleRoot([a]), a)
    deepEqual(merkleRoot([a, b, c]), node(node(a, b), c))
    deepEqual(merkleRoot([a, b, c, d, e]), node(node(node(a, b), node(c, d)), e))
  })
})
