import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answers, apply, makeScene, upload } from './testing/scene.ts'

const scene = await makeScene('团结湖')
const { officer, elsewhere, clinic, waystation } = scene
const certificate = await scene.service()

type Detail = { id: number; state: string; step: number | null; due_on: string; stopped: boolean; may: string[]; revision: number; asked: { words: string; documents: { code: string }[] } | null; history: { kind: string; who: string; words: string; due_on: string | null }[]; documents: { id: number; code: string; identity: boolean; replaced: boolean }[]; answers: { key: string; value: string; masked: boolean }[]; consent: { way: string; stands: boolean }; stopped_days: number; refusal: { code: string } | null }
const detail = (answer: { body: unknown }) => answer.body as Detail
const notices = async (worker: number) => (await waystation.sql((tx) => tx.selectFrom('notice').select('kind').where('worker_id', '=', worker).orderBy('id').execute())).map(({ kind }) => kind)

describe('a rider applies', () => {
  it('with a draft that is not lost, and files in it', async () => {
    const rider = await scene.rider()
    const file = await upload(rider)
    const draft = await rider.put(`/me/services/${certificate}/draft`, { answers: { phone: '138' }, documents: [{ code: 'id_card', attachment_id: file }] })
    equal(draft.status, 200, draft.text)
    const mine = (await rider.get(`/me/services/${certificate}`)).body as { draft: { answers: unknown; documents: { attachment_id: number }[]; outdated: boolean } }
    deepEqual([mine.draft.answers, mine.draft.documents[0]?.attachment_id, mine.draft.outdated], [{ phone: '138' }, file, false])
    const sent = await rider.post('/me/applications', { service_id: certificate, version: 1, answers, documents: [{ code: 'id_card', attachment_id: file }], consent_version: '2026-11' })
    equal(sent.status, 201, sent.text)
    deepEqual(detail(sent).documents.map(({ code, identity }) => [code, identity]), [['id_card', true]])
    equal(((await rider.get(`/me/services/${certificate}`)).body as { draft: unknown }).draft, null)
    equal((await rider.get(`/me/applications/${detail(sent).id}/documents/${detail(sent).documents[0]?.id}`)).status, 200)
  })

  it('only after saying yes to having it done, to the form, and with the papers', async () => {
    const rider = await scene.rider()
    const refused = async (more: Record<string, unknown>) => (await apply(rider, certificate, more)).body as { type: string; consent?: string; errors?: { field: string }[] }
    const unsaid = await refused({ consent_version: undefined })
    deepEqual([unsaid.type, unsaid.consent], ['/api/problems/consent-needed', 'service-on-my-behalf'])
    equal((await refused({ consent_version: '2020-01' })).type, '/api/problems/consent-needed')
    deepEqual((await refused({ answers: { work: 'fly' } })).errors?.map(({ field }) => field).sort(), ['answers.id_number', 'answers.work'])
    deepEqual((await refused({ documents: [] })).errors?.map(({ field }) => field), ['documents.id_card'])
    const twice = await upload(rider)
    deepEqual((await refused({ documents: ['id_card', 'old'].map((code) => ({ code, attachment_id: twice })) })).errors?.map(({ field }) => field), ['documents'])
    equal((await refused({ version: 7 })).type, '/api/problems/changed-meanwhile')
    const other = await scene.rider()
    deepEqual((await refused({ documents: [{ code: 'id_card', attachment_id: await upload(other) }] })).errors?.map(({ field }) => field), ['documents'])
    equal((await apply(rider, certificate)).status, 201)
    // The word given with the first stands: the second needs none.
    equal((await apply(rider, await scene.service(), { consent_version: undefined })).status, 201)
  })

  it('is asked, the clock stands, answers with a photo, is told it is done, and rates it', async () => {
    const rider = await scene.rider()
    const { id, body } = await apply(rider, certificate)
    const promised = (body as unknown as Detail).due_on
    equal((await clinic.staff.post(`/applications/${id}/steps`, { step: 0 })).status, 201)
    const asked = detail(await clinic.staff.post(`/applications/${id}/questions`, { words: '身份证反面没拍到', documents: ['id_card'], fields: ['phone'] }))
    deepEqual([asked.state, asked.stopped, asked.may], ['asked', true, ['answer', 'refuse', 'hand-over', 'open']])
    await scene.earlier(id, 14)
    const mine = detail(await rider.get(`/me/applications/${id}`))
    ok(mine.due_on >= promised, 'five working days from the day of the answer')
    deepEqual([mine.asked?.words, mine.asked?.documents.map(({ code }) => code), mine.may], ['身份证反面没拍到', ['id_card'], ['answer', 'withdraw']])
    equal((await clinic.staff.post(`/applications/${id}/approval`, {})).status, 409)
    equal((await rider.post(`/me/applications/${id}/answers`, {})).status, 422)
    const answered = detail(await rider.post(`/me/applications/${id}/answers`, { words: '补上了', answers: { phone: '13900139000' }, documents: [{ code: 'id_card', attachment_id: await upload(rider) }] }))
    deepEqual([answered.state, answered.stopped, answered.due_on, answered.documents.map(({ replaced }) => replaced)], ['in-progress', false, mine.due_on, [true, false]])
    ok(answered.stopped_days >= 9)
    equal(answered.answers.find(({ key }) => key === 'phone')?.value, '13900139000')
    equal(detail(await clinic.staff.post(`/applications/${id}/approval`, { words: '证在社区医院一楼取' })).state, 'approved')
    equal((await rider.post(`/me/applications/${id}/rating`, { stars: 6 })).status, 400)
    equal(detail(await rider.post(`/me/applications/${id}/rating`, { stars: 5, words: '快' })).state, 'approved')
    equal((await rider.post(`/me/applications/${id}/rating`, { stars: 1 })).status, 409)
    const { history } = detail(await rider.get(`/me/applications/${id}`))
    deepEqual(history.map(({ kind }) => kind), ['submitted', 'stepped', 'asked', 'answered', 'approved', 'rated'])
    deepEqual([history[0]?.who, history[1]?.who], ['', '医院 小林'])
    deepEqual(await notices(rider.worker), ['application.submitted', 'application.step', 'application.asked', 'application.approved'])
    const events = await waystation.sql((tx) => tx.selectFrom('event').select('data').where('subject', '=', id).where('kind', 'like', 'application.%').execute())
    ok(events.length >= 6 && !/身份证|补上|139|社区/.test(JSON.stringify(events)))
  })

  it('takes it back, and may apply anew', async () => {
    const rider = await scene.rider()
    const { id } = await apply(rider, certificate)
    equal((await apply(rider, certificate)).body['type'], '/api/problems/already-applied')
    equal(detail(await rider.post(`/me/applications/${id}/withdrawal`, { words: '不用了' })).state, 'withdrawn')
    equal((await clinic.staff.post(`/applications/${id}/steps`, { step: 0 })).status, 409)
    equal((await apply(rider, certificate)).status, 201)
    const other = await scene.rider()
    equal((await other.get(`/me/applications/${id}`)).status, 404)
    equal((await other.post(`/me/applications/${id}/withdrawal`, {})).status, 404)
  })
})

