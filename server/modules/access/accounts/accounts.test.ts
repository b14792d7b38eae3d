import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startWaystation, type Person } from '../../../testing/waystation.ts'

const waystation = await startWaystation({ work: false })
const administrator = await waystation.as('administrator')
const district = await waystation.as('district-officer')
const officer = await waystation.as('township-officer')
const other = await waystation.as('township-officer-other')
const hr = await waystation.as('company-hr')

type Grant = { id: number; role: string; place: number | null; company_id: number | null; outlet_id: number | null; target_name: string; in_force: boolean }
type Account = { id: number; name: string; login: string; status: string; grants: Grant[]; revision: number }

const me = async (person: Person) => (await person.get('/me')).body as { account: number; grants: Grant[] }
const place = async (person: Person) => (await me(person)).grants[0]?.place ?? 0
const townshipPlace = await place(officer)
const otherPlace = await place(other)
const communityOf = async (township: number) => ((await waystation.stranger.get(`/places?parent=${township}`)).body['items'] as { code: number }[])[0]?.code ?? 0
const [community, otherCommunity] = [await communityOf(townshipPlace), await communityOf(otherPlace)]
const company = (await me(hr)).grants[0]?.company_id ?? 0

let number = 0
async function add(by: Person, grant: Record<string, unknown>) {
  number += 1
  return by.post('/accounts', { name: `同事${number}`, title: '测试', login: `colleague${number}`, grant })
}
const accountOf = (answer: { body: Record<string, unknown> }) => answer.body['account'] as Account

describe('handing on roles', () => {
  it('a township officer adds a grid worker in their township, who appears in the list with what they hold', async () => {
    const added = await add(officer, { role: 'grid_worker', place: community })
    equal(added.status, 201, added.text)
    const account = accountOf(added)
    deepEqual(account.grants.map(({ role, place: over, in_force: inForce }) => ({ role, over, inForce })), [{ role: 'grid_worker', over: community, inForce: true }])
    ok(account.grants[0]?.target_name)
    const { body } = await officer.get(`/accounts?search=${account.login}`)
    deepEqual((body['items'] as Account[]).map(({ id }) => id), [account.id])
  })

  it('not in another township, not above their own role, and not to a company', async () => {
    equal((await add(officer, { role: 'grid_worker', place: otherCommunity })).status, 404)
    equal((await add(officer, { role: 'township_officer', place: townshipPlace })).status, 403)
    equal((await add(officer, { role: 'district_officer', place: 110105000000000 })).status, 404)
    equal((await add(officer, { role: 'administrator', place: community })).status, 403)
    equal((await add(officer, { role: 'company_hr', company_id: company })).status, 404)
    equal((await add(district, { role: 'district_officer', place: 110105000000000 })).status, 403)
    equal((await add(hr, { role: 'outlet_manager', outlet_id: 1 })).status, 403)
    equal((await add(await waystation.as('worker-shi-lei'), { role: 'grid_worker', place: community })).status, 403)
  })

  it('a district officer gives a company its HR; the account is in the district’s reach, not in every township’s', async () => {
    const added = await add(district, { role: 'company_hr', company_id: company })
    equal(added.status, 201, added.text)
    const { id, login } = accountOf(added)
    const seen = async (person: Person) => ((await person.get(`/accounts?search=${login}`)).body['items'] as Account[]).some((one) => one.id === id)
    deepEqual([await seen(district), await seen(officer)], [true, false])
    equal((await officer.patch(`/accounts/${id}`, { name: '越界' })).status, 404)
    equal((await add(district, { role: 'company_hr', company_id: 999_999 })).status, 404)
  })

  it('a role is over exactly the kind of thing it is for, from today on', async () => {
    equal((await add(district, { role: 'company_hr', place: community })).status, 400)
    equal((await add(district, { role: 'grid_worker', place: community, company_id: company })).status, 400)
    equal((await add(district, { role: 'grid_worker', place: community, from: '2020-01-01' })).status, 422)
    equal((await add(district, { role: 'grid_worker', place: community, from: '2030-02-01', until: '2030-01-01' })).status, 422)
    equal((await add(administrator, { role: 'company_program', company_id: company })).status, 422)
    equal((await add(district, { role: 'grid_worker', place: 110105_999 })).status, 404)
  })

  it('nobody grants themselves anything: who runs the accounts does not let themselves in to the people', async () => {
    const { account } = await me(administrator)
    equal((await administrator.post(`/accounts/${account}/grants`, { role: 'district_officer', place: 110105 })).status, 403)
    equal((await administrator.get('/workers')).status, 403)
  })

  it('a login is given once', async () => {
    const first = await add(district, { role: 'grid_worker', place: community })
    const again = await district.post('/accounts', { name: '同名', title: '', login: accountOf(first).login, grant: { role: 'grid_worker', place: community } })
    equal(again.status, 409)
  })
})

