import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { sql } from 'kysely'
import { startWaystation } from '../../testing/waystation.ts'

const waystation = await startWaystation({ work: false })
const { stranger } = waystation
const officer = await waystation.as('township-officer')
const other = await waystation.as('township-officer-other')
const district = await waystation.as('district-officer')

type PlaceBody = { code: number; name: string; kind: string; full_name: string; parent: number | null; children: number; retired_on: string | null; replaced_by: number | null }
const items = (answer: { body: Record<string, unknown> }) => answer.body['items'] as PlaceBody[]
const ownTownship = ((await officer.get('/me')).body['grants'] as { place: number }[])[0]?.place ?? 0
const otherTownship = ((await other.get('/me')).body['grants'] as { place: number }[])[0]?.place ?? 0
const [community] = items(await stranger.get(`/places?parent=${ownTownship}&kind=community`))
const foreign = items(await stranger.get(`/places?parent=${otherTownship}&kind=community`))[0]
if (!community || !foreign) throw new Error('The demo city has no communities')

describe('the division tree', () => {
  it('anybody walks down from the district by the codes people know', async () => {
    const townships = items(await stranger.get('/places?parent=110105&limit=200'))
    equal(townships.length, 43)
    const sanlitun = await stranger.get('/places/110105004')
    equal(sanlitun.body['name'], '三里屯街道')
    equal(sanlitun.body['code'], 110105004000000)
    equal(sanlitun.body['children'], items(await stranger.get('/places?parent=110105004&limit=200')).length)
    deepEqual(items(await stranger.get('/places/110105004033/ancestors')).map(({ name }) => name), ['朝阳区', '三里屯街道', '幸福二村社区'])
    equal((await stranger.get('/places/330106001')).status, 404)
  })

  it('pages on without losing or repeating a place', async () => {
    const seen: number[] = []
    let after = ''
    do {
      const page = await stranger.get(`/places?kind=township&limit=10${after ? `&after=${after}` : ''}`)
      seen.push(...items(page).map(({ code }) => code))
      after = String(page.body['next'] ?? '')
      if (after) match(page.headers.get('link') ?? '', /rel="next"/)
    } while (after)
    equal(new Set(seen).size, 43)
    equal((await stranger.get('/places?after=rubbish')).status, 400)
  })
})