describe('who is meant', () => {
  it('is looked at only when the rider agrees; without it they may apply and are asked', async () => {
    const service = await scene.service({ eligibility: { all: [{ fact: 'trade', in: ['express-delivery'] }] } }).catch(() => scene.service({ eligibility: { all: [{ fact: 'months', at_least: 500 }] } }))
    const rider = await scene.rider()
    const verdict = async () => ((await rider.get(`/me/services/${service}`)).body as { eligibility: { verdict: string; reasons: string[]; looks_at: string[] } }).eligibility
    const before = await verdict()
    deepEqual([before.verdict, before.reasons, before.looks_at.length], ['not-asked', [], 1])
    await rider.post('/me/consents', { purpose: 'service-eligibility', version: '2026-11-29', granted: true })
    const after = await verdict()
    deepEqual([after.verdict, after.reasons.length], ['no', 1])
    const refused = await apply(rider, service)
    deepEqual([refused.status, refused.body['type']], [409, '/api/problems/not-meant'])
    const insisted = await apply(rider, service, { insist: true })
    equal(insisted.status, 201, insisted.text)
    equal((await clinic.staff.get(`/applications/${insisted.id}`)).body['eligibility'], 'no')
    const silent = await scene.rider()
    const sent = await apply(silent, service)
    equal((await clinic.staff.get(`/applications/${sent.id}`)).body['eligibility'], 'not-asked')
  })
})