describe('managing accounts', () => {
  it('renaming asks for the revision that was seen', async () => {
    const { id, revision } = accountOf(await add(officer, { role: 'grid_worker', place: community }))
    equal((await officer.patch(`/accounts/${id}`, { title: '网格员' }, { 'if-match': `"${revision}"` })).body['title'], '网格员')
    equal((await officer.patch(`/accounts/${id}`, { title: '又改' }, { 'if-match': `"${revision}"` })).status, 412)
  })

  it('an officer of one township neither sees nor changes the staff of another', async () => {
    const { id, login, grants } = accountOf(await add(other, { role: 'grid_worker', place: otherCommunity }))
    deepEqual((await officer.get(`/accounts?search=${login}`)).body['items'], [])
    for (const answer of [await officer.patch(`/accounts/${id}`, { name: '越界' }), await officer.post(`/accounts/${id}/invitations`), await officer.post(`/accounts/${id}/grants`, { role: 'grid_worker', place: community }), await officer.delete(`/accounts/${id}/grants/${grants[0]?.id ?? 0}`)]) {
      equal(answer.status, 404)
    }
  })

  it('a township cannot take over the account of a district officer who also helps out in its grid', async () => {
    const { id } = accountOf(await add(administrator, { role: 'district_officer', place: 110105 }))
    equal((await administrator.post(`/accounts/${id}/grants`, { role: 'grid_worker', place: community })).status, 201)
    equal((await officer.post(`/accounts/${id}/invitations`)).status, 403)
    equal((await officer.patch(`/accounts/${id}`, { status: 'suspended' })).status, 403)
    // What is theirs to hand on is theirs to take back.
    const seen = ((await officer.get('/accounts?role=grid_worker&limit=200')).body['items'] as Account[]).find((one) => one.id === id)
    deepEqual(seen?.grants.map(({ role }) => role), ['grid_worker'])
    equal((await officer.delete(`/accounts/${id}/grants/${seen?.grants[0]?.id ?? 0}`)).status, 204)
  })

  it('pages through all staff in order, each once', async () => {
    const all: Account[] = []
    for (let after = ''; ; ) {
      const page = await district.get(`/accounts?limit=20${after && `&after=${after}`}`)
      all.push(...(page.body['items'] as Account[]))
      after = String(page.body['next'] ?? '')
      if (!after) break
    }
    equal(new Set(all.map(({ id }) => id)).size, all.length)
    ok(all.length > 30)
    ok(!all.some((one) => one.login === null && one.name === ''))
  })
})

describe('a company’s program', () => {
  it('gets a token that is shown once, sends with it, and is out as soon as the company ends it', async () => {
    const added = await hr.post('/programs', { company_id: company, name: '考勤系统' })
    equal(added.status, 201, added.text)
    const program = waystation.stranger
    const as = { authorization: `Bearer ${String(added.body['token'])}` }
    const self = await program.get('/me', as)
    deepEqual([self.body['kind'], self.body['verbs']], ['program', ['company.read', 'outlet.read', 'roster.read', 'roster.upload', 'roster.apply']])
    const listed = (await hr.get('/programs')).body['items'] as { id: number; name: string }[]
    ok(listed.some(({ id, name }) => id === added.body['id'] && name === '考勤系统'))
    ok(!JSON.stringify(listed).includes(String(added.body['token'])))
    const parcel = await waystation.as('company-hr-parcel')
    deepEqual((await parcel.get('/programs')).body['items'], [])
    equal((await parcel.delete(`/programs/${Number(added.body['id'])}`)).status, 404)
    equal((await parcel.post('/programs', { company_id: company, name: '越界' })).status, 404)
    equal((await hr.delete(`/programs/${Number(added.body['id'])}`)).status, 204)
    equal((await program.get('/me', as)).status, 401)
  })
})
