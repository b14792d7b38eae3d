import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { remindDesk } from './remind-desk.ts'
import { answers, apply, makeScene, upload } from './testing/scene.ts'

const scene = await makeScene('呼家楼', 7)
const { officer, elsewhere, clinic, agency, waystation } = scene
const service = await scene.service()

type Row = { id: number; state: string; due_on: string; overdue_days: number; provider: { id: number } | null; offered_to: { id: number } | null; worker: { name: string; phone_masked: string }; step: number | null }
const queue = async (who = clinic.staff, query = '') => ((await who.get(`/applications?limit=200&${query}`)).body['items'] as Row[])
const rowOf = async (id: number, who = clinic.staff) => (await queue(who)).find((row) => row.id === id)
const newApplication = async () => {
  const rider = await scene.rider()
  return { rider, ...(await apply(rider, service)) }
}

describe('two at once', () => {
  it('two colleagues approve the same application: one does it, the other is told', async () => {
    const { id } = await newApplication()
    const statuses = await Promise.all([clinic.staff, clinic.colleague].map(async (who) => (await who.post(`/applications/${id}/approval`, {})).status))
    deepEqual(statuses.toSorted(), [201, 409])
    const rows = await waystation.sql((tx) => tx.selectFrom('application_step').select('kind').where('application_id', '=', id).where('kind', '=', 'approved').execute())
    equal(rows.length, 1)
  })

  it('a double click, or two phones, send one application', async () => {
    const rider = await scene.rider()
    const file = [await upload(rider), await upload(rider), await upload(rider)]
    const sent = await Promise.all(file.map((attachment_id) => rider.post('/me/applications', { service_id: service, version: 1, answers, documents: [{ code: 'id_card', attachment_id }], consent_version: '2026-11' })))
    deepEqual(sent.map(({ status }) => status).toSorted(), [201, 409, 409])
    const body = { service_id: await scene.service(), version: 1, answers, documents: [{ code: 'id_card', attachment_id: await upload(rider) }] }
    const [first, again] = [await rider.post('/me/applications', body, { 'idempotency-key': 'two-clicks' }), await rider.post('/me/applications', body, { 'idempotency-key': 'two-clicks' })]
    deepEqual([first.status, again.status, again.body['id']], [201, 201, first.body['id']])
  })

  it('ten riders for three places: three get one; what is taken back or refused is free again', async () => {
    const scarce = await scene.service({ monthly_quota: 3 })
    const riders = await Promise.all(Array.from({ length: 10 }, () => scene.rider()))
    const sent = await Promise.all(riders.map((rider) => apply(rider, scarce)))
    deepEqual(sent.map(({ status }) => status).toSorted(), [201, 201, 201, ...Array.from({ length: 7 }, () => 409)])
    const left = async () => (await waystation.stranger.get(`/services/${scarce}`)).body['quota_left']
    equal(await left(), 0)
    const winners = riders.flatMap((rider, i) => (sent[i]?.status === 201 ? [{ rider, id: sent[i].id }] : []))
    await winners[0]?.rider.post(`/me/applications/${winners[0].id}/withdrawal`, {})
    await clinic.staff.post(`/applications/${winners[1]?.id}/refusal`, { reason: 'papers_invalid' })
    equal(await left(), 2)
    equal((await apply(await scene.rider(), scarce)).status, 201)
  })
})

