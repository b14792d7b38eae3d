// Who sees and changes which station.

import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { noScope } from '../../../platform/database/scope.ts'
import { startWaystation } from '../../../testing/waystation.ts'
import { addPartner, addStation, officeHours, sanlitun, staff, zuojiazhuang } from '../testing/network-scene.ts'

const waystation = await startWaystation({ work: false, clock: () => Temporal.Instant.from('2026-11-27T10:00:00+08:00') })
const partner = await addPartner(waystation, { name: '瑞禾物业' })
const officer = await staff(waystation, { role: 'township_officer', place: sanlitun })
const neighbour = await staff(waystation, { role: 'township_officer', place: zuojiazhuang })
const station = await addStation(waystation, { name: '幸福里驿站', pinyin: 'xing fu li yi zhan', initials: 'xflyz', partner, hours: officeHours, amenities: ['water'] })
const keeper = await staff(waystation, { role: 'station_keeper', station_id: station }, '吴玉兰')
const owner = await staff(waystation, { role: 'partner_staff', partner_id: partner })

const draft = (more: object = {}) => ({ name: '工体驿站', kind: 'city', partner_id: partner, place: sanlitun + 1000, position: { lon: 116.44, lat: 39.93 }, hours: officeHours, ...more })
const community = await waystation.sql(async (tx) => (await tx.selectFrom('place').select('code').where('parent', '=', sanlitun).orderBy('code').executeTakeFirstOrThrow()).code)

describe('a new station', () => {
  it('is its makers’ while it is planned, and everybody’s once it opens', async () => {
    const added = await officer.post('/stations', draft({ place: community }))
    equal(added.status, 201, added.text)
    const { id } = added.body as unknown as { id: number }
    equal((await waystation.stranger.get(`/stations/${id}`)).status, 404)
    equal((await neighbour.get(`/network/stations/${id}`)).status, 404)
    equal((await officer.get(`/network/stations/${id}`)).body['status'], 'planned')
    equal((await officer.post(`/stations/${id}/status`, { status: 'open' })).status, 200)
    const seen = await waystation.stranger.get(`/stations/${id}`)
    deepEqual([seen.status, (seen.body['opening'] as { open: boolean }).open, seen.body['last_confirmed_on'], seen.body['opened_on']], [200, true, '2026-11-27', '2026-11-27'])
    equal(JSON.stringify(seen.body).includes('keepers'), false, 'no person')
    equal((await officer.post('/stations', draft({ place: community }))).status, 409, 'twice by one name in one community')
  })

  it('is added where one’s office reaches, with an owner that goes on and hours that can be', async () => {
    const fields = async (body: object) => ((await officer.post('/stations', { ...body, name: '朝外驿站' })).body['errors'] as { field: string }[] | undefined)?.map((one) => one.field)
    deepEqual(await fields(draft({ place: zuojiazhuang })), ['place'])
    deepEqual(await fields(draft({ place: community, partner_id: 999_999 })), ['partner_id'])
    deepEqual(await fields(draft({ place: community, hours: { ...officeHours, weekly: [[[600, 700], [650, 800]], [], [], [], [], [], []] } })), ['hours.weekly.0'])
    deepEqual(await fields(draft({ place: community, audience: { kind: 'companies', companies: [999_999] } })), ['audience.companies'])
    equal((await keeper.post('/stations', draft({ place: community }))).status, 403)
  })
})