describe('a colleague applies for a rider', () => {
  const grid = () => waystation.sql((tx) => tx.selectFrom('service').select('id').where('id', '=', certificate).executeTakeFirstOrThrow())
  const forWorker = async (worker: number, consent: unknown, who = officer) => who.post('/applications', { worker_id: worker, service_id: (await grid()).id, answers, documents: [{ code: 'id_card', attachment_id: await upload(who) }], consent })

  it('with the rider’s word on record, which the rider reads', async () => {
    const rider = await scene.rider()
    equal((await forWorker(rider.worker, { way: 'on-record', note: '' })).body['type'], '/api/problems/consent-needed')
    equal((await forWorker(rider.worker, { way: 'signed-paper', note: ' ' })).status, 400)
    const made = await forWorker(rider.worker, { way: 'signed-paper', note: '11月29日在驿站签了委托书' })
    equal(made.status, 201, made.text)
    const mine = (await rider.get(`/me/applications/${String(made.body['id'])}`)).body as unknown as { on_behalf: boolean; consent: { way: string; note: string; by: string; stands: boolean } }
    deepEqual([mine.on_behalf, mine.consent], [true, { way: 'signed-paper', note: '11月29日在驿站签了委托书', by: '街道 老郑', stands: true }])
    const consents = (await rider.get('/me/consents')).body['items'] as { purpose: string; granted: boolean }[]
    equal(consents.find(({ purpose }) => purpose === 'service-on-my-behalf')?.granted, true)
  })

  it('is told that the rule does not mean the rider, not why: what was looked at is the rider’s', async () => {
    const service = await scene.service({ eligibility: { all: [{ fact: 'months', at_least: 500 }] } })
    const rider = await scene.rider()
    await rider.post('/me/consents', { purpose: 'service-eligibility', version: '2026-11-29', granted: true })
    const asked = async (insist: boolean) => officer.post('/applications', { worker_id: rider.worker, service_id: service, answers, documents: [{ code: 'id_card', attachment_id: await upload(officer) }], consent: { way: 'spoken', note: '当面说的' }, insist })
    const refused = await asked(false)
    deepEqual([refused.body['type'], refused.text.includes('500')], ['/api/problems/not-meant', false], refused.text)
    equal((await apply(rider, service)).text.includes('500'), true)
    equal((await asked(true)).status, 201)
  })

  it('never against what the rider took back, and never for somebody elsewhere', async () => {
    const rider = await scene.rider()
    for (const granted of [true, false]) await rider.post('/me/consents', { purpose: 'service-on-my-behalf', version: '2026-11', granted })
    equal((await forWorker(rider.worker, { way: 'spoken', note: '电话里说可以' })).body['type'], '/api/problems/consent-needed')
    equal((await forWorker((await scene.rider()).worker, { way: 'spoken', note: '当面' }, elsewhere)).status, 404)
  })

  it('and when the rider takes the word back, the papers close at once', async () => {
    const rider = await scene.rider()
    const { id } = await apply(rider, certificate)
    const key = { 'idempotency-key': 'reveal-once-1' }
    for (const _ of [1, 2]) equal((await clinic.staff.post(`/applications/${id}/disclosures`, { field: 'id_number' }, key)).status, 201)
    equal(((await rider.get('/me/disclosures')).body['items'] as unknown[]).length, 2, 'each reading is on record, however it is asked for')
    await rider.post('/me/consents', { purpose: 'service-on-my-behalf', version: '2026-11', granted: false })
    match((await clinic.staff.post(`/applications/${id}/disclosures`, { field: 'id_number' }, key)).text, /收回/)
    const seen = await clinic.staff.get(`/applications/${id}`)
    deepEqual([detail(seen).consent.stands, seen.body['answers'], seen.body['documents']], [false, [], []])
    equal((((await rider.get(`/me/applications/${id}`)).body['answers']) as unknown[]).length > 0, true)
  })
})
