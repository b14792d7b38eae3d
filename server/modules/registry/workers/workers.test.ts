import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startWaystation, type Person } from '../../../testing/waystation.ts'

const waystation = await startWaystation({ work: false })
const district = await waystation.as('district-officer')
const sanlitun = await waystation.as('township-officer')
const wangjing = await waystation.as('township-officer-other')
const grid = await waystation.as('grid-worker')
const hr = await waystation.as('company-hr')

type Row = { id: number; name: string; phone_masked: string; id_masked: string; outlet: string | null; engagements: number; state: string }

async function list(person: Person, query: string): Promise<Row[]> {
  const answer = await person.get(`/workers?${query}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body['items'] as unknown as Row[]
}

async function find(person: Person, search: string): Promise<Row | undefined> {
  return (await list(person, `search=${encodeURIComponent(search)}`))[0]
}

async function all(person: Person, query = ''): Promise<Row[]> {
  const rows: Row[] = []
  let after = ''
  do {
    const { body } = await person.get(`/workers?limit=50${query}${after}`)
    rows.push(...(body['items'] as unknown as Row[]))
    after = body['next'] === null ? '' : `&after=${String(body['next'])}`
  } while (after)
  return rows
}

test('a township officer pages through exactly the people who work in Sanlitun, each once, by name', async () => {
  const rows = await all(sanlitun)
  const ids = rows.map((row) => row.id)
  assert.equal(new Set(ids).size, ids.length)
  const here = await waystation.sql((tx) => tx.selectFrom('engagement').select('worker_id').distinct().where('until_on', 'is', null).where('place', '>=', 110105004000000).where('place', '<', 110105005000000).execute())
  assert.deepEqual(ids.toSorted((a, b) => a - b), here.map((row) => row.worker_id).toSorted((a, b) => a - b))
  const pinyin = await waystation.sql((tx) => tx.selectFrom('worker').select(['id', 'pinyin']).where('id', 'in', ids).execute())
  const byId = new Map(pinyin.map((row) => [row.id, row.pinyin]))
  const order = ids.map((id) => byId.get(id) ?? '')
  assert.deepEqual(order, order.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)))
})

test('the district sees everybody who is present, and its township filter gives what the township sees', async () => {
  const present = await waystation.sql((tx) => tx.selectFrom('worker').select(({ fn }) => fn.countAll<number>().as('n')).where('state', '=', 'present').executeTakeFirstOrThrow())
  assert.equal((await all(district)).length, present.n)
  assert.deepEqual((await all(district, '&place=110105004')).map((row) => row.id), (await all(sanlitun)).map((row) => row.id))
  assert.equal((await all(sanlitun, '&place=110105026')).length, 0)
})

test('a person of Wangjing who takes a second job in Sanlitun is in both lists, and the rest of Wangjing stays out of sight', async () => {
  const person = await onlyInWangjing()
  const [outlet] = (await sanlitun.get('/outlets?limit=1')).body['items'] as unknown as { id: number }[]
  const added = await district.post('/engagements', { worker_id: person.id, outlet_id: outlet?.id, kind: 'crowd' })
  assert.equal(added.status, 201, added.text)
  for (const officer of [sanlitun, wangjing, district]) assert.equal((await all(officer)).filter((row) => row.id === person.id).length, 1)
  assert.equal((await all(sanlitun)).find((row) => row.id === person.id)?.engagements, 1)
  assert.equal((await all(district)).find((row) => row.id === person.id)?.engagements, 2)
  const detail = await sanlitun.get(`/workers/${person.id}`)
  assert.deepEqual((detail.body['engagements'] as unknown as { outlet: { id: number } }[]).map((one) => one.outlet.id), [outlet?.id])
})

test('周小满 is found by name, part of the name, pinyin with and without spaces, initials, phone tail and full phone', async () => {
  const zhou = await find(sanlitun, '周小满')
  assert.ok(zhou)
  const phone = await waystation.sql(async (tx) => waystation.services.keyring.open((await tx.selectFrom('worker').select('phone').where('id', '=', zhou.id).executeTakeFirstOrThrow()).phone ?? Buffer.alloc(0)))
  for (const typed of ['小满', 'zhouxiaoman', 'zhou xiao man', 'ZhouXiao', 'zxm', phone.slice(-4), phone, `+86 ${phone.slice(0, 3)} ${phone.slice(3)}`]) {
    assert.ok((await list(sanlitun, `search=${encodeURIComponent(typed)}`)).some((row) => row.id === zhou.id), typed)
  }
})

test('a full document number finds its person by keyed hash, and an outlet its people', async () => {
  const zhou = await find(district, '周小满')
  assert.ok(zhou)
  const number = await waystation.sql(async (tx) => waystation.services.keyring.open((await tx.selectFrom('worker').select('id_number').where('id', '=', zhou.id).executeTakeFirstOrThrow()).id_number ?? Buffer.alloc(0)))
  assert.deepEqual((await list(district, `search=${number}`)).map((row) => row.id), [zhou.id])
  const atOutlet = await list(district, `search=${encodeURIComponent('工体站')}&limit=200`)
  assert.ok(atOutlet.length > 3 && atOutlet.some((row) => row.id === zhou.id))
})

test('% and _ in a search are letters', async () => {
  for (const typed of ['%', '_', '周%', '\\']) assert.deepEqual(await list(district, `search=${encodeURIComponent(typed)}`), [], typed)
})

test('lists show masked numbers only', async () => {
  const { text } = await sanlitun.get('/workers?limit=200')
  assert.doesNotMatch(text, /1[3-9]\d{9}|\d{17}[\dX]/)
  const zhou = await find(sanlitun, '周小满')
  assert.match(zhou?.phone_masked ?? '', /^\d{3}\*{4}\d{4}$/)
  assert.match(zhou?.id_masked ?? '', /^\d{4}\*{10}\d{3}[\dX]$/)
})

test('a grid worker of Sanlitun cannot read a worker of Wangjing, who answers like nobody at all', async () => {
  const foreign = await grid.get(`/workers/${(await onlyInWangjing()).id}`)
  const missing = await grid.get('/workers/999999')
  assert.equal(foreign.status, 404)
  assert.deepEqual({ ...foreign.body, instance: '' }, { ...missing.body, instance: '' })
})

test('an employer gets no worker at all: not in lists, not by id, not by row security', async () => {
  const zhou = await find(district, '周小满')
  for (const path of ['/workers', `/workers/${zhou?.id}`, '/workers/summary', `/workers/${zhou?.id}/disclosures`]) assert.equal((await hr.get(path)).status, 403, path)
  const seen = await waystation.services.db.read('city_110105', { places: [], companies: [1, 2, 3], outlets: [], stations: [], partners: [], worker: 0, account: 1 }, (tx) => tx.selectFrom('worker').select('id').execute())
  assert.deepEqual(seen, [])
})

test('周小满’s record shows three sources side by side, which one stands, and where they disagree', async () => {
  const zhou = await find(sanlitun, '周小满')
  const { body, headers } = await sanlitun.get(`/workers/${zhou?.id}`)
  assert.equal(headers.get('etag'), `"${String(body['revision'])}"`)
  const facts = (body['facts'] as unknown as { disagreements: number; facts: { field: string; agree: boolean; stands: string; values: { source: string; value: string | null }[] }[] }[]).find((one) => one.disagreements > 0)
  const kind = facts?.facts.find((one) => one.field === 'kind')
  assert.deepEqual(kind?.values.map((one) => [one.source, one.value]), [['spot', 'franchise'], ['roster', 'dispatch'], ['self', 'franchise']])
  assert.deepEqual([kind?.stands, kind?.agree], ['spot', false])
  assert.equal(body['account'], true)
})

test('reading a clear phone is recorded with its purpose, shown to 周小满, and needs a matter when the purpose is “other”', async () => {
  const zhou = await find(grid, '周小满')
  assert.ok(zhou)
  const refused = await grid.post(`/workers/${zhou.id}/disclosures`, { field: 'phone', purpose: 'other' })
  assert.equal(refused.status, 422)
  const read = await grid.post(`/workers/${zhou.id}/disclosures`, { field: 'phone', purpose: 'service-for-worker', matter: '居住证续办' })
  assert.equal(read.status, 201, read.text)
  assert.match(String(read.body['value']), /^1\d{10}$/)
  assert.equal(read.body['seconds'], 60)
  const mine = await (await waystation.as('worker-zhou-xiaoman')).get('/me/disclosures')
  const [last] = mine.body['items'] as unknown as { field: string; matter: string; reader: string }[]
  assert.deepEqual([last?.field, last?.matter], ['phone', '居住证续办'])
  assert.match(last?.reader ?? '', /丁海涛/)
  const officers = await sanlitun.get(`/workers/${zhou.id}/disclosures`)
  assert.equal((officers.body['items'] as unknown as unknown[]).length, (mine.body['items'] as unknown as unknown[]).length)
})

test('a grid worker registers somebody found on the spot; the same document found again is the same person', async () => {
  const outlet = (await grid.get('/outlets?limit=2')).body['items'] as unknown as { id: number }[]
  assert.ok(outlet[0])
  const person = { name: '韦永福', phone: '15400001234', id_number: '11010519491231002X', outlet_id: outlet[0].id, kind: 'franchise', post: '骑手' }
  const made = await grid.post('/workers', person)
  assert.equal(made.status, 201, made.text)
  assert.deepEqual([made.body['name'], made.body['id_masked'], made.body['state']], ['韦永福', '1101**********002X', 'present'])
  const twice = await grid.post('/workers', person)
  assert.equal(twice.status, 409)
  const again = await sanlitun.post('/workers', { ...person, outlet_id: (await otherOutlet(outlet[0].id)).id })
  assert.equal(again.status, 201, again.text)
  assert.equal(again.body['id'], made.body['id'])
  const otherName = await grid.post('/workers', { ...person, name: '韦永富', outlet_id: outlet[0].id })
  assert.equal(otherName.status, 409)
  const bad = await grid.post('/workers', { ...person, id_number: '110105194912310021' })
  assert.equal(bad.status, 400)
  assert.equal((bad.body['errors'] as unknown as { field: string }[])[0]?.field, 'id_number')
})

test('a double click registers nobody twice', async () => {
  const outlet = (await grid.get('/outlets?limit=1')).body['items'] as unknown as { id: number }[]
  const clicks = await Promise.all([1, 2, 3].map(() => grid.post('/workers', { name: '杨柳青', phone: '15400004321', outlet_id: outlet[0]?.id, kind: 'direct' })))
  assert.deepEqual(clicks.map((one) => one.status).toSorted((a, b) => a - b), [201, 409, 409])
  assert.equal((await list(grid, `search=${encodeURIComponent('杨柳青')}`)).length, 1)
})

/** Somebody who never worked anywhere else. */
async function onlyInWangjing(): Promise<Row> {
  const elsewhere = await waystation.sql((tx) => tx.selectFrom('engagement').select('worker_id').where((e) => e.or([e('place', '<', 110105026000000), e('place', '>=', 110105027000000)])).execute())
  const ids = new Set(elsewhere.map((row) => row.worker_id))
  const found = (await all(wangjing)).find((row) => !ids.has(row.id))
  assert.ok(found)
  return found
}

async function otherOutlet(not: number): Promise<{ id: number }> {
  const { body } = await sanlitun.get('/outlets?limit=50')
  const found = (body['items'] as unknown as { id: number }[]).find((one) => one.id !== not)
  assert.ok(found)
  return found
}

test('Wangjing no longer reads the phone of somebody who moved on to Sanlitun, though it knows they worked there', async () => {
  const person = await onlyInWangjing()
  const [outlet] = (await sanlitun.get('/outlets?limit=1')).body['items'] as unknown as { id: number }[]
  assert.equal((await wangjing.post(`/workers/${person.id}/disclosures`, { field: 'phone', purpose: 'service-for-worker' })).status, 201)
  const old = (await wangjing.get(`/workers/${person.id}`)).body['engagements'] as unknown as { id: number; until: string | null }[]
  for (const one of old.filter((each) => each.until === null)) await wangjing.post(`/engagements/${one.id}/end`, {})
  assert.equal((await district.post('/engagements', { worker_id: person.id, outlet_id: outlet?.id, kind: 'crowd' })).status, 201)
  assert.equal((await wangjing.get(`/workers/${person.id}`)).status, 200)
  assert.equal((await wangjing.post(`/workers/${person.id}/disclosures`, { field: 'phone', purpose: 'service-for-worker' })).status, 422)
  assert.equal((await sanlitun.post(`/workers/${person.id}/disclosures`, { field: 'phone', purpose: 'service-for-worker' })).status, 201)
})
