import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { apply, makeScene, upload } from './testing/scene.ts'
import { forgetPapers } from './forget-papers.ts'
import { refreshPromises } from './jobs.ts'

const scene = await makeScene('劲松', 9)
const { officer, clinic, waystation } = scene
const service = await scene.service({ monthly_quota: 5 })

describe('a rider’s applications are theirs', () => {
  it('they take them along, answers in the clear', async () => {
    const rider = await scene.rider()
    const { id } = await apply(rider, service)
    await clinic.staff.post(`/applications/${id}/questions`, { words: '请补一张照片' })
    const mine = (await rider.get('/me/export')).body as { applications: { id: number; answers: { id_number: string }; answered: string[] }[]; application_history: { words: string }[] }
    deepEqual([mine.applications.length, mine.applications[0]?.id, mine.applications[0]?.answers.id_number], [1, id, '11010519491231002X'])
    ok(mine.application_history.some(({ words }) => words === '请补一张照片'))
    const page = await rider.get('/me/export?format=html')
    ok(page.text.includes('我的申请') && page.text.includes('健康证代办') && page.text.includes('11010519491231002X'))
  })

  it('when they leave, nothing stays of what they wrote or sent; that something was asked for does', async () => {
    const rider = await scene.rider()
    const draft = await scene.service()
    await rider.put(`/me/services/${draft}/draft`, { answers: { phone: '13712345678' }, documents: [{ code: 'id_card', attachment_id: await upload(rider) }] })
    const { id } = await apply(rider, service)
    await clinic.staff.post(`/applications/${id}/questions`, { words: '周小满您好，请补照片' })
    await rider.post(`/me/applications/${id}/answers`, { words: '我住在劲松三区' })
    const taken = async () => (await waystation.sql((tx) => tx.selectFrom('service_month').select('taken').where('service_id', '=', service).executeTakeFirstOrThrow())).taken
    const before = await taken()
    equal((await rider.post('/me/departure', { confirm: 'leave' })).status, 204)
    const left = await waystation.sql((tx) => tx.selectFrom('application').select(['state', 'answers', 'asked_words', 'consent_note']).where('id', '=', id).executeTakeFirstOrThrow())
    deepEqual(left, { state: 'withdrawn', answers: null, asked_words: null, consent_note: '' })
    const words = await waystation.sql((tx) => tx.selectFrom('application_step').select('words').where('application_id', '=', id).execute())
    ok(words.length >= 3 && words.every((one) => one.words === ''))
    const counts = await waystation.sql(async (tx) => (await sql<{ documents: number; attachments: number; drafts: number }>`select (select count(*)::int from application_document where application_id = ${id}) as documents,
      (select count(*)::int from attachment where worker_id = ${rider.worker}) as attachments, (select count(*)::int from application_draft where worker_id = ${rider.worker}) as drafts`.execute(tx)).rows[0])
    deepEqual(counts, { documents: 0, attachments: 0, drafts: 0 })
    equal(await taken(), before - 1)
    const shown = await clinic.staff.get(`/applications/${id}`)
    deepEqual([shown.status, (shown.body['worker'] as { name: string }).name, shown.body['answers']], [200, '', []])
  })

  it('made under a record that was merged into theirs, they are still theirs; taken back, they go with it', async () => {
    const [kept, gone] = [await scene.rider(), await scene.rider()]
    const { id } = await apply(gone, service)
    const pair = await waystation.sql((tx) => tx.insertInto('duplicate_pair').values({ worker_a: Math.min(kept.worker, gone.worker), worker_b: Math.max(kept.worker, gone.worker), reasons: ['same-phone'], place: scene.world.grid, found_at: Temporal.Now.instant() }).returning('id').executeTakeFirstOrThrow())
    equal((await kept.get(`/me/applications/${id}`)).status, 404)
    equal((await officer.post(`/duplicates/${pair.id}/merge`, { keep: kept.worker })).status, 201)
    ok(((await kept.get('/me/applications')).body['items'] as { id: number }[]).some((one) => one.id === id))
    equal((await apply(kept, service)).body['type'], '/api/problems/already-applied')
    await clinic.staff.post(`/applications/${id}/questions`, { words: '请补照片' })
    const answered = await kept.post(`/me/applications/${id}/answers`, { documents: [{ code: 'id_card', attachment_id: await upload(kept) }] })
    equal(answered.status, 201, answered.text)
    equal((await officer.delete(`/duplicates/${pair.id}/merge`)).status, 200)
    equal((await kept.get(`/me/applications/${id}`)).status, 404)
    equal((await gone.get(`/me/applications/${id}`)).status, 200)
  })
})

