import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { startWaystation } from '../../../testing/waystation.ts'
import { apply, csv, dayBefore, listAll, makeScene, read, upload, type Listed } from './testing/scene.ts'

const waystation = await startWaystation()
const officer = await waystation.as('district-officer')

/** Every row of a company and its people, without revisions, which only ever go on. */
async function everything(company: number): Promise<string> {
  return waystation.sql(async (tx) => {
    const rows = await sql<{ all: unknown }>`
      select jsonb_build_object(
        'company', (select to_jsonb(c) from company c where c.id = ${company}),
        'engagements', (select jsonb_agg(to_jsonb(e) - 'revision' order by e.id) from engagement e where e.worker_id in (select worker_id from engagement where company_id = ${company})),
        'statements', (select jsonb_agg(to_jsonb(s) order by s.engagement_id, s.source) from statement s join engagement e on e.id = s.engagement_id where e.worker_id in (select worker_id from engagement where company_id = ${company})),
        'workers', (select jsonb_agg(to_jsonb(w) - 'revision' order by w.id) from worker w where w.id in (select worker_id from engagement where company_id = ${company}))) as all`.execute(tx)
    return JSON.stringify(rows.rows[0]?.all, null, 1)
  })
}

function reverse(id: number) {
  return officer.post(`/rosters/${id}/reversal`, {})
}

test('reversing puts back exactly what was: joiners, leavers, moves and changes', async () => {
  const scene = await makeScene(waystation, ['东风站', '西坝河站'])
  const people = Array.from({ length: 30 }, (_, n) => scene.person(n, n < 15 ? '东风站' : '西坝河站', { hired: '2026-04-01' }))
  await listAll(officer, scene.company, people, dayBefore(2))
  const before = await everything(scene.company)
  const workers = await countWorkers()
  const next = people.slice(3).map((one, i) => (i === 0 ? { ...one, outlet: '西坝河站' } : i === 1 ? { ...one, phone: '16012345678', name: `${one.name}乐` } : i === 2 ? { ...one, hired: '2026-04-11', kind: '派遣', agency: '众诚外包' } : one))
  const roster = await upload(officer, scene.company, csv([...next, scene.person(99, '东风站')]), { asOf: dayBefore(1) })
  assert.equal((await apply(officer, roster.id)).status, 200)
  assert.notEqual(await everything(scene.company), before)
  assert.equal((await read(officer, roster.id)).reversible, true)
  const reversed = await reverse(roster.id)
  assert.equal(reversed.status, 200, reversed.text)
  assert.equal(reversed.body['state'], 'reversed')
  assert.equal(await everything(scene.company), before)
  assert.equal(await countWorkers(), workers)
  assert.equal((await reverse(roster.id)).status, 200, 'clicked twice')
  assert.equal((await apply(officer, roster.id)).status, 409)
})

async function countWorkers(): Promise<number> {
  return waystation.sql(async (tx) => (await sql<{ n: number }>`select count(*)::int as n from worker`.execute(tx)).rows[0]?.n ?? 0)
}