describe('the queue', () => {
  it('comes by due date, with those that are late, and who waits for the rider last', async () => {
    const [late, asked, usual] = [await newApplication(), await newApplication(), await newApplication()]
    await scene.earlier(late.id, 60)
    await clinic.staff.post(`/applications/${asked.id}/questions`, { words: '请补照片' })
    await scene.earlier(asked.id, 90)
    const ids = (await queue(clinic.staff, 'state=open')).map(({ id }) => id)
    ok(ids.indexOf(late.id) < ids.indexOf(usual.id) && ids.indexOf(usual.id) < ids.indexOf(asked.id))
    ok(((await rowOf(late.id))?.overdue_days ?? 0) > 20)
    equal((await rowOf(asked.id))?.overdue_days, 0)
    deepEqual((await queue(clinic.staff, 'overdue=true')).map(({ id }) => id), [late.id])
    const summary = (await clinic.staff.get('/applications/summary')).body as { open: number; overdue: number; asked: number }
    deepEqual([summary.overdue, summary.asked], [1, 1])
    const turned = async (query: string) => {
      const paged: number[] = []
      for (let after = ''; ; ) {
        const { body } = await clinic.staff.get(`/applications?limit=2${query}${after}`)
        paged.push(...(body['items'] as Row[]).map(({ id }) => id))
        if (body['next'] === null) return paged
        after = `&after=${String(body['next'])}`
      }
    }
    deepEqual(await turned('&state=open'), ids)
    // Without a filter the same, and after them what is closed, the newest first.
    for (const one of [late, usual]) await clinic.staff.post(`/applications/${one.id}/refusal`, { reason: 'papers_invalid' })
    for (const [i, one] of [late, usual].entries()) await waystation.sql((tx) => tx.updateTable('application').set({ closed_at: Temporal.Instant.from(`2099-01-0${i + 1}T00:00:00.5Z`) }).where('id', '=', one.id).execute())
    const open = ids.filter((id) => id !== late.id && id !== usual.id)
    const all = (await queue()).map(({ id }) => id)
    deepEqual(all.slice(0, open.length + 2), [...open, usual.id, late.id])
    deepEqual(await turned(''), all)
  })

  it('is a provider’s own, and an office’s in its places; nobody else’s; found by name, masked', async () => {
    const { id } = await newApplication()
    const row = await rowOf(id)
    ok(/^1\d\d\*{4}\d{4}$/.test(row?.worker.phone_masked ?? ''))
    equal(await rowOf(id, agency.staff), undefined)
    equal((await agency.staff.get(`/applications/${id}`)).status, 404)
    equal((await elsewhere.get(`/applications/${id}`)).status, 404)
    ok(await rowOf(id, officer))
    const named = await queue(clinic.staff, `search=${encodeURIComponent(row?.worker.name ?? '')}`)
    ok(named.some((one) => one.id === id) && named.every((one) => one.worker.name.includes(row?.worker.name ?? '?')))
    deepEqual(await queue(agency.staff, `search=${encodeURIComponent(row?.worker.name ?? '')}`), [])
    ok((await queue(clinic.staff, `search=${id}`)).some((one) => one.id === id))
  })

  it('goes out as a spreadsheet, masked, and that is on record', async () => {
    await newApplication()
    const file = await clinic.staff.get('/applications/export?format=csv')
    ok(file.text.includes('健康证代办') && !/1\d{10}/.test(file.text))
    equal((await clinic.staff.get('/applications/export')).headers.get('content-type'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    const event = await waystation.sql((tx) => tx.selectFrom('event').select('data').where('kind', '=', 'list.exported').orderBy('id', 'desc').executeTakeFirstOrThrow())
    equal((event.data as { list: string }).list, 'applications')
  })
})

describe('one deed on many', () => {
  it('each by itself: what cannot be done is named, the rest is done', async () => {
    const made = [await newApplication(), await newApplication(), await newApplication()].map(({ id }) => id)
    await clinic.staff.post(`/applications/${made[1]}/approval`, {})
    const { status, body } = await clinic.staff.post('/applications/deeds', { ids: [...made, 999_999], deed: { do: 'step', step: 1, words: '约在周三' } })
    deepEqual([status, body['done'], body['failed']], [201, 2, 2])
    deepEqual((body['items'] as { id: number; ok: boolean; problem: string | null }[]).map(({ id, ok: fine, problem }) => [id, fine, problem]), [[made[0], true, null], [made[1], false, 'wrong-state'], [made[2], true, null], [999_999, false, 'not-found']])
    equal((await rowOf(made[0] ?? 0))?.step, 1)
    const refused = (await clinic.staff.post('/applications/deeds', { ids: made, deed: { do: 'refuse', reason: 'no_such_reason' } })).body
    equal(refused['failed'], 3)
    equal((await clinic.staff.post('/applications/deeds', { ids: made, deed: { do: 'refuse', reason: 'other' } })).body['done'], 2)
  })
})

describe('handing over', () => {
  it('an office says who does it, at once', async () => {
    const { id, rider } = await newApplication()
    equal((await officer.post(`/applications/${id}/hand-over`, { provider_id: agency.id, words: '医院这周停诊' })).status, 201)
    equal((await rowOf(id, agency.staff))?.provider?.id, agency.id)
    equal((await clinic.staff.get(`/applications/${id}`)).status, 404)
    const mine = (await rider.get(`/me/applications/${id}`)).body as { provider: { id: number }; history: { kind: string; provider: string }[] }
    deepEqual([mine.provider.id, mine.history.at(-1)?.kind, mine.history.at(-1)?.provider], [agency.id, 'handed-over', '呼家楼代办'])
  })

  it('a provider offers it; until the other takes it, it is the first one’s and rests; the other sees no papers', async () => {
    const { id } = await newApplication()
    const document = ((await clinic.staff.get(`/applications/${id}`)).body['documents'] as { id: number }[])[0]?.id
    equal((await clinic.staff.post(`/applications/${id}/hand-over`, { provider_id: agency.id, words: '忙不过来' })).status, 201)
    deepEqual((await clinic.staff.get(`/applications/${id}`)).body['may'], ['open'])
    equal((await clinic.staff.post(`/applications/${id}/approval`, {})).status, 409)
    const offered = (await agency.staff.get(`/applications/${id}`)).body
    deepEqual([offered['may'], offered['answers'], offered['documents']], [['decide-hand-over'], [], []])
    equal((await agency.staff.get(`/applications/${id}/documents/${document}`)).status, 404)
    equal((await agency.staff.post(`/applications/${id}/hand-over/decision`, { accept: false, words: '我们也忙' })).status, 201)
    equal((await agency.staff.get(`/applications/${id}`)).status, 404)
    await clinic.staff.post(`/applications/${id}/hand-over`, { provider_id: agency.id, words: '再问一次' })
    equal((await clinic.staff.delete(`/applications/${id}/hand-over`)).status, 200)
    await clinic.staff.post(`/applications/${id}/hand-over`, { provider_id: agency.id, words: '第三次' })
    const taken = await agency.staff.post(`/applications/${id}/hand-over/decision`, { accept: true })
    deepEqual([taken.status, (taken.body['provider'] as { id: number }).id, taken.body['offered_to']], [201, agency.id, null])
    deepEqual((taken.body['history'] as { kind: string }[]).map(({ kind }) => kind), ['submitted', 'offered', 'offer-declined', 'offered', 'offer-taken-back', 'offered', 'handed-over'])
    equal((await agency.staff.get(`/applications/${id}/documents/${document}`)).status, 200)
  })
})

describe('papers', () => {
  it('each opening of an identity document is told to the rider; nobody gets it by another door', async () => {
    const { id, rider } = await newApplication()
    const document = ((await clinic.staff.get(`/applications/${id}`)).body['documents'] as { id: number }[])[0]?.id
    const opened = await clinic.staff.get(`/applications/${id}/documents/${document}`)
    deepEqual([opened.status, opened.headers.get('content-type'), opened.headers.get('cache-control'), opened.headers.get('x-content-type-options')], [200, 'image/jpeg', 'private, no-store', 'nosniff'])
    const told = ((await rider.get('/me/disclosures')).body['items'] as { field: string; reader: string; matter: string; purpose: string }[])[0]
    deepEqual([told?.field, told?.reader, told?.purpose, told?.matter], ['id_document', '医院 小林', 'service-for-worker', `健康证代办（申请 ${id}）`])
    const row = await waystation.sql((tx) => tx.selectFrom('application_document').select('attachment_id').where('id', '=', document ?? 0).executeTakeFirstOrThrow())
    equal((await clinic.staff.get(`/attachments/${row.attachment_id}`)).status, 404)
    equal((await officer.get(`/attachments/${row.attachment_id}`)).status, 404)
    equal((await rider.get(`/attachments/${row.attachment_id}`)).status, 200)
    const other = await scene.rider()
    equal((await other.get(`/attachments/${row.attachment_id}`)).status, 404)
    equal((await other.get(`/me/applications/${id}/documents/${document}`)).status, 404)
  })

  it('numbers are masked; read in the clear only on record', async () => {
    const { id, rider } = await newApplication()
    const shown = JSON.stringify((await clinic.staff.get(`/applications/${id}`)).body)
    ok(!shown.includes('11010519491231002X') && !shown.includes('13800138000'))
    equal((await clinic.staff.post(`/applications/${id}/disclosures`, { field: 'id_number' })).body['value'], '11010519491231002X')
    ok(/^1\d{10}$/.test(String((await clinic.staff.post(`/applications/${id}/disclosures`, { field: 'worker_phone' })).body['value'])))
    equal((await clinic.staff.post(`/applications/${id}/disclosures`, { field: 'work' })).status, 404)
    deepEqual(((await rider.get('/me/disclosures')).body['items'] as { field: string }[]).map(({ field }) => field), ['phone', 'id_number'])
    const raw = await waystation.sql((tx) => tx.selectFrom('application').select('answers').where('id', '=', id).executeTakeFirstOrThrow())
    ok(!String(raw.answers).includes('food'))
  })
})

describe('what falls due', () => {
  it('is told on the morning of a working day to whoever handles it, counted by service and day; not while the rider is asked', async () => {
    const own = await waystation.services.cities.find(110105)
    ok(own)
    const due = await scene.service()
    const ids = await Promise.all(Array.from({ length: 4 }, async () => (await apply(await scene.rider(), due)).id))
    await clinic.staff.post(`/applications/${ids[3]}/questions`, { words: '请补照片' })
    // A Friday: two today, one on Monday, and one for which the clock stands.
    const days = ['2027-03-12', '2027-03-12', '2027-03-15', '2027-03-12']
    for (const [i, id] of ids.entries()) await waystation.sql((tx) => tx.updateTable('application').set({ due_on: Temporal.PlainDate.from(days[i] ?? '') }).where('id', '=', id).execute())
    const heard = async (language = 'zh-CN') => ((await clinic.colleague.get('/me/notices', { 'accept-language': language })).body['items'] as { kind: string; text: string; subject: number | null }[]).filter((one) => one.kind === 'application.due').map((one) => [one.text, one.subject]).toReversed()
    const morning = (day: string) => remindDesk({ ...waystation.services, clock: () => Temporal.ZonedDateTime.from(`${day}T08:40[Asia/Shanghai]`).toInstant() }, own)
    await morning('2027-03-13')
    deepEqual(await heard(), [], 'a Saturday')
    await morning('2027-03-12')
    deepEqual(await heard(), [['“健康证代办”有 2 件 3月12日 到期。', null], ['“健康证代办”有 1 件 3月15日 到期。', ids[2]]])
    deepEqual((await heard('en'))[0], ['Health certificate: 2 due on Mar 12.', null])
    deepEqual(((await agency.staff.get('/me/notices')).body['items'] as { kind: string }[]).filter((one) => one.kind === 'application.due'), [])
  })

  it('is told to the chat groups of the place and of those around it, each one sum; to none of another', async () => {
    const own = await waystation.services.cities.find(110105)
    ok(own)
    const due = await scene.service()
    const { id } = await apply(await scene.rider(), due)
    const day = Temporal.PlainDate.from('2027-04-15')
    const place = await waystation.sql(async (tx) => (await tx.updateTable('application').set({ due_on: day }).where('id', '=', id).returning('place').executeTakeFirstOrThrow()).place)
    const places = [110105000000000, place, 110105999000000]
    const groups: number[] = []
    for (const [i, at] of places.entries()) {
      groups.push(await waystation.sql(async (tx) => (await tx.insertInto('notice_channel').values({ place: at, kind: 'wecom', name: `群${i}`, url: Buffer.from('x'), topics: ['applications'], added_by: 1, added_at: waystation.services.clock() }).returning('id').executeTakeFirstOrThrow()).id))
    }
    await remindDesk({ ...waystation.services, clock: () => Temporal.ZonedDateTime.from('2027-04-15T08:40[Asia/Shanghai]').toInstant() }, own)
    const sent = await waystation.sql((tx) => tx.selectFrom('notice_delivery').select(['channel_id', 'kind', 'data']).where('channel_id', 'in', groups).orderBy('channel_id').execute())
    deepEqual(sent.map((one) => one.channel_id), groups.slice(0, 2))
    deepEqual(sent.map((one) => [one.kind, one.data]), [0, 1].map(() => ['application.due-here', { count: 1, until: '2027-04-16', due: '2027-04-15' }]))
  })

  it('closed partners are not offered an application', async () => {
    const gone = await scene.waystation.sql(async (tx) => (await tx.selectFrom('partner').select('short_name').where('closed_on', 'is', null).orderBy('id', 'desc').executeTakeFirstOrThrow()).short_name)
    const offered = async () => ((await clinic.staff.get('/application-providers')).body['items'] as { name: string }[]).map((one) => one.name)
    ok((await offered()).includes(gone))
    await waystation.sql((tx) => tx.updateTable('partner').set({ closed_on: Temporal.PlainDate.from('2026-01-01') }).where('short_name', '=', gone).execute())
    ok(!(await offered()).includes(gone))
  })
})