describe('searching a place', () => {
  for (const typed of ['三里屯', '三里屯街道', 'sanlitun', 'San Li Tun', 'sltjd', 'ｓｌｔ']) {
    it(`finds 三里屯街道 first by "${typed}"`, async () => {
      equal(items(await stranger.get(`/places?search=${encodeURIComponent(typed)}`))[0]?.name, '三里屯街道')
    })
  }

  it('finds a community by its name inside its township only', async () => {
    ok(items(await stranger.get(`/places?search=${encodeURIComponent('幸福二村')}`)).some(({ name }) => name === '幸福二村社区'))
    deepEqual(items(await stranger.get(`/places?parent=110105005&search=${encodeURIComponent('幸福二村')}`)), [])
    deepEqual(items(await stranger.get(`/places?search=${encodeURIComponent('%_')}`)), [])
    deepEqual(items(await stranger.get(`/places?search=${encodeURIComponent('里%屯')}`)), [])
  })

  it('pages through a search in the order it shows', async () => {
    const whole = items(await stranger.get('/places?search=s&limit=60')).map(({ code }) => code)
    const first = await stranger.get('/places?search=s&limit=30')
    const second = await stranger.get(`/places?search=s&limit=30&after=${String(first.body['next'])}`)
    deepEqual([...items(first), ...items(second)].map(({ code }) => code), whole)
  })

  it('uses the indexes on initials and pinyin', async () => {
    const plan = await waystation.sql(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx)
      const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select code from place p where (p.initials ~>=~ 'slt' and p.initials ~<~ 'slu') or (replace(p.pinyin, ' ', '') ~>=~ 'slt' and replace(p.pinyin, ' ', '') ~<~ 'slu')`.execute(tx)
      return rows.map((row) => row['QUERY PLAN']).join('\n')
    })
    match(plan, /place_by_initials/)
    match(plan, /place_by_pinyin/)
  })
})

describe('grids and compounds', () => {
  it('the township adds one, finds it by pinyin, renames it, and its code is never given again', async () => {
    const added = await officer.post('/places', { parent: community.code, kind: 'compound', name: '测试花园3号院' })
    equal(added.status, 201)
    const code = Number(added.body['code'])
    equal(Math.floor(code / 1000) * 1000, community.code)
    equal(added.body['full_name'], `${community.full_name} 测试花园3号院`)
    ok(items(await stranger.get('/places?search=cshy3hy')).some((one) => one.code === code))
    equal((await officer.post('/places', { parent: community.code, kind: 'grid', name: ' 测试花园3号院 ' })).status, 409)

    const seen = (await stranger.get(`/places/${code}`)).headers.get('etag') ?? ''
    equal((await officer.patch(`/places/${code}`, { name: '测试花园' }, { 'if-match': seen })).body['initials'], 'cshy')
    equal((await officer.patch(`/places/${code}`, { name: '别的名字' }, { 'if-match': seen })).status, 412)

    const next = await officer.post('/places', { parent: community.code, kind: 'compound', name: '测试新村' })
    equal(next.body['code'], code + 1)
    const retired = await officer.post(`/places/${code}/retirement`, { replaced_by: code + 1 })
    equal(retired.status, 200)
    equal(retired.body['replaced_by'], code + 1)
    equal((await officer.post(`/places/${code}/retirement`, {})).status, 409)
    equal((await stranger.get(`/places/${code}`)).body['name'], '测试花园')
    ok(!items(await stranger.get(`/places?parent=${community.code}&limit=200`)).some((one) => one.code === code))
    ok(items(await stranger.get(`/places?parent=${community.code}&retired=true&limit=200`)).some((one) => one.code === code))
    equal((await officer.post('/places', { parent: community.code, kind: 'grid', name: '测试网格' })).body['code'], code + 2)
  })

  it('two people who add at once get two codes', async () => {
    const added = await Promise.all(['甲', '乙', '丙', '丁'].map((name) => officer.post('/places', { parent: community.code, kind: 'grid', name: `${name}测试网格` })))
    deepEqual(added.map(({ status }) => status), [201, 201, 201, 201])
    equal(new Set(added.map(({ body }) => body['code'])).size, 4)
  })

  it('an officer of one township cannot change another one, nor what the code list says', async () => {
    equal((await officer.post('/places', { parent: foreign.code, kind: 'grid', name: '越界' })).status, 404)
    const elsewhere = await district.post('/places', { parent: foreign.code, kind: 'grid', name: '区里加的网格' })
    equal(elsewhere.status, 201)
    equal((await officer.patch(`/places/${Number(elsewhere.body['code'])}`, { name: '越界' })).status, 404)
    equal((await officer.post(`/places/${Number(elsewhere.body['code'])}/retirement`, {})).status, 404)
    equal((await officer.patch(`/places/${community.code}`, { name: '改名' })).status, 422)
    equal((await officer.post('/places', { parent: ownTownship, kind: 'grid', name: '太高' })).status, 422)
    equal((await (await waystation.as('company-hr')).post('/places', { parent: community.code, kind: 'grid', name: '企业' })).status, 403)
    equal((await stranger.post('/places', { parent: community.code, kind: 'grid', name: '路人' })).status, 401)
  })
})

describe('boundaries', () => {
  it('come with the demo, marked as invented', async () => {
    const { body } = await stranger.get('/places/110105/boundaries')
    const features = body['features'] as { properties: { synthetic: boolean; kind: string }; geometry: unknown }[]
    equal(features.length, 44)
    ok(features.every((one) => one.geometry !== null && one.properties.synthetic))
  })

  it('good ones are taken, the others are named with what is wrong', async () => {
    const answer = await officer.put('/places/boundaries', {
      collection: {
        type: 'FeatureCollection',
        features: [
          feature(String(community.code).slice(0, 12), { type: 'Polygon', coordinates: square(116.45, 39.93) }),
          feature(foreign.code, { type: 'Polygon', coordinates: square(116.45, 39.93) }),
          feature(ownTownship, { type: 'Polygon', coordinates: [[[116, 39], [116.1, 39], [116.1, 39.1], [116, 39.1]]] }),
          feature(ownTownship, { type: 'Polygon', coordinates: [[[39, 116], [39, 117], [40, 117], [39, 116]]] }),
          feature(ownTownship, { type: 'Point', coordinates: [116, 39] }),
          feature(ownTownship, { type: 'Polygon', coordinates: square(190, 39) }),
          feature('x', null),
          null,
        ],
      },
    })
    equal(answer.status, 200)
    equal(answer.body['imported'], 1)
    deepEqual((answer.body['skipped'] as { index: number }[]).map(({ index }) => index), [1, 2, 3, 4, 5, 6, 7])
    const { body } = await stranger.get(`/places/${community.code}/boundaries`)
    const own = (body['features'] as { id: number; properties: { synthetic: boolean }; geometry: { coordinates: unknown } }[]).find(({ id }) => id === community.code)
    deepEqual(own?.geometry.coordinates, square(116.45, 39.93))
    equal(own?.properties.synthetic, false)
  })

  it('go out shifted for Chinese base maps and come back to within a metre', async () => {
    const read = async (datum: string) => ((await stranger.get(`/places/${community.code}/boundaries?datum=${datum}`)).body['features'] as { id: number; geometry: { type: string; coordinates: number[][][] } }[]).find(({ id }) => id === community.code)?.geometry
    const [plain, shifted] = [await read('wgs84'), await read('gcj02')]
    const apart = metres(plain?.coordinates[0]?.[0], shifted?.coordinates[0]?.[0])
    ok(apart > 300 && apart < 800, String(apart))
    equal((await officer.put('/places/boundaries', { datum: 'gcj02', collection: { type: 'FeatureCollection', features: [feature(community.code, shifted)] } })).body['imported'], 1)
    const back = await read('wgs84')
    for (const [i, position] of (plain?.coordinates[0] ?? []).entries()) ok(metres(position, back?.coordinates[0]?.[i]) < 1)
  })

  it('a file as large as a real district is taken', async () => {
    const ring = Array.from({ length: 19_000 }, (_, i) => [116.4 + Math.cos(i / 3023.9) / 50, 39.9 + Math.sin(i / 3023.9) / 50])
    ring.push(ring[0] as number[])
    const many = Array.from({ length: 3 }, () => feature(community.code, { type: 'Polygon', coordinates: [ring] }))
    equal((await officer.put('/places/boundaries', { collection: { type: 'FeatureCollection', features: many } })).body['imported'], 1)
  })
})

function square(lon: number, lat: number): number[][][] {
  return [[[lon, lat], [lon + 0.01, lat], [lon + 0.01, lat + 0.01], [lon, lat + 0.01], [lon, lat]]]
}

function feature(id: unknown, geometry: unknown) {
  return { type: 'Feature', id, properties: {}, geometry }
}

/** Near Beijing. */
function metres(a?: number[], b?: number[]): number {
  return Math.hypot(((a?.[0] ?? 0) - (b?.[0] ?? 0)) * 85_000, ((a?.[1] ?? 0) - (b?.[1] ?? 0)) * 111_000)
}
