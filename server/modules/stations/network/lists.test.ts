// Finding stations: by name, hours and facilities; as a map, a file and a page to print.

import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startWaystation } from '../../../testing/waystation.ts'
import { addPartner, addStation, always, officeHours, sanlitun, staff, zuojiazhuang } from '../testing/network-scene.ts'

const waystation = await startWaystation({ work: false, clock: () => Temporal.Instant.from('2026-11-27T20:00:00+08:00') })
await waystation.sql((tx) => tx.updateTable('station').set({ status: 'planned' }).execute())
const community = await waystation.sql(async (tx) => (await tx.selectFrom('place').select(['code', 'name']).where('parent', '=', sanlitun).orderBy('code').executeTakeFirstOrThrow()))
const mall = await addPartner(waystation, { name: '工体商场' })
const partner = await addPartner(waystation, { name: '三里屯街道总工会' })
await waystation.sql((tx) => tx.updateTable('partner').set({ pinyin: 'gong ti shang chang', initials: 'gtsc' }).where('id', '=', mall).execute())
const common = { partner, place: community.code }
const night = await addStation(waystation, { ...common, name: '中纺里驿站', pinyin: 'zhong fang li yi zhan', initials: 'zflyz', hours: always, amenities: ['water', 'microwave'], lon: 116.456, lat: 39.931 })
const day = await addStation(waystation, { ...common, name: '幸福二村驿站', pinyin: 'xing fu er cun yi zhan', initials: 'xfecyz', hours: officeHours, amenities: ['water'], kind: 'community', lon: 116.45, lat: 39.94 })
const shop = await addStation(waystation, { partner: mall, place: zuojiazhuang, name: '爱心小吃', pinyin: 'ai xin xiao chi', initials: 'axxc', hours: null, kind: 'partner-shop', lon: 116.44, lat: 39.95 })
const paused = await addStation(waystation, { ...common, name: '团结湖驿站', pinyin: 'tuan jie hu yi zhan', initials: 'tjhyz', status: 'paused' })

const ids = async (query: string) => ((await waystation.stranger.get(`/stations?${query}`)).body['items'] as { id: number }[]).map((one) => one.id)

describe('the list for everybody', () => {
  it('goes by name, page after page, and counts', async () => {
    deepEqual(await ids(''), [shop, paused, day, night])
    const first = await waystation.stranger.get('/stations?limit=3')
    equal(first.body['total'], 4)
    deepEqual(((await waystation.stranger.get(`/stations?limit=3&after=${String(first.body['next'])}`)).body['items'] as { id: number }[]).map((one) => one.id), [night])
    match(first.headers.get('link') ?? '', /rel="next"/)
  })

  it('is searched by name, pinyin, initials, address and the owner’s name', async () => {
    deepEqual(await ids(`search=${encodeURIComponent('纺里')}`), [night])
    deepEqual(await ids('search=zhongfang'), [night])
    deepEqual(await ids('search=xfec'), [day])
    deepEqual(await ids('search=gtsc'), [shop])
    deepEqual(await ids(`search=${encodeURIComponent('总工会')}`), [paused, day, night])
    deepEqual(await ids('search=%25'), [])
  })

  it('is filtered by place, kind, facilities, status, box, and by what is open at a moment', async () => {
    deepEqual(await ids(`place=${sanlitun}`), [paused, day, night])
    deepEqual(await ids('kind=partner-shop'), [shop])
    deepEqual(await ids('amenity=water&amenity=microwave'), [night])
    deepEqual(await ids('status=paused'), [paused])
    deepEqual(await ids('bbox=116.43,39.945,116.445,39.96'), [shop])
    deepEqual(await ids('open_at=2026-11-27T20:00:00%2B08:00'), [night])
    deepEqual(await ids('open_at=2026-11-30T10:00:00%2B08:00&limit=1'), [day], 'also where a page ends')
    deepEqual(await ids('open_at=2026-10-01T10:00:00%2B08:00'), [night], 'the National Day is a question of its own')
    equal((await waystation.stranger.get('/stations?bbox=1,2,3')).status, 400)
  })

  it('never shows a planned station, whoever asks', async () => {
    const officer = await waystation.as('district-officer')
    deepEqual(await ids('status=planned'), [])
    equal(((await officer.get('/stations?status=planned')).body['items'] as unknown[]).length, 0)
  })
})

describe('how many are there', () => {
  it('is told to everybody where it tells of nobody, to keepers always', async () => {
    const at = Temporal.Instant.from('2026-11-27T19:00:00+08:00')
    await waystation.sql(async (tx) => {
      await tx.insertInto('station_presence').values([{ station_id: night, checked_in: 12, changed_at: at }, { station_id: day, checked_in: 1, correction: 1, corrected_until: at.add({ hours: 2 }), changed_at: at }]).execute()
      await tx.updateTable('station').set({ capacity: 4 }).where('id', '=', day).execute()
    })
    const shown = (answer: Awaited<ReturnType<typeof waystation.stranger.get>>) => new Map((answer.body['items'] as { id: number; present: number | null; fullness: string | null }[]).map((one) => [one.id, [one.present, one.fullness]]))
    for (const path of ['/stations', '/stations/nearest?lat=39.935&lon=116.455']) {
      const seen = shown(await waystation.stranger.get(path))
      deepEqual([seen.get(night), seen.get(day), seen.get(paused)], [[12, null], [null, null], [null, null]], path)
    }
    const officer = await staff(waystation, { role: 'township_officer', place: sanlitun })
    deepEqual(shown(await officer.get('/network/stations')).get(day), [2, 'free'])
    equal((await waystation.stranger.get(`/stations/${day}`)).body['present'], null)
    equal((await officer.get(`/network/stations/${day}`)).body['present'], 2)
    const map = JSON.parse((await waystation.stranger.get('/stations', { accept: 'application/geo+json' })).text) as { features: { id: number; properties: { present: number | null } }[] }
    deepEqual(map.features.filter((one) => one.properties.present !== null).map((one) => one.id), [night])
  })
})

