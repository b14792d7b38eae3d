import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startWaystation } from '../../../testing/waystation.ts'

const waystation = await startWaystation({ work: false })
const sanlitun = await waystation.as('township-officer')
const hr = await waystation.as('company-hr')
const zhou = await waystation.as('worker-zhou-xiaoman')
const shiLei = await waystation.as('worker-shi-lei')

type Engagement = { id: number; worker_id: number; outlet: { id: number; name: string }; standing: string; until: string | null; sources: string[]; kind: string }

async function mine(person: typeof zhou): Promise<Engagement[]> {
  const answer = await person.get('/me/engagements')
  assert.equal(answer.status, 200, answer.text)
  return answer.body['items'] as unknown as Engagement[]
}

async function freshOutlet(not: readonly number[]): Promise<{ id: number; name: string }> {
  const found = ((await sanlitun.get('/outlets?limit=200')).body['items'] as unknown as { id: number; name: string }[]).find((one) => !not.includes(one.id))
  assert.ok(found)
  return found
}

test('周小满 reads all his engagements, past ones too, with what each source says', async () => {
  const items = await mine(zhou)
  assert.ok(items.length >= 5)
  const { body } = await zhou.get('/me/engagements')
  const facts = body['facts'] as unknown as { disagreements: number }[]
  assert.ok(facts.some((one) => one.disagreements === 2))
  assert.equal((await zhou.get(`/workers/${items[0]?.worker_id}`)).status, 403)
})

test('石磊 scans a poster and says “I work here”: declared, in the queue, until the grid worker or the company confirms', async () => {
  const own = await mine(shiLei)
  const outlet = await freshOutlet(own.map((one) => one.outlet.id))
  const poster = await sanlitun.post(`/outlets/${outlet.id}/posters`)
  assert.equal(poster.status, 201, poster.text)
  const code = String(poster.body['code'])
  assert.match(code, /^[A-HJ-NP-Z2-9]{10}$/)
  assert.ok(String(poster.body['href']).includes(`/i/${code}`))
  const seen = await waystation.stranger.get(`/posters/${code.toLowerCase()}`)
  assert.deepEqual([seen.status, seen.body['outlet']], [200, outlet.name])
  const said = await shiLei.post('/me/engagements', { poster: code, kind: 'crowd', post: '骑手', hired_on: '2026-11-01' })
  assert.equal(said.status, 201, said.text)
  assert.deepEqual([said.body['standing'], said.body['sources'], said.body['since']], ['self-declared', ['self'], '2026-11-01'])
  assert.equal((await shiLei.post('/me/engagements', { poster: code })).status, 409)
  const waiting = (await sanlitun.get('/queue?kind=self-declared')).body['items'] as unknown as { key: string }[]
  assert.ok(waiting.some((one) => one.key === `self-declared:${outlet.id}`))
  const yes = await sanlitun.post(`/engagements/${String(said.body['id'])}/confirmation`, { confirmed: true })
  assert.equal(yes.body['standing'], 'confirmed')
  assert.equal((await mine(shiLei)).length, own.length + 1)
})

test('a poster that was taken down stands for nothing', async () => {
  const outlet = await freshOutlet((await mine(zhou)).map((one) => one.outlet.id))
  const code = String((await sanlitun.post(`/outlets/${outlet.id}/posters`)).body['code'])
  assert.equal((await hr.delete(`/posters/${code}`)).status, (await hr.get(`/outlets/${outlet.id}`)).status === 404 ? 404 : 204)
  assert.equal((await sanlitun.delete(`/posters/${code}`)).status, 204)
  assert.equal((await waystation.stranger.get(`/posters/${code}`)).status, 404)
  assert.equal((await zhou.post('/me/engagements', { poster: code })).status, 422)
})

test('“is this right?”: what a worker says stands beside the roster, and does not overrule it', async () => {
  const [engagement] = await mine(await waystation.as('worker-luo-changhe'))
  const luo = await waystation.as('worker-luo-changhe')
  assert.ok(engagement)
  const changed = await luo.put(`/me/engagements/${engagement.id}/statement`, { kind: 'direct' })
  assert.equal(changed.status, 200, changed.text)
  assert.equal(changed.body['kind'], engagement.kind)
  assert.ok((changed.body['sources'] as unknown as string[]).includes('self'))
  const facts = ((await luo.get('/me/engagements')).body['facts'] as unknown as { engagement_id: number; disagreements: number }[]).find((one) => one.engagement_id === engagement.id)
  assert.equal(facts?.disagreements, engagement.kind === 'direct' ? 0 : 1)
  assert.equal((await zhou.put(`/me/engagements/${engagement.id}/statement`, { kind: 'direct' })).status, 404)
  assert.equal((await luo.put(`/me/engagements/${engagement.id}/statement`, { hired_on: '2099-01-01' })).status, 400)
})

test('“I no longer work here” ends it, once, and is his own only', async () => {
  const engagement = (await mine(zhou)).find((one) => one.until === null)
  assert.ok(engagement)
  assert.equal((await shiLei.post(`/me/engagements/${engagement.id}/end`, {})).status, 404)
  const ended = await zhou.post(`/me/engagements/${engagement.id}/end`, {})
  assert.deepEqual([ended.status, ended.body['ended_by']], [200, 'worker'])
  assert.equal((await zhou.post(`/me/engagements/${engagement.id}/end`, {})).status, 409)
})

test('罗长河 takes everything along: his record, each source’s words, the rosters that named him', async () => {
  const luo = await waystation.as('worker-luo-changhe')
  const answer = await luo.get('/me/export?format=json')
  const all = JSON.parse(answer.text) as Record<string, Record<string, unknown>[]>
  assert.equal(all['worker']?.[0]?.['name'], '罗长河')
  assert.match(String(all['worker']?.[0]?.['phone']), /^1\d{10}$/)
  assert.ok((all['engagements']?.length ?? 0) > 0)
  assert.ok(all['statements']?.some((one) => one['source'] === 'roster') && all['statements'].some((one) => one['source'] === 'self'))
  assert.ok((all['rosters']?.length ?? 0) > 0)
})

test('田秀兰 leaves: her spells end and name nobody, and the counts of her outlet stay right', async () => {
  const tian = await waystation.as('worker-tian-xiulan')
  const [engagement] = await mine(tian)
  assert.ok(engagement)
  const district = await waystation.as('district-officer')
  const before = Number((await district.get(`/outlets/${engagement.outlet.id}`)).body['workers'])
  assert.equal((await tian.post('/me/departure', { confirm: 'leave' })).status, 204)
  assert.equal(Number((await district.get(`/outlets/${engagement.outlet.id}`)).body['workers']), before - 1)
  const row = await waystation.sql((tx) => tx.selectFrom('engagement').innerJoin('worker', 'worker.id', 'engagement.worker_id').select(['worker.state', 'worker.name', 'worker.phone_hash', 'engagement.until_on', 'engagement.ended_by']).where('engagement.id', '=', engagement.id).executeTakeFirstOrThrow())
  assert.deepEqual([row.state, row.name, row.phone_hash, row.ended_by], ['left', null, null, 'worker'])
  assert.equal((await district.get(`/workers?search=${encodeURIComponent('田秀兰')}`)).body['items']?.toString(), '')
})
