// Whoever edits, deletes, reorders or slips in an event after it was sealed is found out.

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { beforeEach, test } from 'node:test'
import { startWaystation } from '../../testing/waystation.ts'
import { leafHash, merkleRoot } from './merkle.ts'
import { sealCity, verifySeals } from './seal.ts'

const schema = 'city_110105'
let now = Temporal.Now.instant()
const w = await startWaystation({ work: false, clock: () => now })

beforeEach(async () => {
  now = Temporal.Now.instant().add({ minutes: 10 })
  await w.services.db.owner.query(`truncate ${schema}.seal restart identity`)
  await w.services.db.owner.query(`truncate ${schema}.event restart identity`)
  await w.services.db.owner.query(`insert into ${schema}.event (at, kind, actor, place, subject, data) select now() - interval '2 hours' + n * interval '1 second', 'outlet.checked', 7, 110105004000000, n, jsonb_build_object('seen', n) from generate_series(1, 20) n`)
  assert.equal(await sealCity(w.services, { schema }), 20)
  assert.deepEqual((await verifySeals(w.services.db.owner, schema)).findings, [])
})

const tampering: Record<string, { sql: string; finds: RegExp }> = {
  'edits what an event says': { sql: `update ${schema}.event set data = '{"seen": 999}' where subject = 5`, finds: /edited or reordered/ },
  'moves an event to another hand': { sql: `update ${schema}.event set actor = 8 where subject = 5`, finds: /edited or reordered/ },
  'shifts an event by a microsecond': { sql: `update ${schema}.event set at = at + interval '1 microsecond' where subject = 5`, finds: /edited or reordered/ },
  'deletes an event': { sql: `delete from ${schema}.event where subject = 5`, finds: /event 5 was deleted/ },
  'swaps two events': { sql: `update ${schema}.event set subject = 11 - subject where subject in (5, 6)`, finds: /edited or reordered/ },
  'reorders the leaves of a seal': { sql: `update ${schema}.seal set event_ids = (select array_agg(id order by id desc) from unnest(event_ids) id)`, finds: /edited or reordered/ },
  'drops an event with its leaf': { sql: `delete from ${schema}.event where subject = 5; update ${schema}.seal set event_ids = array_remove(event_ids, 5)`, finds: /edited or reordered/ },
  'replaces a root and leaves the head': { sql: `update ${schema}.seal set root = sha256('x')`, finds: /head was changed/ },
}

for (const [deed, { sql, finds }] of Object.entries(tampering)) {
  test(`an administrator of the database who ${deed} is found out`, async () => {
    await w.services.db.owner.query(sql)
    const { findings } = await verifySeals(w.services.db.owner, schema)
    assert.ok(findings.some((finding) => finds.test(finding)), JSON.stringify(findings))
  })
}

test('an event slipped in among sealed ones with an old date is found out', async () => {
  await w.services.db.owner.query(`delete from ${schema}.seal; delete from ${schema}.event where id = 10`)
  assert.equal(await sealCity(w.services, { schema }), 19)
  await w.services.db.owner.query(`insert into ${schema}.event (id, at, kind) overriding system value values (10, now() - interval '3 days', 'outlet.checked')`)
  const { findings } = await verifySeals(w.services.db.owner, schema)
  assert.match(findings.join(), /event 10 was slipped in/)
})

test('a seal taken out of the chain is missed by the next', async () => {
  await w.services.db.owner.query(`insert into ${schema}.event (at, kind) values (now() - interval '1 hour', 'outlet.checked')`)
  await sealCity(w.services, { schema })
  await w.services.db.owner.query(`delete from ${schema}.seal where id = 1`)
  assert.match((await verifySeals(w.services.db.owner, schema)).findings.join(), /does not follow/)
})

test('an event whose transaction commits late is sealed with the next batch', async () => {
  const late = await w.services.db.owner.connect()
  await late.query('begin')
  await late.query(`insert into ${schema}.event (at, kind) values (now() - interval '5 minutes', 'late.one')`)
  await w.services.db.owner.query(`insert into ${schema}.event (at, kind) values (now() - interval '5 minutes', 'early.one')`)
  assert.equal(await sealCity(w.services, { schema }), 1)
  await late.query('commit')
  late.release()
  assert.equal(await sealCity(w.services, { schema }), 1)
  assert.deepEqual((await verifySeals(w.services.db.owner, schema)).findings, [])
})

test('two sealers at once make one chain', async () => {
  await w.services.db.owner.query(`insert into ${schema}.event (at, kind) select now() - interval '1 hour', 'many' from generate_series(1, 9000)`)
  const counts = await Promise.all([sealCity(w.services, { schema }), sealCity(w.services, { schema })])
  assert.equal(counts[0] + counts[1], 9000)
  assert.deepEqual((await verifySeals(w.services.db.owner, schema)).findings, [])
})

test('the app itself can neither change nor delete what is sealed', async () => {
  for (const statement of ['update event set actor = 1', 'delete from event', 'delete from seal', `update consent set granted = true`, 'delete from disclosure']) {
    await assert.rejects(w.services.db.write(schema, { places: 'all', companies: [], outlets: [], worker: 0, account: 0 }, (_, client) => client.query(statement)), /permission denied/)
  }
})

test('roots are those of RFC 6962 for full trees', () => {
  const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest()
  const leaves = ['', 'a', 'b', 'c'].map((text) => sha(Buffer.from([0]), Buffer.from(text)))
  const [a, b, c, d] = leaves as [Buffer, Buffer, Buffer, Buffer]
  const root = sha(Buffer.from([1]), sha(Buffer.from([1]), a, b), sha(Buffer.from([1]), c, d))
  assert.deepEqual(merkleRoot(['', 'a', 'b', 'c'].map(leafHash)), root)
  // RFC 6962: the hash of a single empty leaf
  assert.equal(leafHash('').toString('hex'), '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
})
