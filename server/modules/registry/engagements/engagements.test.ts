import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startWaystation, type Person } from '../../../testing/waystation.ts'

const waystation = await startWaystation({ work: false })
const district = await waystation.as('district-officer')
const sanlitun = await waystation.as('township-officer')
const grid = await waystation.as('grid-worker')
const hr = await waystation.as('company-hr')
const parcelHr = await waystation.as('company-hr-parcel')

type Engagement = { id: number; worker_id: number; company: { id: number }; outlet: { id: number; name: string }; standing: string; until: string | null; kind: string; listed_name: string; listed_phone_masked: string; revision: number; sources: string[] }

async function list(person: Person, query = ''): Promise<Engagement[]> {
  const answer = await person.get(`/engagements?limit=200&${query}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body['items'] as unknown as Engagement[]
}

test('company HR sees its own people as its roster names them, and nobody of another company', async () => {
  const [own] = (await hr.get('/companies')).body['items'] as unknown as { id: number }[]
  const rows = await list(hr)
  assert.ok(rows.length > 50 && rows.every((row) => row.company.id === own?.id))
  const [foreign] = await list(parcelHr)
  assert.equal((await hr.get(`/engagements/${foreign?.id}`)).status, 404)
  assert.equal((await hr.post(`/engagements/${foreign?.id}/confirmation`, { confirmed: true })).status, 404)
})

test('of somebody who only declared to work there, HR learns the name it has to confirm, and never the phone', async () => {
  const declared = (await list(hr, 'standing=self-declared')).filter((row) => !row.sources.includes('roster'))
  assert.ok(declared.length > 0)
  for (const row of declared) assert.deepEqual([row.listed_name !== '', row.listed_phone_masked], [true, ''])
  const [seen] = await list(district, `worker=${declared[0]?.worker_id}`)
  assert.match(seen?.listed_phone_masked ?? '', /\*{4}/)
})

test('where the grid worker saw a franchise and the roster says dispatch, HR goes on seeing what its roster says', async () => {
  const [zhou] = (await district.get(`/workers?search=${encodeURIComponent('周小满')}`)).body['items'] as unknown as { id: number }[]
  const officers = (await list(district, `worker=${zhou?.id}`)).find((row) => row.sources.includes('spot'))
  const employers = (await list(hr, `search=${encodeURIComponent('周小满')}`)).find((row) => row.id === officers?.id)
  assert.deepEqual([officers?.kind, employers?.kind], ['franchise', 'dispatch'])
})

test('HR confirms one of those who declared to work there, and disputes another; it can end neither', async () => {
  const [first, second] = await list(hr, 'standing=self-declared')
  assert.ok(first && second)
  const yes = await hr.post(`/engagements/${first.id}/confirmation`, { confirmed: true })
  assert.deepEqual([yes.status, yes.body['standing']], [201, 'confirmed'])
  assert.equal((await hr.post(`/engagements/${first.id}/confirmation`, { confirmed: true })).status, 409)
  const no = await hr.post(`/engagements/${second.id}/confirmation`, { confirmed: false })
  assert.deepEqual([no.body['standing'], no.body['until']], ['disputed', null])
  assert.equal((await hr.post(`/engagements/${second.id}/confirmation`, { confirmed: true })).status, 409)
  assert.equal((await hr.post(`/engagements/${first.id}/end`, {})).status, 403)
  const office = await district.post(`/engagements/${second.id}/confirmation`, { confirmed: false })
  assert.equal(office.status, 201, office.text)
  assert.ok(office.body['until'])
})

test('an officer ends an engagement once, on a day of it, and the person without another job is away', async () => {
  const row = (await list(sanlitun)).find((one) => one.standing === 'confirmed')
  assert.ok(row)
  assert.equal((await sanlitun.post(`/engagements/${row.id}/end`, { until: '2019-01-01' })).status, 400)
  const clicks = await Promise.all([1, 2].map(() => sanlitun.post(`/engagements/${row.id}/end`, {})))
  assert.deepEqual(clicks.map((one) => one.status).toSorted((a, b) => a - b), [200, 409])
  const others = await list(district, `worker=${row.worker_id}`)
  const { body } = await sanlitun.get(`/workers/${row.worker_id}`)
  assert.equal(body['state'], others.length > 0 ? 'present' : 'away')
})

test('two officers who settle one fact differently: the last word stands, and taken back the rule decides again', async () => {
  const [zhou] = (await sanlitun.get(`/workers?search=${encodeURIComponent('周小满')}`)).body['items'] as unknown as { id: number }[]
  const engagement = (await list(sanlitun, `worker=${zhou?.id}`)).find((row) => row.sources.includes('roster'))
  assert.ok(engagement)
  const settled = await sanlitun.post(`/engagements/${engagement.id}/settlements`, { field: 'kind', source: 'roster', note: '合同为证' })
  assert.equal(settled.status, 201, settled.text)
  assert.equal(kindOf(settled.body, engagement.id), 'dispatch')
  assert.deepEqual(factOf(settled.body, engagement.id), { stands: 'roster', settled: true, agree: false })
  const other = await district.post(`/engagements/${engagement.id}/settlements`, { field: 'kind', source: 'self' })
  assert.equal(kindOf(other.body, engagement.id), 'franchise')
  const back = await district.delete(`/engagements/${engagement.id}/settlements/kind`)
  assert.deepEqual(factOf(back.body, engagement.id), { stands: 'spot', settled: false, agree: false })
  assert.equal((await district.delete(`/engagements/${engagement.id}/settlements/kind`)).status, 404)
  assert.equal((await grid.post(`/engagements/${engagement.id}/settlements`, { field: 'kind', source: 'roster' })).status, 403)
  assert.equal((await district.post(`/engagements/${engagement.id}/settlements`, { field: 'phone', source: 'spot' })).status, 422)
})

test('the queue counts a conflict until it is settled', async () => {
  const before = await district.get('/queue?kind=fact-conflict')
  const items = before.body['items'] as unknown as { href: string; title: string }[]
  assert.ok(items.length > 0)
  const worker = Number(items[0]?.href.split('/').at(-1))
  const detail = await district.get(`/workers/${worker}`)
  for (const { engagement_id, facts } of detail.body['facts'] as unknown as { engagement_id: number; facts: { field: string; agree: boolean; settled: boolean; stands: string }[] }[]) {
    for (const fact of facts.filter((one) => !one.agree && !one.settled)) await district.post(`/engagements/${engagement_id}/settlements`, { field: fact.field, source: fact.stands })
  }
  const after = await district.get('/queue?kind=fact-conflict')
  assert.equal(Number(after.body['total']), Number(before.body['total']) - 1)
  const english = await district.get('/queue?kind=self-declared', { 'accept-language': 'en' })
  for (const item of english.body['items'] as unknown as { title: string }[]) assert.match(item.title, /declared to work there/)
})

test('each desk sees what it can deal with: the auditor nothing, HR its own, the grid worker no conflicts', async () => {
  const kinds = async (persona: string) => Object.keys((await (await waystation.as(persona)).get('/queue')).body['by_kind'] as Record<string, number>)
  assert.deepEqual(await kinds('auditor'), [])
  assert.ok((await kinds('company-hr')).every((kind) => ['late-company', 'roster-to-review', 'self-declared'].includes(kind)))
  assert.ok((await kinds('grid-worker')).every((kind) => ['self-declared', 'outlet-unchecked'].includes(kind)))
  const titles = JSON.stringify((await hr.get('/queue')).body)
  const [other] = (await parcelHr.get('/companies')).body['items'] as unknown as { short_name: string }[]
  assert.ok(other && !titles.includes(other.short_name))
})

function kindOf(detail: Record<string, unknown>, engagement: number): string | undefined {
  return (detail['engagements'] as { id: number; kind: string }[]).find((one) => one.id === engagement)?.kind
}

function factOf(detail: Record<string, unknown>, engagement: number): unknown {
  const facts = (detail['facts'] as { engagement_id: number; facts: { field: string; stands: string; settled: boolean; agree: boolean }[] }[]).find((one) => one.engagement_id === engagement)?.facts
  const fact = facts?.find((one) => one.field === 'kind')
  return fact && { stands: fact.stands, settled: fact.settled, agree: fact.agree }
}

test('row security shows an employer neither what a check found nor that one was made', async () => {
  const [own] = (await hr.get('/companies')).body['items'] as unknown as { id: number }[]
  const scope = { places: [], companies: [own?.id ?? 0], outlets: [], stations: [], partners: [], worker: 0, account: 1 }
  const sources = await waystation.services.db.read('city_110105', scope, (tx) => tx.selectFrom('statement').select('source').distinct().orderBy('source').execute())
  assert.deepEqual(sources.map((row) => row.source), ['roster', 'self'])
  assert.ok((await list(hr)).every((row) => !row.sources.includes('spot')))
})