describe('a keeper', () => {
  it('says hours and facilities of their own station, and of no other', async () => {
    const { headers, body } = await keeper.get(`/network/stations/${station}`)
    deepEqual(body['may'], { write: false, keep: true })
    deepEqual((body['keepers'] as { name: string }[]).map((one) => one.name).includes('吴玉兰'), true)
    const seen = headers.get('etag') ?? ''
    const changed = await keeper.patch(`/stations/${station}`, { amenities: ['water', 'microwave'], capacity: 20, entrance_note: '从东门进，上二楼' }, { 'if-match': seen })
    equal(changed.status, 200, changed.text)
    deepEqual(changed.body['amenities'], ['water', 'microwave'])
    equal((await keeper.patch(`/stations/${station}`, { capacity: 21 }, { 'if-match': seen })).status, 412)
    const other = await addStation(waystation)
    equal((await keeper.patch(`/stations/${other}`, { capacity: 5 })).status, 404)
    equal((await keeper.get('/network/stations')).body['total'], 1)
  })

  it('does not say what the station is, whose, or where', async () => {
    for (const body of [{ name: '别的名字' }, { partner_id: partner }, { place: community }, { position: { lon: 116, lat: 39 } }]) equal((await keeper.patch(`/stations/${station}`, body)).status, 403, JSON.stringify(body))
    equal((await owner.patch(`/stations/${station}`, { name: '别的名字' })).status, 403)
    equal((await officer.patch(`/stations/${station}`, { address: '幸福里 3 号院' })).body['address'], '幸福里 3 号院')
  })

  it('pauses it with a word for everybody and opens it again; that it ends is the office’s to say', async () => {
    equal((await keeper.post(`/stations/${station}/status`, { status: 'paused', note: '水管检修' })).status, 200)
    const seen = await waystation.stranger.get(`/stations/${station}`)
    deepEqual([seen.body['status'], seen.body['pause_note'], (seen.body['opening'] as { open: boolean; reason: string }).reason], ['paused', '水管检修', 'paused'])
    equal((await owner.post(`/stations/${station}/status`, { status: 'open' })).status, 200)
    equal((await keeper.post(`/stations/${station}/status`, { status: 'open' })).status, 409)
    equal((await keeper.post(`/stations/${station}/status`, { status: 'closed' })).status, 403)
    const gone = await addStation(waystation, { partner })
    equal((await owner.post(`/stations/${gone}/status`, { status: 'closed' })).status, 403)
    equal((await officer.post(`/stations/${gone}/status`, { status: 'closed' })).body['closed_on'], '2026-11-27')
    const listed = (await waystation.stranger.get(`/stations?partner=${partner}`)).body['items'] as { id: number }[]
    ok(!listed.some((one) => one.id === gone))
  })

  it('closes it for a holiday of its own, once for each day', async () => {
    const added = await keeper.post(`/stations/${station}/exceptions`, { from: '2026-11-27', until: '2026-11-29', spans: [], reason: '消防检查' })
    equal(added.status, 201, added.text)
    const seen = (await waystation.stranger.get(`/stations/${station}`)).body
    const opening = seen['opening'] as { open: boolean; reason: string; opens_at: string }
    deepEqual([opening.open, opening.reason, opening.opens_at], [false, 'exception', '2026-11-30T01:00:00.000Z'])
    equal((seen['exceptions'] as { reason: string }[])[0]?.reason, '消防检查')
    equal((await keeper.post(`/stations/${station}/exceptions`, { from: '2026-11-29', until: '2026-12-02', spans: [[600, 900]] })).status, 409)
    equal((await keeper.post(`/stations/${station}/exceptions`, { from: '2026-11-20', until: '2026-11-21', spans: [] })).status, 422)
    equal((await neighbour.delete(`/stations/${station}/exceptions/${Number(added.body['id'])}`)).status, 404)
    equal((await keeper.delete(`/stations/${station}/exceptions/${Number(added.body['id'])}`)).status, 204)
    equal(((await waystation.stranger.get(`/stations/${station}`)).body['opening'] as { open: boolean }).open, true)
  })

  it('who sends a change twice over a bad line changes it once', async () => {
    const key = { 'idempotency-key': 'keeper-change-1' }
    const first = await keeper.patch(`/stations/${station}`, { capacity: 30 }, key)
    const second = await keeper.patch(`/stations/${station}`, { capacity: 30 }, key)
    deepEqual([first.status, second.status, second.body['revision']], [200, 200, first.body['revision']])
    equal(second.headers.get('idempotency-replayed'), 'true')
  })
})

describe('row security, should a look-up forget', () => {
  const read = (scope: Partial<typeof noScope>, id: number) => waystation.services.db.read('city_110105', { ...noScope, ...scope }, (tx) => tx.selectFrom('station').select('id').where('id', '=', id).execute())
  const write = (scope: Partial<typeof noScope>, id: number) => waystation.services.db.write('city_110105', { ...noScope, ...scope }, (tx) => tx.updateTable('station').set({ capacity: 9 }).where('id', '=', id).returning('id').execute())

  it('shows a planned station to whom it belongs alone, and lets nobody else write', async () => {
    const planned = await addStation(waystation, { status: 'planned', partner })
    deepEqual([(await read({}, planned)).length, (await read({ stations: [station] }, planned)).length, (await read({ partners: [partner] }, planned)).length, (await read({ stations: [planned] }, planned)).length], [0, 0, 1, 1])
    const open = await addStation(waystation)
    equal((await read({}, open)).length, 1)
    for (const scope of [{}, { worker: 1 }, { stations: [station] }, { partners: [partner] }, { places: [[zuojiazhuang, zuojiazhuang + 1e6] as const] }]) equal((await write(scope, open)).length, 0, JSON.stringify(scope))
    equal((await write({ places: [[sanlitun, sanlitun + 1e6]] }, open)).length, 1)
  })

  it('keeps a keeper from giving the station away', async () => {
    const moved = waystation.services.db.write('city_110105', { ...noScope, places: [[zuojiazhuang, zuojiazhuang + 1e6]] }, (tx) => tx.insertInto('station').values({ name: '外面的', kind: 'city', partner_id: partner, place: sanlitun, lon: 116, lat: 39, created_at: Temporal.Now.instant() }).execute())
    await moved.then(() => ok(false, 'inserted out of reach'), (error: Error) => match(error.message, /row-level security/))
  })

  it('shows a partner’s contact to its own and to its offices; its name is nobody’s secret', async () => {
    const seen = (scope: Partial<typeof noScope>) => waystation.services.db.read('city_110105', { ...noScope, ...scope }, (tx) => tx.selectFrom('partner').select('id').where('id', '=', partner).execute())
    deepEqual([(await seen({})).length, (await seen({ stations: [station] })).length, (await seen({ partners: [partner] })).length, (await seen({ places: [[sanlitun, sanlitun + 1e6]] })).length], [0, 0, 1, 1])
  })
})
