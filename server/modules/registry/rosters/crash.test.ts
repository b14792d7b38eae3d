import assert from 'node:assert/strict'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { openDatabase } from '../../../platform/database/database.ts'
import { systemScope } from '../../../platform/database/scope.ts'
import { createScratchDatabase } from '../../../testing/scratch-database.ts'
import { TEMPLATE, testCity } from '../../../testing/template.ts'
import { person, type Person, type TestWaystation } from '../../../testing/waystation.ts'
import { apply, csv, dayBefore, listAll, makeScene, read, upload, type Scene } from './testing/scene.ts'

const server = process.env['WAYSTATION_TEST_URL'] ?? ''
const database = await createScratchDatabase(server, TEMPLATE)
const { url } = database
const dataFolder = mkdtempSync(join(tmpdir(), 'waystation-crash-'))
const db = openDatabase(url)
const direct = { sql: (work) => db.write(`city_${testCity}`, systemScope, (tx) => work(tx)) } as Pick<TestWaystation, 'sql'> as TestWaystation
let child: ChildProcess | undefined

after(async () => {
  await kill()
  await db.close()
  await database.drop()
  rmSync(dataFolder, { recursive: true, force: true })
})

async function start(): Promise<Person> {
  child = fork(fileURLToPath(new URL('testing/killable-server.ts', import.meta.url)), [url, dataFolder], { execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [{ origin }] = (await once(child, 'message')) as [{ origin: string }]
  const answer = await person(origin, '').post('/demo/sessions', { persona: 'district-officer' })
  return person(origin, String(answer.body['token']))
}

async function kill(): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

type Standing = { state: string; open: string; changes: number; events: number }

async function standing({ company }: Scene, roster: number): Promise<Standing> {
  return direct.sql(async (tx) => {
    const { rows } = await sql<Standing>`
      select r.state,
        (select coalesce(string_agg(concat_ws(' ', w.id_tail, w.state, e.outlet_id, s.post, s.phone_tail), ',' order by w.id_hash), '') from engagement e join worker w on w.id = e.worker_id
          left join statement s on s.engagement_id = e.id and s.source = 'roster' where e.company_id = ${company} and e.until_on is null) as open,
        (select count(*)::int from roster_change c where c.roster_id = r.id) as changes,
        (select count(*)::int from event v where v.kind = 'roster.applied' and v.subject = r.id) as events
      from roster r where r.id = ${roster}`.execute(tx)
    assert.ok(rows[0])
    return rows[0]
  })
}

test('killed in the middle of 50 applications, each roster is wholly applied or not at all', { timeout: 300_000 }, async () => {
  let officer = await start()
  const jobs: { scene: Scene; roster: number; before: string }[] = []
  const prepare = async () => {
    const scene = await makeScene(direct, ['东风站', '西坝河站'])
    const people = Array.from({ length: 24 }, (_, n) => scene.person(n, n % 2 ? '东风站' : '西坝河站'))
    await listAll(officer, scene.company, people, dayBefore(2))
    const next = people.slice(3).map((one, n) => (n < 3 ? { ...one, outlet: one.outlet === '东风站' ? '西坝河站' : '东风站' } : n < 6 ? { ...one, post: '站长' } : one))
    const roster = await upload(officer, scene.company, csv([...next, scene.person(90, '东风站'), scene.person(91, '东风站')]), { asOf: dayBefore(1) })
    assert.deepEqual([roster.counts['joined'], roster.counts['left'], roster.counts['moved'], roster.counts['changed']], [2, 3, 3, 3])
    jobs.push({ scene, roster: roster.id, before: (await standing(scene, roster.id)).open })
  }
  for (let tens = 0; tens < 5; tens += 1) await Promise.all(Array.from({ length: 10 }, prepare))
  let between = 0
  for (let round = 0; round < 6; round += 1) {
    const open = []
    for (const job of jobs) if ((await standing(job.scene, job.roster)).state === 'ready') open.push(job)
    if (open.length === 0) break
    const running = open.map((job) => apply(officer, job.roster).catch(() => undefined))
    // At a moment of its own each round: before the first is done, and anywhere between.
    if (round > 0) await Promise.race(running)
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 120))
    await kill()
    await Promise.all(running)
    // What was under way on the killed server's connections is rolled back before the next one starts.
    await direct.sql((tx) => sql`select pg_sleep(0.2)`.execute(tx))
    const states = []
    for (const job of jobs) {
      const now = await standing(job.scene, job.roster)
      states.push(now.state)
      if (now.state === 'ready') assert.deepEqual(now, { state: 'ready', open: job.before, changes: 0, events: 0 })
      else {
        assert.equal(now.state, 'applied')
        assert.equal(now.events, 1)
        assert.equal(now.changes, 2 + 3 + 2 * 3 + 3)
        assert.notEqual(now.open, job.before)
      }
    }
    if (states.includes('ready') && states.includes('applied')) between += 1
    officer = await start()
  }
  const answers = await Promise.all(jobs.map((job) => apply(officer, job.roster)))
  assert.deepEqual(new Set(answers.map((answer) => answer.status)), new Set([200]))
  assert.ok(between > 0, 'the server was killed between two applications at least once')
})

test('killed while a file is read, it is read again by the next server', { timeout: 120_000 }, async () => {
  await kill()
  let officer = await start()
  const scene = await makeScene(direct, ['东风站'])
  const people = Array.from({ length: 9000 }, (_, n) => scene.person(n, '东风站'))
  const answer = await officer.upload(`/companies/${scene.company}/rosters?as_of=${dayBefore(1)}`, csv(people), 'a.csv')
  assert.equal(answer.status, 202, answer.text)
  const id = Number(answer.body['id'])
  await new Promise((resolve) => setTimeout(resolve, 150))
  await kill()
  const { state } = await standing(scene, id)
  officer = await start()
  const roster = await read(officer, id)
  assert.equal(state, 'reading')
  assert.deepEqual([roster.state, roster.counts['joined'], roster.counts['rows']], ['ready', 9000, 9000])
})
