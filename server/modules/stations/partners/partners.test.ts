// Partners: who adds and changes which, and what of them is whose to know.

import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { creditCode } from '../../../../simulator/people/identifiers.ts'
import { noScope } from '../../../platform/database/scope.ts'
import { startWaystation } from '../../../testing/waystation.ts'
import { addPartner, addStation, sanlitun, staff, zuojiazhuang } from '../testing/network-scene.ts'

const waystation = await startWaystation({ work: false, clock: () => Temporal.Instant.from('2026-11-27T10:00:00+08:00') })
const officer = await staff(waystation, { role: 'township_officer', place: sanlitun })
const neighbour = await staff(waystation, { role: 'township_officer', place: zuojiazhuang })

const phone = '15400001234'
const union = { name: '北京市朝阳区三里屯街道总工会', short_name: '三里屯总工会', kind: 'union', credit_code: creditCode(110105, 901), place: sanlitun, contact_name: '何建国', contact_phone: '154 0000 1234' }
const added = await officer.post('/partners', union)
const { id } = added.body as unknown as { id: number }

const partnerEvents = (subject: number) => waystation.sql((tx) => tx.selectFrom('event').select(['kind', 'data', 'place']).where('kind', 'like', 'partner.%').where('subject', '=', subject).orderBy('id').execute())

describe('a new partner', () => {
  it('has a checked credit code, a name one can type, and a phone that nobody reads in the table', async () => {
    equal(added.status, 201, added.text)
    deepEqual([added.body['credit_code'], added.body['contact_phone_masked'], added.body['stations'], added.body['closed_on']], [union.credit_code, '154****1234', 0, null])
    equal(added.text.includes(phone), false)
    const row = await waystation.sql((tx) => tx.selectFrom('partner').selectAll().where('id', '=', id).executeTakeFirstOrThrow())
    deepEqual([row.pinyin, row.initials, row.contact_tail], ['san li tun zong gong hui', 'sltzgh', '1234'])
    equal(row.contact_phone?.includes(phone), false)
    const events = await partnerEvents(id)
    deepEqual(events.map((one) => [one.kind, one.place]), [['partner.added', sanlitun]])
    ok(!JSON.stringify(events).includes('何建国'))
  })

  it('is refused with the field named', async () => {
    const field = async (body: object) => ((await officer.post('/partners', { ...union, credit_code: creditCode(110105, 902), ...body })).body['errors'] as { field: string }[] | undefined)?.map((one) => one.field)
    deepEqual(await field({ credit_code: `${union.credit_code.slice(0, 17)}${union.credit_code.endsWith('0') ? '1' : '0'}` }), ['credit_code'])
    deepEqual(await field({ contact_phone: '12345' }), ['contact_phone'])
    deepEqual(await field({ place: zuojiazhuang }), ['place'])
    const again = await officer.post('/partners', { ...union, name: '又一个' })
    deepEqual([again.status, String(again.body['type']).endsWith('already-exists')], [409, true])
    const without = await officer.post('/partners', { ...union, short_name: '幸福社区', credit_code: null })
    deepEqual([without.status, without.body['credit_code']], [201, null], 'a community may have none')
  })
})

describe('a partner is seen', () => {
  it('by the office it answers to and by its own people, with its contact; by others by name alone', async () => {
    const own = await staff(waystation, { role: 'partner_staff', partner_id: id })
    equal((await own.get(`/partners/${id}`)).body['contact_name'], '何建国')
    deepEqual(((await own.get('/partners')).body['items'] as { id: number }[]).map((one) => one.id), [id])
    equal((await neighbour.get(`/partners/${id}`)).status, 404)
    const named = await neighbour.get(`/partners/names?search=${encodeURIComponent('三里屯总')}`)
    deepEqual(named.body['items'], [{ id, short_name: union.short_name, name: union.name, kind: 'union', place_name: ((named.body['items'] as { place_name: string }[])[0])?.place_name }])
    const keeper = await staff(waystation, { role: 'station_keeper', station_id: await addStation(waystation) })
    equal((await keeper.get('/partners')).status, 403)
    equal((await waystation.stranger.get('/partners')).status, 401)
  })

  it('by kind, name, pinyin or credit code, a page at a time', async () => {
    const ids = async (query: string) => ((await officer.get(`/partners?${query}`)).body['items'] as { id: number }[]).map((one) => one.id)
    deepEqual(await ids('search=sltzgh'), [id])
    deepEqual(await ids(`search=${union.credit_code.toLowerCase()}`), [id])
    ok((await ids('kind=union')).includes(id) && !(await ids('kind=clinic')).includes(id))
    const first = await officer.get('/partners?limit=1')
    ok(Number(first.body['total']) > 1)
    notSame(await ids(`limit=1&after=${String(first.body['next'])}`), (first.body['items'] as { id: number }[]).map((one) => one.id))
  })

  it('in a file that masks phones, on record', async () => {
    const { text } = await officer.get('/partners/export?format=csv')
    ok(text.includes('三里屯总工会') && text.includes('154****1234') && !text.includes(phone))
    const event = await waystation.sql((tx) => tx.selectFrom('event').select('data').where('kind', '=', 'list.exported').orderBy('id', 'desc').executeTakeFirstOrThrow())
    equal((event.data as { list: string }).list, 'partners')
  })
})

