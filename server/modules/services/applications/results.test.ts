// What a rider is told of the end of it, what a refusal needs, and whose turn it is after a hand-over.

import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import type { Person } from '../../../testing/waystation.ts'
import { apply, makeScene } from './testing/scene.ts'

const scene = await makeScene('结果场', 13)
const { officer, clinic, agency, waystation } = scene
const service = await scene.service()

async function newApplication(of = service) {
  const rider = await scene.rider()
  const made = await apply(rider, of)
  equal(made.status, 201, made.text)
  return { rider, id: made.id }
}
const told = async (who: Person, kind: string) => ((await who.get('/me/notices')).body['items'] as { kind: string; subject: number; text: string }[]).filter((one) => one.kind === kind)

describe('a refusal', () => {
  it('has a reason of the list, in words that the rider reads and is told of', async () => {
    const { rider, id } = await newApplication()
    equal((await clinic.staff.post(`/applications/${id}/refusal`, { reason: 'because' })).status, 400)
    equal((await clinic.staff.post(`/applications/${id}/refusal`, { reason: 'papers_invalid', words: '身份证过期了，换新的再来' })).status, 201)
    const mine = (await rider.get(`/me/applications/${id}`)).body as { state: string; refusal: { code: string; words: string } | null; result_words: string; may: string[] }
    deepEqual([mine.state, mine.refusal?.code, mine.result_words, mine.may], ['refused', 'papers_invalid', '身份证过期了，换新的再来', ['rate']])
    const [notice, ...more] = await told(rider, 'application.refused')
    deepEqual([notice?.subject, more], [id, []])
    equal((await rider.post(`/me/applications/${id}/rating`, { stars: 2, words: '早说就好了' })).status, 201)
    equal((await apply(rider, service)).status, 201, 'and may be tried anew')
  })

  it('not with a reason that was retired', async () => {
    const { id } = await newApplication()
    await officer.put('/refusal-reasons/too_far', { words: { zh: '太远了', en: 'Too far' } })
    await officer.put('/refusal-reasons/too_far', { words: { zh: '太远了', en: 'Too far' }, retired: true })
    equal((await clinic.staff.post(`/applications/${id}/refusal`, { reason: 'too_far' })).status, 400)
    equal((await clinic.staff.get(`/applications/${id}`)).body['state'], 'submitted')
  })
})

describe('a deed', () => {
  it('is done by who has seen how it stands', async () => {
    const { id } = await newApplication()
    const { headers } = await clinic.staff.get(`/applications/${id}`)
    const seen = { 'if-match': headers.get('etag') ?? '' }
    equal((await clinic.staff.post(`/applications/${id}/steps`, { step: 0 }, seen)).status, 201)
    equal((await clinic.colleague.post(`/applications/${id}/approval`, {}, seen)).status, 412)
    equal((await clinic.colleague.get(`/applications/${id}`)).body['state'], 'in-progress')
  })

  it('on many: what cannot be done leaves that one as it was, the others are done and told of', async () => {
    const [fine, stuck] = [await newApplication(), await newApplication()]
    const many = async (deed: object) => (await clinic.staff.post('/applications/deeds', { ids: [stuck.id, fine.id, 999_999], deed })).body as { done: number; failed: number }
    deepEqual([(await many({ do: 'hand-over', provider_id: clinic.id, words: '给自己' })).failed, (await clinic.staff.get(`/applications/${stuck.id}`)).body['revision']], [3, 1], 'it is with them already')
    const given = await many({ do: 'approve' })
    deepEqual([given.done, given.failed], [2, 1])
    for (const { rider, id } of [fine, stuck]) deepEqual((await told(rider, 'application.approved')).map(({ subject }) => subject), [id])
  })
})

describe('after a hand-over', () => {
  it('the rider knows who does it now, the new provider that it has come, and the promise stands', async () => {
    const { rider, id } = await newApplication()
    const due = (await rider.get(`/me/applications/${id}`)).body['due_on']
    const before = (await told(agency.staff, 'application.arrived')).length
    equal((await officer.post(`/applications/${id}/hand-over`, { provider_id: agency.id, words: '医院这周停诊' })).status, 201)
    const [word, ...more] = await told(rider, 'application.handed-over')
    deepEqual([word?.subject, more], [id, []])
    match(word?.text ?? '', /结果场代办/)
    const arrived = await told(agency.staff, 'application.arrived')
    deepEqual([arrived.length, arrived[0]?.subject], [before + 1, id])
    equal((await rider.get(`/me/applications/${id}`)).body['due_on'], due)
    equal((await officer.post(`/applications/${id}/hand-over`, { provider_id: agency.id, words: '医院这周停诊' })).status, 400, 'it is there already')
    equal((await agency.staff.post(`/applications/${id}/approval`, {})).status, 201)
    equal((await clinic.staff.get(`/applications/${id}`)).status, 404)
  })

  it('an offer that was taken: who offered it has it no more, nor its papers', async () => {
    const { id } = await newApplication()
    const document = ((await clinic.staff.get(`/applications/${id}`)).body['documents'] as { id: number }[])[0]?.id
    equal((await clinic.staff.get(`/applications/${id}/documents/${document}`)).status, 200)
    await clinic.staff.post(`/applications/${id}/hand-over`, { provider_id: agency.id, words: '医院这周停诊' })
    equal((await clinic.staff.post(`/applications/${id}/hand-over/decision`, { accept: true, words: '我们来办' })).status, 409, 'nobody takes their own offer')
    equal((await agency.staff.post(`/applications/${id}/hand-over/decision`, { accept: true, words: '我们来办' })).status, 201)
    deepEqual([(await clinic.staff.get(`/applications/${id}`)).status, (await clinic.staff.get(`/applications/${id}/documents/${document}`)).status, (await agency.staff.get(`/applications/${id}/documents/${document}`)).status], [404, 404, 200])
  })
})

describe('the clock', () => {
  it('goes on from the day of the answer: what lies still afterwards is late', async () => {
    const { rider, id } = await newApplication()
    await clinic.staff.post(`/applications/${id}/questions`, { words: '请补照片' })
    equal((await rider.post(`/me/applications/${id}/answers`, { words: '补上了' })).status, 201)
    // All of it sixty days ago.
    await scene.earlier(id, 60)
    await waystation.sql(async (tx) => void (await sql`update application_stop set until_on = until_on - 60 where application_id = ${id}`.execute(tx)))
    const row = ((await clinic.staff.get(`/applications?search=${id}`)).body['items'] as { id: number; overdue_days: number; stopped: boolean }[]).find((one) => one.id === id)
    deepEqual([row?.stopped, (row?.overdue_days ?? 0) > 20], [false, true])
  })
})

describe('places of a month', () => {
  it('are of this month: what was taken in the last one takes nothing of it', async () => {
    const scarce = await scene.service({ monthly_quota: 1 })
    await newApplication(scarce)
    equal((await apply(await scene.rider(), scarce)).body['type'], '/api/problems/quota-used')
    const month = (await waystation.sql((tx) => tx.selectFrom('service_month').select('month').where('service_id', '=', scarce).executeTakeFirstOrThrow())).month
    equal(month.toString(), Temporal.Now.plainDateISO('Asia/Shanghai').with({ day: 1 }).toString())
    await waystation.sql(async (tx) => void (await sql`update service_month set month = (month - interval '1 month')::date where service_id = ${scarce}`.execute(tx)))
    ok((await newApplication(scarce)).id)
    equal((await apply(await scene.rider(), scarce)).body['type'], '/api/problems/quota-used')
  })
})
