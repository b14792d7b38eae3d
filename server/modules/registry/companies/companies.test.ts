import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { creditCode } from '../../../../simulator/people/identifiers.ts'
import { startWaystation, type Person } from '../../../testing/waystation.ts'

const waystation = await startWaystation({ work: false })
const district = await waystation.as('district-officer')
const sanlitun = await waystation.as('township-officer')
const hr = await waystation.as('company-hr')
const manager = await waystation.as('outlet-manager')

type Company = { id: number; short_name: string; revision: number; outlets: number; workers: number; freshness: { state: string; due_at: string | null }; mix: Record<string, number> }

async function list(person: Person, query = ''): Promise<Company[]> {
  const answer = await person.get(`/companies?${query}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body['items'] as unknown as Company[]
}

const firm = { name: '北京星岸同城信息有限公司', short_name: '星岸同城', credit_code: creditCode(110105, 201), kind: 'platform', trade: 'food-delivery', place: 110105, contact_name: '何建国', contact_phone: '154 0000 1111', cadence_days: 1, due_time: '17:30' }

test('the district adds a company; its credit code is checked and its contact’s phone masked', async () => {
  const wrong = await district.post('/companies', { ...firm, credit_code: `${firm.credit_code.slice(0, 17)}${firm.credit_code.endsWith('1') ? '2' : '1'}` })
  assert.equal(wrong.status, 400)
  assert.equal((wrong.body['errors'] as unknown as { field: string }[])[0]?.field, 'credit_code')
  const made = await district.post('/companies', firm)
  assert.equal(made.status, 201, made.text)
  assert.deepEqual([made.body['contact_phone_masked'], made.body['place'], made.body['credit_code']], ['154****1111', 110105000000000, firm.credit_code])
  assert.deepEqual((made.body['freshness'] as unknown as { state: string }).state, 'never')
  assert.equal((await district.post('/companies', firm)).status, 409)
  assert.equal((await district.post('/companies', { ...firm, credit_code: creditCode(110105, 202), trade: 'nonsense' })).status, 400)
  assert.equal((await district.post('/companies', { ...firm, credit_code: creditCode(110105, 202), place: 110108 })).status, 400)
})

test('with an Idempotency-Key a company is added once, whoever is impatient', async () => {
  const body = { ...firm, credit_code: creditCode(110105, 203), short_name: '星岸二号' }
  const key = { 'idempotency-key': 'click-click-1' }
  const [first, second] = [await district.post('/companies', body, key), await district.post('/companies', body, key)]
  assert.deepEqual([first.status, second.status], [201, 201])
  assert.equal(first.body['id'], second.body['id'])
  const { request_hash: kept } = await waystation.sql((tx) => tx.selectFrom('idempotency_key').select('request_hash').where('key', '=', 'click-click-1').executeTakeFirstOrThrow())
  const guess = createHash('sha256').update(`POST /api/v1/110105/companies\n${JSON.stringify(body)}`).digest()
  assert.equal(guess.equals(kept), false, 'what was sent cannot be tried out')
})

test('a township sees companies through their outlets there, with its own people counted', async () => {
  const here = await list(sanlitun)
  const everywhere = new Map((await list(district)).map((one) => [one.id, one]))
  assert.ok(here.length > 0)
  for (const one of here) {
    const whole = everywhere.get(one.id)
    assert.ok(whole && one.workers <= whole.workers && one.outlets <= whole.outlets)
    assert.equal(one.workers, Object.values(one.mix).reduce((sum, n) => sum + n, 0))
  }
  assert.ok(here.every((one) => one.outlets > 0))
})

test('company HR sees its company and no other; an outlet manager the company of the outlet', async () => {
  assert.equal((await list(hr)).length, 1)
  const [own] = await list(hr)
  const other = (await list(district)).find((one) => one.id !== own?.id)
  assert.equal((await hr.get(`/companies/${other?.id}`)).status, 404)
  assert.equal((await list(manager)).length, 1)
})

test('the late one is first when sorted by lateness, and alone when filtered', async () => {
  const [first] = await list(district, 'sort=late')
  assert.ok(first)
  const late = await list(district, 'freshness=late')
  assert.ok(late.length > 0 && late.every((one) => one.freshness.state === 'late'))
  assert.ok(late.some((one) => one.id === first.id) || first.freshness.state === 'never')
  const paged: number[] = []
  let after = ''
  do {
    const { body } = await district.get(`/companies?sort=late&limit=2${after}`)
    paged.push(...(body['items'] as unknown as Company[]).map((one) => one.id))
    after = body['next'] === null ? '' : `&after=${String(body['next'])}`
  } while (after)
  assert.deepEqual(paged, (await list(district, 'sort=late')).map((one) => one.id))
})

test('search takes short name, pinyin and initials', async () => {
  for (const typed of ['青雀', 'qingque', 'qqdj']) assert.ok((await list(district, `search=${encodeURIComponent(typed)}`)).some((one) => one.short_name.startsWith('青雀到家')), typed)
})

test('two officers change one company: the second is told to look again', async () => {
  const [company] = await list(district, `search=${encodeURIComponent('星岸同城')}`)
  assert.ok(company)
  const match = { 'if-match': `"${company.revision}"` }
  const first = await district.patch(`/companies/${company.id}`, { due_time: '12:00' }, match)
  assert.equal(first.status, 200, first.text)
  assert.equal((await district.patch(`/companies/${company.id}`, { due_time: '13:00' }, match)).status, 412)
})

test('a township officer reads a company that answers to the district, and does not change it', async () => {
  const [company] = await list(sanlitun)
  assert.equal((await sanlitun.get(`/companies/${company?.id}`)).status, 200)
  assert.equal((await sanlitun.patch(`/companies/${company?.id}`, { cadence_days: 30 })).status, 403)
})

test('a closed company owes nothing, leaves the list and is found by name', async () => {
  const [company] = await list(district, `search=${encodeURIComponent('星岸二号')}`)
  assert.ok(company)
  const closed = await district.patch(`/companies/${company.id}`, { closed_on: Temporal.Now.plainDateISO('Asia/Shanghai').toString() })
  assert.equal(closed.status, 200, closed.text)
  assert.equal((closed.body['freshness'] as unknown as { state: string }).state, 'not-asked')
  assert.ok(!(await list(district)).some((one) => one.id === company.id))
  assert.ok((await list(district, `search=${encodeURIComponent('星岸二号')}`)).some((one) => one.id === company.id))
})

test('the classification is public, and its disputed boundary is edited by the district', async () => {
  const { body } = await waystation.stranger.get('/trades')
  const trades = body['items'] as unknown as { code: string; revision: number }[]
  const trade = trades.find((one) => one.code === 'instant-retail')
  assert.ok(trade)
  const changed = await district.put('/trades/instant-retail', { name: '即时零售', name_en: 'Instant retail', note: '跑腿不算' }, { 'if-match': `"${trade.revision}"` })
  assert.equal(changed.status, 200, changed.text)
  assert.equal(changed.body['note'], '跑腿不算')
  assert.equal((await sanlitun.put('/trades/instant-retail', { name: 'x', name_en: 'x' })).status, 403)
  const added = await district.put('/trades/errand-running', { name: '跑腿', name_en: 'Errands' })
  assert.equal(added.status, 200, added.text)
  const retired = await district.put('/trades/errand-running', { name: '跑腿', name_en: 'Errands', retired: true })
  assert.ok(retired.body['retired_on'])
  assert.equal((await district.post('/brands', { name: '快腿', trade: 'errand-running' })).status, 400)
  assert.equal((await district.post('/brands', { name: '快腿', trade: 'instant-retail' })).status, 201)
  assert.equal((await district.post('/brands', { name: '快腿', trade: 'instant-retail' })).status, 409)
})

test('somebody keeps filters for themself, without the names they searched for', async () => {
  const saved = await sanlitun.post('/filters', { list: 'workers', name: '众包', query: { kind: 'crowd', search: '周小满' } })
  assert.equal(saved.status, 201, saved.text)
  assert.deepEqual(saved.body['query'], { kind: 'crowd' })
  assert.equal(((await sanlitun.get('/filters?list=workers')).body['items'] as unknown as unknown[]).length, 1)
  assert.equal(((await district.get('/filters?list=workers')).body['items'] as unknown as unknown[]).length, 0)
  assert.equal((await district.delete(`/filters/${String(saved.body['id'])}`)).status, 404)
  assert.equal((await sanlitun.delete(`/filters/${String(saved.body['id'])}`)).status, 204)
})
