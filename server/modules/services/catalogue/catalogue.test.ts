import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ServiceContent } from '../../../../contract/services.ts'
import { addActor } from '../../../authorisation/world.ts'
import { person } from '../../../testing/waystation.ts'
import { both, certificate, makeScene } from '../applications/testing/scene.ts'

const scene = await makeScene('左家庄')
const { officer, elsewhere, clinic, waystation, world } = scene
const publicly = waystation.stranger
const grid = person(waystation.origin, (await addActor(waystation, { kind: 'staff', name: '社区' }, { role: 'community_officer', place: world.community })).token)

type Entry = { id: number; state: string; version: number | null; draft: boolean; revision: number; content: ServiceContent; published: ServiceContent | null; findings: { field: string; message: string }[]; versions: unknown[] }
const entry = (answer: { body: unknown }) => answer.body as Entry
const add = async (change: Partial<ServiceContent> = {}) => entry(await officer.post('/catalogue', { place: world.township, content: certificate(clinic.id, change) }))

describe('staff edit the catalogue without programming', () => {
  it('a draft is nobody’s but theirs and the provider’s until it is published; then everybody reads it', async () => {
    const made = await add()
    deepEqual([made.state, made.version, made.draft, made.findings], ['draft', null, true, []])
    equal((await publicly.get(`/services/${made.id}`)).status, 404)
    equal((await elsewhere.get(`/catalogue/${made.id}`)).status, 404)
    equal((await clinic.staff.get(`/catalogue/${made.id}`)).status, 200)
    equal((await clinic.staff.post(`/catalogue/${made.id}/publication`, {})).status, 403)
    equal(entry(await officer.post(`/catalogue/${made.id}/publication`, {})).version, 1)
    const seen = await publicly.get(`/services/${made.id}`)
    deepEqual([seen.status, seen.body['version'], (seen.body['provider'] as { id: number }).id], [200, 1, clinic.id])
    deepEqual(Object.keys((seen.body['content'] as ServiceContent).form.properties), ['work', 'phone', 'id_number', 'photo'])
  })

  it('what is published stays as it is while a draft is written; versions are kept', async () => {
    const { id } = await add()
    await officer.post(`/catalogue/${id}/publication`, {})
    const changed = entry(await officer.put(`/catalogue/${id}/draft`, { content: certificate(clinic.id, { price_fen: 1500 }) }))
    deepEqual([changed.draft, changed.content.price_fen, changed.published?.price_fen], [true, 1500, 0])
    equal(((await publicly.get(`/services/${id}`)).body['content'] as ServiceContent).price_fen, 0)
    const below = entry(await grid.get(`/catalogue/${id}`))
    deepEqual([below.draft, below.content.price_fen, entry(await clinic.staff.get(`/catalogue/${id}`)).content.price_fen], [false, 0, 1500], 'a draft is its office’s and its provider’s')
    equal(entry(await officer.post(`/catalogue/${id}/publication`, {})).version, 2)
    equal(((await officer.get(`/catalogue/${id}/versions/1`)).body['content'] as ServiceContent).price_fen, 0)
    equal((await officer.get(`/catalogue/${id}/versions/3`)).status, 404)
    equal((await officer.delete(`/catalogue/${id}/draft`)).status, 409)
  })

  it('two who edit at once: the second is told', async () => {
    const made = await add()
    const etag = (await officer.get(`/catalogue/${made.id}`)).headers.get('etag') ?? ''
    equal((await officer.put(`/catalogue/${made.id}/draft`, { content: certificate(clinic.id) }, { 'if-match': etag })).status, 200)
    equal((await officer.put(`/catalogue/${made.id}/draft`, { content: certificate(clinic.id) }, { 'if-match': etag })).status, 412)
  })

  it('says what is missing, and publishes nothing of the kind', async () => {
    const made = await add({
      provider_id: 999_999, where: both(''), places: [110105990], station_ids: [999_999], eligibility: { all: [{ fact: 'trade', in: ['pilot'] }, { any: [{ fact: 'company', in: [999_999] }] }, { fact: 'age', at_least: 60, at_most: 18 }] },
      steps: [{ code: 'a', title: both('一'), note: both('') }, { code: 'a', title: both('二'), note: both('') }],
    })
    deepEqual(made.findings.map(({ field }) => field).sort(), ['eligibility.all.0.in', 'eligibility.all.1.any.0.in', 'eligibility.all.2', 'places', 'provider_id', 'station_ids', 'steps.1.code', 'where.zh'])
    const refused = await officer.post(`/catalogue/${made.id}/publication`, {})
    equal(refused.status, 400)
    ok((refused.body['errors'] as { field: string }[]).some(({ field }) => field === 'content.provider_id'))
  })

  it('retired, it is gone from the catalogue and can come back', async () => {
    const { id } = await add()
    await officer.post(`/catalogue/${id}/publication`, {})
    const listed = async () => ((await publicly.get('/services')).body['items'] as { id: number }[]).some((one) => one.id === id)
    ok(await listed())
    equal(entry(await officer.post(`/catalogue/${id}/retirement`, {})).state, 'retired')
    equal(await listed(), false)
    equal((await officer.post(`/catalogue/${id}/retirement`, {})).status, 409)
    equal(entry(await officer.delete(`/catalogue/${id}/retirement`)).state, 'published')
    ok(await listed())
  })

  it('an office orders what it keeps; what others keep stays where it was', async () => {
    const mine = [await add(), await add(), await add()].map(({ id }) => id)
    const theirs = Number((await elsewhere.post('/catalogue', { place: (await waystation.sql((tx) => tx.selectFrom('role_grant').select('place').where('account_id', '=', elsewhere.account).executeTakeFirstOrThrow())).place, content: certificate(null) })).body['id'])
    const order = async () => (await waystation.sql((tx) => tx.selectFrom('service').select('id').orderBy('position').orderBy('id').execute())).map(({ id }) => id)
    const before = (await order()).indexOf(theirs)
    const turned = await officer.put('/catalogue/order', { ids: mine.toReversed() })
    equal(turned.status, 200, turned.text)
    const own = new Set((await waystation.sql((tx) => tx.selectFrom('service').select('id').where('place', '=', world.township).execute())).map(({ id }) => id))
    deepEqual((await order()).filter((id) => own.has(id)).slice(0, 3), mine.toReversed())
    equal((await order()).indexOf(theirs), before)
    equal((await officer.put('/catalogue/order', { ids: [theirs] })).status, 404)
  })

  it('previews a form: an example, the faults of some answers, the day', async () => {
    const { body } = await officer.post('/catalogue/preview', { content: certificate(clinic.id, { eligibility: { all: [{ fact: 'trade', in: ['food-delivery'] }, { fact: 'months', at_least: 3 }] } }), answers: { work: 'fly' } })
    deepEqual((body['errors'] as { field: string }[]).map(({ field }) => field).sort(), ['answers.id_number', 'answers.work'])
    match(String(body['eligibility_words']), /外卖.*；干满 3 个月/)
    equal((body['example'] as { id_number: string }).id_number, '11010519491231002X')
    match(String(body['promised_on']), /^\d{4}-\d\d-\d\d$/)
  })

  it('counts whom a rule means, without pointing at a few', async () => {
    const district = await waystation.as('district-officer')
    const count = async (eligibility: unknown) => (await district.post('/catalogue/reach', { eligibility })).body as { people: number | null; of: number; words: string }
    const all = await count({ all: [] })
    deepEqual([all.people === all.of, all.of > 100], [true, true])
    const one = await waystation.sql((tx) => tx.selectFrom('engagement').select('company_id').where('company_id', '=', world.company).executeTakeFirst())
    equal(one, undefined)
    await world.worker()
    equal((await count({ all: [{ fact: 'company', in: [world.company] }] })).people, null)
    equal((await district.post('/catalogue/reach', { eligibility: { all: [{ fact: 'brand', in: [999_999] }] } })).status, 400)
  })

  it('keeps a list of reasons to refuse; retired ones are not offered', async () => {
    equal((await officer.put('/refusal-reasons/too_late', { words: { zh: '过了截止日期', en: 'Too late' } })).status, 200)
    const codes = async (query = '') => ((await clinic.staff.get(`/refusal-reasons${query}`)).body['items'] as { code: string }[]).map(({ code }) => code)
    ok((await codes()).includes('too_late'))
    await officer.put('/refusal-reasons/too_late', { words: { zh: '过了截止日期', en: 'Too late' }, retired: true })
    deepEqual([(await codes()).includes('too_late'), (await codes('?retired=true')).includes('too_late')], [false, true])
  })
})