test('any two lists: applying the second and taking it back leaves the first', { timeout: 240_000 }, async () => {
  const outletNames = ['东风站', '西坝河站', '团结湖站']
  const entry = fc.record({ n: fc.integer({ min: 0, max: 25 }), outlet: fc.constantFrom(...outletNames), phone: fc.integer({ min: 0, max: 2 }), kind: fc.constantFrom('直营', '派遣'), post: fc.constantFrom('骑手', '站长'), hired: fc.constantFrom('', '2026-01-05', '2026-06-30'), bad: fc.integer({ min: 0, max: 9 }) })
  const list = fc.uniqueArray(entry, { selector: ({ n }) => n, minLength: 1, maxLength: 20 })
  await fc.assert(fc.asyncProperty(list, list, async (first, second) => {
    const scene = await makeScene(waystation, outletNames)
    const listed = (entries: typeof first): Listed[] => entries.map((one) => {
      const plain = scene.person(one.n, one.outlet, { kind: one.kind, post: one.post, hired: one.hired })
      return { ...plain, phone: one.phone === 0 ? plain.phone : `16${one.phone}${plain.phone.slice(3)}`, ...(one.bad === 0 ? { outlet: '没有的站' } : one.bad === 1 ? { name: `${plain.name.slice(0, 1)}乐天` } : {}) }
    })
    const base = await upload(officer, scene.company, csv(listed(first)), { asOf: dayBefore(2) })
    if (base.counts['importable']) await apply(officer, base.id, { confirm_mass_removal: true })
    const before = await everything(scene.company)
    const next = await upload(officer, scene.company, csv(listed(second)), { asOf: dayBefore(1) })
    const applied = await apply(officer, next.id, { confirm_mass_removal: true })
    assert.equal(applied.status, 200, applied.text)
    const counts = (applied.body as unknown as { counts: Record<string, number>; present_after: number })
    const open = await waystation.sql(async (tx) => (await sql<{ n: number }>`select count(*)::int as n from engagement where company_id = ${scene.company} and until_on is null`.execute(tx)).rows[0]?.n)
    assert.equal(open, counts.present_after)
    const reversed = await reverse(next.id)
    assert.equal(reversed.status, 200, reversed.text)
    assert.equal(await everything(scene.company), before)
  }), { numRuns: 12 })
})

test('a roster cannot be taken back once a later one was applied', async () => {
  const scene = await makeScene(waystation, ['东风站'])
  const first = await listAll(officer, scene.company, [scene.person(1, '东风站')], dayBefore(2))
  await listAll(officer, scene.company, [scene.person(1, '东风站'), scene.person(2, '东风站')], dayBefore(1))
  const answer = await reverse(first.id)
  assert.equal(answer.status, 409)
  assert.match(String(answer.body['type']), /built-upon$/)
  assert.match(String(answer.body['why']), /之后应用/)
  assert.equal((await read(officer, first.id)).reversible, false)
})

test('nor once somebody it brought was checked, settled, changed, listed elsewhere or has signed in', async () => {
  const events: Record<string, (worker: number, engagement: number) => Promise<unknown>> = {
    'checked on the spot': (_, engagement) => waystation.sql((tx) => tx.insertInto('statement').values({ engagement_id: engagement, source: 'spot', stated_on: Temporal.PlainDate.from(dayBefore(0)), present: true }).execute()),
    'an engagement ended': (_, engagement) => waystation.sql((tx) => sql`update engagement set until_on = since, ended_by = 'worker', revision = revision + 1 where id = ${engagement}`.execute(tx)),
    'signed in': (worker) => waystation.sql((tx) => tx.insertInto('account').values({ kind: 'worker', worker_id: worker, created_at: Temporal.Now.instant() }).execute()),
    'listed elsewhere': async (worker) => {
      const other = await makeScene(waystation, ['团结湖站'])
      await waystation.sql((tx) => tx.insertInto('engagement').values({ worker_id: worker, company_id: other.company, outlet_id: other.outlets.get('团结湖站') ?? 0, place: 110105001000000, kind: 'crowd', since: Temporal.PlainDate.from(dayBefore(0)), standing: 'self-declared' }).execute())
    },
  }
  for (const [what, happens] of Object.entries(events)) {
    const scene = await makeScene(waystation, ['东风站'])
    const roster = await listAll(officer, scene.company, [scene.person(1, '东风站'), scene.person(2, '东风站')], dayBefore(1))
    const spell = await waystation.sql((tx) => tx.selectFrom('engagement').select(['id', 'worker_id']).where('company_id', '=', scene.company).orderBy('id').executeTakeFirstOrThrow())
    await happens(spell.worker_id, spell.id)
    const before = await everything(scene.company)
    const answer = await reverse(roster.id)
    assert.equal(answer.status, 409, `${what}: ${answer.text}`)
    assert.equal(await everything(scene.company), before, what)
  }
})