describe('row security behind the look-ups', () => {
  it('a session without reach sees no application, no draft, no history, and nobody rewrites history', async () => {
    const rider = await scene.rider()
    const { id } = await apply(rider, service)
    const nobody = { places: [], companies: [], outlets: [], stations: [], partners: [], worker: 0, account: 0 }
    const counted = await waystation.services.db.read('city_110105', nobody, async (tx) => (await sql<{ a: number; s: number; d: number }>`select (select count(*)::int from application) as a, (select count(*)::int from application_step) as s, (select count(*)::int from application_document) as d`.execute(tx)).rows[0])
    deepEqual(counted, { a: 0, s: 0, d: 0 })
    for (const statement of [sql`update application_step set kind = 'approved' where application_id = ${id}`, sql`delete from application_step where application_id = ${id}`, sql`update service_version set content = '{}'`]) {
      const failed = await waystation.sql((tx) => statement.execute(tx)).then(() => '', (error: unknown) => String(error))
      ok(failed.includes('permission denied'), failed)
    }
    const touched = await waystation.services.db.write('city_110105', { ...nobody, places: [[110105000000000, 110106000000000]] }, (tx) => sql`update application_step set words = '' where application_id = ${id} returning 1`.execute(tx))
    equal(touched.rows.length, 0)
  })
})

describe('the calendar changes after the promise', () => {
  it('and the promise is reckoned again at night', async () => {
    const rider = await scene.rider()
    const { id } = await apply(rider, service)
    const due = async () => (await waystation.sql((tx) => tx.selectFrom('application').select('due_on').where('id', '=', id).executeTakeFirstOrThrow())).due_on
    const before = await due()
    await waystation.sql(async (tx) => void (await sql`insert into calendar_day (day, kind, name, name_en, origin) values (${before}, 'holiday', '临时放假', 'An extra holiday', 'local') on conflict (day) do update set kind = 'holiday'`.execute(tx)))
    const today = Temporal.Now.plainDateISO('Asia/Shanghai')
    ok((await waystation.sql((tx) => refreshPromises(tx, today))) > 0)
    ok(Temporal.PlainDate.compare(await due(), before) > 0)
    equal(await waystation.sql((tx) => refreshPromises(tx, today)), 0)
  })
})

describe('papers that have done their work', () => {
  it('go some time after the application is closed; what was open stays', async () => {
    const [done, open] = [await scene.rider(), await scene.rider()]
    const papers = await scene.service()
    const [closed, going] = [await apply(done, papers), await apply(open, papers)]
    await clinic.staff.post(`/applications/${closed.id}/approval`, { words: '办好了' })
    const { services } = waystation
    const city = (await services.cities.list())[0] ?? { code: 0, name: '', schema: '', demo: true }
    const left = async (id: number) => waystation.sql(async (tx) => (await sql<{ answers: boolean; documents: number; files: number }>`
      select answers is not null as answers, (select count(*)::int from application_document where application_id = a.id) as documents, (select count(*)::int from attachment where kind = 'application-document' and ref = a.id) as files from application a where id = ${id}`.execute(tx)).rows[0])
    await forgetPapers(services, city)
    deepEqual(await left(closed.id), { answers: true, documents: 1, files: 1 })
    await waystation.sql(async (tx) => void (await sql`update application set closed_at = closed_at - interval '200 days' where id = ${closed.id}`.execute(tx)))
    await forgetPapers(services, city)
    deepEqual(await left(closed.id), { answers: false, documents: 0, files: 0 })
    deepEqual(await left(going.id), { answers: true, documents: 1, files: 1 })
    equal((await done.get(`/me/applications/${closed.id}`)).body['state'], 'approved')
  })
})