describe('whether anybody is there', () => {
  it('is not told of a station where few are: nothing moves when the first one comes and goes', async () => {
    const seen = async (people: number, capacity: number) => {
      await waystation.sql(async (tx) => {
        await tx.updateTable('station_presence').set({ checked_in: people, correction: 0, corrected_until: null }).where('station_id', '=', day).execute()
        await tx.updateTable('station').set({ capacity }).where('id', '=', day).execute()
      })
      const of = ({ present, fullness }: Record<string, unknown>) => ({ present, fullness })
      const answers = [`/stations/${day}`, `/stations/${day}/occupancy`].map(async (path) => of((await waystation.stranger.get(path)).body))
      const listed = (await waystation.stranger.get('/stations')).body['items'] as Record<string, unknown>[]
      return [...(await Promise.all(answers)), of(listed.find((one) => one['id'] === day) ?? {})]
    }
    for (const [capacity, fullness] of [[1, null], [4, null], [20, 'free']] as const) {
      const empty = await seen(0, capacity)
      deepEqual(empty, Array.from({ length: 3 }, () => ({ present: null, fullness })), `${capacity} seats`)
      for (const people of [1, 2, 4]) deepEqual(await seen(people, capacity), empty, `${people} of ${capacity}`)
    }
    deepEqual((await seen(5, 5))[0], { present: 5, fullness: 'full' })
  })
})

describe('the same as a map', () => {
  it('is RFC 7946: all at once, longitude first', async () => {
    const answer = await waystation.stranger.get('/stations', { accept: 'application/geo+json' })
    match(answer.headers.get('content-type') ?? '', /^application\/geo\+json/)
    match(answer.headers.get('vary') ?? '', /Accept/i)
    const map = JSON.parse(answer.text) as { type: string; features: { type: string; id: number; geometry: { type: string; coordinates: number[] }; properties: Record<string, unknown> }[] }
    equal(map.type, 'FeatureCollection')
    deepEqual(map.features.map((one) => one.id), [shop, paused, day, night])
    deepEqual(map.features[3]?.geometry, { type: 'Point', coordinates: [116.456, 39.931] })
    deepEqual(map.features.map(({ properties }) => (properties['opening'] as { open: boolean | null }).open), [null, false, false, true])
    equal((await waystation.stranger.get('/stations?bbox=x', { accept: 'application/geo+json' })).status, 400)
    match((await waystation.stranger.get('/stations', { accept: '*/*' })).headers.get('content-type') ?? '', /^application\/json/)
  })
})

describe('as a file and on paper', () => {
  it('anybody takes the list along, and writes nothing by it', async () => {
    const events = () => waystation.sql(async (tx) => (await tx.selectFrom('event').select((row) => row.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n)
    const before = await events()
    const { text } = await waystation.stranger.get('/stations/export?format=csv')
    const lines = text.trim().split('\n')
    equal(lines.length, 5)
    match(lines[0] ?? '', /驿站名称,类别,共建单位/)
    ok(text.includes('周一至周五 09:00–18:00'))
    equal(await events(), before)
    const xlsx = await waystation.stranger.get('/stations/export')
    match(xlsx.headers.get('content-type') ?? '', /spreadsheetml/)
  })

  it('an office’s own file says how fresh each is, and is on record', async () => {
    const officer = await staff(waystation, { role: 'township_officer', place: sanlitun })
    const { text } = await officer.get('/network/stations/export?format=csv')
    ok(text.includes('从未核对') && !text.includes('爱心小吃'))
    const event = await waystation.sql((tx) => tx.selectFrom('event').select('data').where('kind', '=', 'list.exported').orderBy('id', 'desc').executeTakeFirstOrThrow())
    equal((event.data as { list: string }).list, 'stations')
  })

  it('a township’s list is printed by community', async () => {
    const { body } = await waystation.stranger.get(`/stations/printout?place=${sanlitun}`)
    const groups = body['groups'] as { place_name: string; stations: { name: string; hours_text: string }[] }[]
    deepEqual([body['total'], groups.length, groups[0]?.place_name], [3, 1, community.name])
    deepEqual(groups[0]?.stations.map((one) => one.hours_text), ['每天 全天', '周一至周五 09:00–18:00；周六、周日休息；节假日休息；调休上班日 09:00–18:00', '每天 全天'])
    const paper = await waystation.stranger.get(`/stations/printout.pdf?place=${sanlitun}`)
    deepEqual([paper.status, paper.headers.get('content-type'), paper.text.slice(0, 5)], [200, 'application/pdf', '%PDF-'])
    equal((await waystation.stranger.get('/stations/printout?place=999999')).status, 404)
  })
})

describe('the network in figures', () => {
  it('counts what is in reach', async () => {
    const officer = await staff(waystation, { role: 'township_officer', place: sanlitun })
    const { body } = await officer.get('/network/summary')
    const planned = (body['by_status'] as Record<string, number>)['planned'] ?? 0
    deepEqual([body['total'], body['open_now'], body['to_confirm'], body['townships_without']], [3 + planned, 1, 2, 0])
    const district = await waystation.as('district-officer')
    ok(Number((await district.get('/network/summary')).body['townships_without']) > 30)
    deepEqual(((await district.get('/network/stations?confirmation=never&sort=confirmed&limit=2')).body['items'] as { confirmation: string }[]).map((one) => one.confirmation), ['never', 'never'])
  })
})