describe('a partner changes', () => {
  it('once for each reader of it, by its office alone', async () => {
    const { headers } = await officer.get(`/partners/${id}`)
    const seen = { 'if-match': headers.get('etag') ?? '' }
    const changed = await officer.patch(`/partners/${id}`, { contact_name: '周敏', contact_phone: '' }, seen)
    deepEqual([changed.status, changed.body['contact_name'], changed.body['contact_phone_masked']], [200, '周敏', ''])
    equal((await officer.patch(`/partners/${id}`, { contact_name: '何建国' }, seen)).status, 412)
    equal((await neighbour.patch(`/partners/${id}`, { contact_name: '外人' })).status, 404)
    const own = await staff(waystation, { role: 'partner_staff', partner_id: id })
    equal((await own.patch(`/partners/${id}`, { contact_name: '自己人' })).status, 403)
    const other = await officer.post('/partners', { ...union, short_name: '另一家', credit_code: creditCode(110105, 903) })
    equal((await officer.patch(`/partners/${Number(other.body['id'])}`, { credit_code: union.credit_code })).status, 409)
    deepEqual((await partnerEvents(id)).map((one) => [one.kind, (one.data as { fields?: string[] } | null)?.fields]).at(-1), ['partner.changed', ['contact_name', 'contact_phone']])
  })

  it('closes when none of its stations goes on, owns nothing new then, and may go on again', async () => {
    const partner = await addPartner(waystation, { name: '工体便利店' })
    const station = await addStation(waystation, { partner })
    const refused = await officer.patch(`/partners/${partner}`, { closed: true })
    equal(refused.status, 422)
    match(refused.text, /1 个驿站/)
    equal((await officer.post(`/stations/${station}/status`, { status: 'closed' })).status, 200)
    equal((await officer.patch(`/partners/${partner}`, { closed: true })).body['closed_on'], '2026-11-27')
    deepEqual((await officer.get(`/partners/names?search=${encodeURIComponent('工体便利店')}`)).body['items'], [])
    const list = async (query: string) => ((await officer.get(`/partners?${query}`)).body['items'] as { id: number }[]).some((one) => one.id === partner)
    deepEqual([await list('limit=200'), await list('limit=200&closed=true')], [false, true])
    const community = await waystation.sql(async (tx) => (await tx.selectFrom('place').select('code').where('parent', '=', sanlitun).orderBy('code').executeTakeFirstOrThrow()).code)
    const draft = { name: '便利店驿站', kind: 'partner-shop', partner_id: partner, place: community, position: { lon: 116.44, lat: 39.93 } }
    equal((await officer.post('/stations', draft)).status, 400)
    equal((await officer.patch(`/partners/${partner}`, { closed: false })).body['closed_on'], null)
    equal((await officer.post('/stations', draft)).status, 201)
  })
})

describe('row security, should a look-up forget', () => {
  it('lets only its offices and its own people at the row, and only they write it', async () => {
    const read = async (scope: Partial<typeof noScope>) => (await waystation.services.db.read('city_110105', { ...noScope, ...scope }, (tx) => tx.selectFrom('partner').select('id').where('id', '=', id).execute())).length
    const write = async (scope: Partial<typeof noScope>) => (await waystation.services.db.write('city_110105', { ...noScope, ...scope }, (tx) => tx.updateTable('partner').set({ contact_name: '改' }).where('id', '=', id).returning('id').execute())).length
    const inside = { places: [[sanlitun, sanlitun + 1e6] as const] }
    const outside = { places: [[zuojiazhuang, zuojiazhuang + 1e6] as const] }
    deepEqual([await read({}), await read({ worker: 1 }), await read({ account: 1 }), await read(outside), await read({ partners: [id + 1] }), await read({ partners: [id] }), await read(inside)], [0, 0, 0, 0, 0, 1, 1])
    deepEqual([await write({}), await write(outside), await write(inside)], [0, 0, 1])
  })
})

function notSame(a: readonly number[], b: readonly number[]): void {
  equal(a.length, 1)
  ok(!b.includes(a[0] ?? 0))
}
