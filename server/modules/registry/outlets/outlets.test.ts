import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startWaystation, type Person } from '../../../testing/waystation.ts'

const waystation = await startWaystation({ work: false })
const district = await waystation.as('district-officer')
const sanlitun = await waystation.as('township-officer')
const grid = await waystation.as('grid-worker')
const hr = await waystation.as('company-hr')
const manager = await waystation.as('outlet-manager')

type Outlet = { id: number; name: string; place: number; workers: number; company: { id: number }; freshness: { state: string }; last_checked_on: string | null; revision: number; position: { lon: number; lat: number } | null }

async function list(person: Person, query = ''): Promise<Outlet[]> {
  const answer = await person.get(`/outlets?limit=200&${query}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body['items'] as unknown as Outlet[]
}

test('each sees the outlets in reach: the district all, a township its own, HR its company’s, a manager one', async () => {
  const everywhere = await list(district)
  assert.equal(everywhere.length, 20)
  const here = await list(sanlitun)
  assert.ok(here.length > 0 && here.every((one) => one.place >= 110105004000000 && one.place < 110105005000000))
  assert.equal(new Set((await list(hr)).map((one) => one.company.id)).size, 1)
  assert.equal((await list(manager)).length, 1)
  const foreign = everywhere.find((one) => !here.some((own) => own.id === one.id))
  assert.equal((await sanlitun.get(`/outlets/${foreign?.id}`)).status, 404)
})

test('sorted by people, by name, by lateness or by the last check, every page goes on where the last ended', async () => {
  for (const sort of ['workers', 'name', 'late', 'checked']) {
    const whole = (await list(district, `sort=${sort}`)).map((one) => one.id)
    const paged: number[] = []
    let after = ''
    do {
      const { body } = await district.get(`/outlets?sort=${sort}&limit=3${after}`)
      paged.push(...(body['items'] as unknown as Outlet[]).map((one) => one.id))
      after = body['next'] === null ? '' : `&after=${String(body['next'])}`
    } while (after)
    assert.deepEqual(paged, whole, sort)
  }
  const byPeople = (await list(district)).map((one) => one.workers)
  assert.deepEqual(byPeople, byPeople.toSorted((a, b) => b - a))
})

test('the summary counts what the filters show', async () => {
  const { body } = await district.get('/outlets/summary')
  assert.equal(body['outlets'], (await list(district)).length)
  assert.equal(body['late'], (await list(district, 'freshness=late')).length)
  assert.equal(body['never'], (await list(district, 'freshness=never')).length)
  assert.equal(body['unchecked_30_days'], (await list(district, 'unchecked_days=30')).length)
})

test('a position read off a Chinese map (GCJ-02) is kept as WGS 84', async () => {
  const [company] = (await district.get('/companies?kind=platform&limit=1')).body['items'] as unknown as { id: number }[]
  const made = await sanlitun.post('/outlets', { company_id: company?.id, name: '太古里临时点', kind: 'delivery-station', place: 110105004033, position: { lon: 116.4600, lat: 39.9400 }, datum: 'gcj02', manager_name: '龙正明', manager_phone: '15400009999' })
  assert.equal(made.status, 201, made.text)
  const { lon, lat } = made.body['position'] as unknown as { lon: number; lat: number }
  // In Beijing GCJ-02 lies some 500 m to the north-east of WGS 84.
  assert.ok(lon < 116.4600 - 0.004 && lon > 116.4600 - 0.008 && lat < 39.9400 - 0.0008 && lat > 39.9400 - 0.003, `${lon} ${lat}`)
  assert.equal(made.body['manager_phone_masked'], '154****9999')
  const again = await sanlitun.post('/outlets', { company_id: company?.id, name: '太古里临时 站点'.replace('站点', '点'), kind: 'delivery-station', place: 110105004033 })
  assert.equal(again.status, 409, again.text)
  const outside = await sanlitun.post('/outlets', { company_id: company?.id, name: '望京新点', kind: 'delivery-station', place: 110105026 })
  assert.equal(outside.status, 400)
})

test('company HR opens an outlet for its own company only', async () => {
  const [own] = (await hr.get('/companies')).body['items'] as unknown as { id: number }[]
  const other = ((await district.get('/companies?limit=200')).body['items'] as unknown as { id: number }[]).find((one) => one.id !== own?.id)
  assert.equal((await hr.post('/outlets', { company_id: own?.id, name: '双井新站', kind: 'delivery-station', place: 110105 })).status, 201)
  assert.equal((await hr.post('/outlets', { company_id: other?.id, name: '双井新站', kind: 'delivery-station', place: 110105 })).status, 400)
})

test('an outlet that moves to Wangjing takes its people along, and they leave the reach of Sanlitun', async () => {
  const outlet = (await list(sanlitun)).find((one) => one.workers > 5)
  assert.ok(outlet)
  const people = await waystation.sql((tx) => tx.selectFrom('engagement').select('worker_id').where('outlet_id', '=', outlet.id).where('until_on', 'is', null).execute())
  const moved = await district.patch(`/outlets/${outlet.id}`, { place: 110105026 }, { 'if-match': `"${outlet.revision}"` })
  assert.equal(moved.status, 200, moved.text)
  const places = await waystation.sql((tx) => tx.selectFrom('engagement').select('place').distinct().where('outlet_id', '=', outlet.id).execute())
  assert.deepEqual(places.map((row) => row.place), [110105026000000])
  assert.equal((await sanlitun.get(`/outlets/${outlet.id}`)).status, 404)
  const wrong = await waystation.sql((tx) => tx.selectFrom('engagement').innerJoin('worker', 'worker.id', 'engagement.worker_id').select('engagement.id')
    .where('engagement.worker_id', 'in', people.map((row) => row.worker_id)).where('until_on', 'is', null).whereRef('engagement.place', '<>', 'worker.place').where('elsewhere', '=', false).execute())
  assert.deepEqual(wrong, [])
})

test('an outlet that closes ends who was there; whoever has no other job is away', async () => {
  const outlet = (await list(sanlitun)).find((one) => one.workers > 3)
  assert.ok(outlet)
  const today = Temporal.Now.plainDateISO('Asia/Shanghai')
  assert.equal((await sanlitun.patch(`/outlets/${outlet.id}`, { closed_on: today.add({ days: 1 }).toString() })).status, 400)
  const people = await waystation.sql((tx) => tx.selectFrom('engagement').select('worker_id').where('outlet_id', '=', outlet.id).where('until_on', 'is', null).execute())
  const closed = await sanlitun.patch(`/outlets/${outlet.id}`, { closed_on: today.toString() })
  assert.equal(closed.status, 200, closed.text)
  const open = await waystation.sql((tx) => tx.selectFrom('engagement').select('id').where('outlet_id', '=', outlet.id).where('until_on', 'is', null).execute())
  assert.deepEqual(open, [])
  const states = await waystation.sql((tx) => tx.selectFrom('worker').select(['id', 'state']).where('id', 'in', people.map((row) => row.worker_id)).execute())
  const still = await waystation.sql((tx) => tx.selectFrom('engagement').select('worker_id').where('until_on', 'is', null).where('worker_id', 'in', people.map((row) => row.worker_id)).execute())
  for (const { id, state } of states) assert.equal(state, still.some((row) => row.worker_id === id) ? 'present' : 'away')
  assert.ok(!(await list(sanlitun)).some((one) => one.id === outlet.id))
  assert.ok((await list(sanlitun, 'closed=true')).some((one) => one.id === outlet.id))
})

test('a grid worker checks an outlet: who is here is confirmed, who is missing is in dispute, who is on no list is registered', async () => {
  const [outlet] = await list(grid)
  assert.ok(outlet)
  const people = (await grid.get(`/outlets/${outlet.id}/people`)).body['items'] as unknown as { engagement_id: number; name: string; standing: string }[]
  assert.ok(people.length > 3)
  const missing = people[1]
  const findings = people.map((one) => ({ engagement_id: one.engagement_id, here: one !== missing }))
  const check = await grid.post(`/outlets/${outlet.id}/checks`, { findings, unlisted: [{ name: '滕玉珍', phone: '15400007777' }, { name: people[0]?.name ?? '' }], note: '午高峰前' })
  assert.equal(check.status, 201, check.text)
  assert.deepEqual([check.body['seen'], check.body['missing'], check.body['unlisted']], [people.length - 1, 1, 1])
  const after = (await grid.get(`/outlets/${outlet.id}/people`)).body['items'] as unknown as { engagement_id: number; name: string; standing: string }[]
  assert.equal(after.find((one) => one.engagement_id === missing?.engagement_id)?.standing, 'disputed')
  assert.ok(after.filter((one) => one.engagement_id !== missing?.engagement_id).every((one) => one.standing === 'confirmed'))
  assert.ok(after.some((one) => one.name === '滕玉珍'))
  assert.equal(after.length, people.length + 1)
  const today = Temporal.Now.plainDateISO('Asia/Shanghai').toString()
  assert.equal((await grid.get(`/outlets/${outlet.id}`)).body['last_checked_on'], today)
  const [latest] = (await grid.get(`/outlets/${outlet.id}/checks`)).body['items'] as unknown as { checked_by: string; note: string }[]
  assert.deepEqual([latest?.checked_by, latest?.note], ['丁海涛', '午高峰前'])

  const strange = await grid.post(`/outlets/${outlet.id}/checks`, { findings: [{ engagement_id: 999999, here: true }] })
  assert.equal(strange.status, 400)
  const hrTries = await hr.post(`/outlets/${outlet.id}/checks`, { findings: [] })
  assert.equal(hrTries.status, 403)
})
