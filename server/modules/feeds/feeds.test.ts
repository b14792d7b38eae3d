// Other houses' programs read stations, services, campaigns and changed hours by the standards of their trade.

import assert from 'node:assert/strict'
import { test } from 'node:test'
import ajvModule from 'ajv/dist/2020.js'
import formatsModule from 'ajv-formats'
import ICAL from 'ical.js'
import { sql } from 'kysely'
import type { ServiceContent } from '../../../contract/services.ts'
import { json } from '../../platform/database/json.ts'
import { startWaystation } from '../../testing/waystation.ts'
import { thingOf, uuidOf } from './hsds/uuid-rules.ts'
import { hsdsSchemas, pageSchema } from './testing/hsds-schemas.ts'

// CommonJS packages whose types describe ES modules.
const Ajv = ajvModule as unknown as typeof ajvModule.default
const addFormats = formatsModule as unknown as typeof formatsModule.default
const ajv = addFormats(new Ajv({ strict: false, allErrors: true }))
for (const schema of hsdsSchemas()) ajv.addSchema(schema)

const now = Temporal.Now.instant()
const today = Temporal.Now.plainDateISO('Asia/Shanghai')
const CITY = 110105000000000
const waystation = await startWaystation({ work: false })

const day: [number, number][] = [[480, 1200]]
const hours = { weekly: [day, day, day, day, day, [[600, 960], [1080, 1560]], [[0, 1440]]], holidays: 'closed', workdays: 'as-weekly' }

const made = await waystation.sql(async (tx) => {
  const place = (await tx.selectFrom('place').select('code').where('kind', '=', 'community').orderBy('code').executeTakeFirstOrThrow()).code
  const partner = await tx.insertInto('partner').values({ name: '测试总工会', short_name: '测总工会', kind: 'union', place: CITY, created_at: now }).returning('id').executeTakeFirstOrThrow()
  const station = { name: '测试骑手驿站', kind: 'rider', partner_id: partner.id, place, lon: 116.45, lat: 39.93, address: '幸福路 1 号', entrance_note: '从南门进', amenities: ['water', 'charging'], hours: json(hours) as never, created_at: now }
  const open = await tx.insertInto('station').values({ ...station, status: 'open' }).returning('id').executeTakeFirstOrThrow()
  const paused = await tx.insertInto('station').values({ ...station, name: '测试暂停驿站', status: 'paused', hours: null, pause_note: '装修' }).returning('id').executeTakeFirstOrThrow()
  const planned = await tx.insertInto('station').values({ ...station, name: '测试筹建驿站', status: 'planned' }).returning('id').executeTakeFirstOrThrow()
  const exception = (from: number, until: number, spans: unknown, reason: string) => tx.insertInto('station_exception').values({ station_id: open.id, from_on: today.add({ days: from }), until_on: today.add({ days: until }), spans: json(spans) as never, reason, created_by: 1, created_at: now }).returning('id').executeTakeFirstOrThrow()
  const closed = await exception(3, 5, [], '国庆休整')
  const other = await exception(10, 12, [[600, 960], [1200, 1500]], '只开下午和晚上')
  await exception(-9, -8, [], '过去的')
  const content: ServiceContent = {
    group: 'functional', icon: 'health', provider_id: partner.id, title: { zh: '测试健康证', en: 'Test health certificate' }, summary: { zh: '办证', en: 'papers' }, description: { zh: '代办健康证', en: 'We get your health certificate' }, eligibility: { all: [] }, eligibility_note: { zh: '在岗的都可以', en: '' },
    form: { type: 'object', properties: {}, required: [] }, documents: [{ code: 'id_card', title: { zh: '身份证', en: 'ID card' }, note: { zh: '', en: '' }, how: 'photo', required: true, identity: true }], steps: [{ code: 'check', title: { zh: '体检', en: 'Check-up' }, note: { zh: '', en: '' } }],
    promised_days: 5, monthly_quota: null, price_fen: 1250, price_note: { zh: '体检费', en: '' }, where: { zh: '', en: '' }, places: [], station_ids: [open.id, planned.id],
  }
  const service = await tx.insertInto('service').values({ place: CITY, position: 1, grp: 'functional', provider_id: partner.id, title: '测试健康证', version: 1, changed_at: now, created_at: now }).returning('id').executeTakeFirstOrThrow()
  await sql`insert into service_version (service_id, version, content, published_at, published_by) values (${service.id}, 1, ${JSON.stringify(content)}::text::json, ${now}, 1)`.execute(tx)
  const draft = await tx.insertInto('service').values({ place: CITY, position: 2, grp: 'care', title: '没有发布的', draft: sql`${JSON.stringify(content)}::text::json` as never, changed_at: now, created_at: now }).returning('id').executeTakeFirstOrThrow()
  const campaign = (name: string, announced: boolean, state: string) => tx.insertInto('campaign').values({ name, season: 'summer-heat', purpose: '送清凉', place: CITY, state, announced_at: announced ? now : null, starts_on: today.add({ days: 7 }), ends_on: today.add({ days: 9 }), joining: 'walk-in', created_by: 1, created_at: now }).returning('id').executeTakeFirstOrThrow()
  const announced = await campaign('测试暖蜂行动', true, 'planned')
  await campaign('没有公布的', false, 'planned')
  await tx.insertInto('campaign_station').values({ campaign_id: announced.id, station_id: open.id, partner_id: partner.id }).execute()
  return { place, partner: partner.id, open: open.id, paused: paused.id, planned: planned.id, service: service.id, draft: draft.id, closed: closed.id, other: other.id, campaign: announced.id }
})

type Thing = Record<string, unknown> & { id: string; name: string }
const hsds = async (path: string, headers: Record<string, string> = {}) => waystation.stranger.get(`/hsds/110105${path}`, headers)
const uuid = (kind: Parameters<typeof uuidOf>[1], id: number, first = 0) => uuidOf(110105, kind, id, first)

async function valid(path: string, schema: string | object): Promise<Record<string, unknown>> {
  const answer = await hsds(path)
  assert.equal(answer.status, 200, `${path}: ${answer.text}`)
  const check = typeof schema === 'string' ? ajv.getSchema(schema) : ajv.compile(schema)
  assert.ok(check?.(answer.body), `${path}: ${JSON.stringify(check?.errors?.slice(0, 5))}`)
  return answer.body
}

async function all(list: string, item: string): Promise<Thing[]> {
  const found: Thing[] = []
  for (let page = 1; ; page += 1) {
    const body = await valid(`/${list}?page=${page}&per_page=7`, pageSchema(item))
    found.push(...(body['contents'] as Thing[]))
    if (body['last_page']) {
      assert.equal(body['total_items'], found.length, list)
      return found
    }
  }
}

test('every page and every single thing validates against the HSDS schemas, and pages hold each thing once', async () => {
  for (const [list, item] of [['services', 'service'], ['organizations', 'organization'], ['locations', 'location'], ['service_at_locations', 'service_at_location']] as const) {
    const things = await all(list, item)
    assert.ok(things.length > 0, list)
    assert.equal(new Set(things.map((one) => one.id)).size, things.length, list)
    for (const one of things.slice(0, 30)) assert.equal((await valid(`/${list}/${one.id}`, item))['id'], one.id)
  }
  const about = await hsds('')
  assert.equal(about.body['version'], '3.0')
  assert.equal(about.headers.get('access-control-allow-origin'), '*')
})

test('no two things share an id, whatever they are', async () => {
  const ids: string[] = []
  const collect = (value: unknown, at: string): void => {
    if (Array.isArray(value)) for (const one of value) collect(one, at)
    else if (typeof value === 'object' && value !== null) {
      if (at !== 'taxonomy_term' && 'id' in value) ids.push(String(value.id))
      for (const [member, one] of Object.entries(value)) collect(one, member)
    }
  }
  for (const location of (await all('locations', 'location')).slice(0, 40)) collect((await hsds(`/locations/${location.id}`)).body, '')
  assert.equal(new Set(ids).size, ids.length)
})

test('a station is a location: its address, hours by the day, exceptions, facilities', async () => {
  const location = await valid(`/locations/${uuid('location', made.open)}`, 'location')
  assert.deepEqual([location['name'], location['latitude'], location['longitude'], location['transportation']], ['测试骑手驿站', 39.93, 116.45, '从南门进'])
  const schedules = location['schedules'] as Record<string, string>[]
  const weekly = schedules.filter((one) => one['freq'] === 'WEEKLY').map((one) => [one['byday'], one['opens_at'], one['closes_at']])
  assert.deepEqual(weekly, [['MO,TU,WE,TH,FR', '08:00+08:00', '20:00+08:00'], ['SA', '10:00+08:00', '16:00+08:00'], ['SA', '18:00+08:00', '02:00+08:00'], ['SU', '00:00+08:00', '23:59+08:00']])
  const exceptions = schedules.filter((one) => one['valid_from']).map((one) => [one['valid_from'], one['valid_to'], one['opens_at'] ?? 'closed'])
  assert.deepEqual(exceptions, [[today.add({ days: 3 }).toString(), today.add({ days: 5 }).toString(), 'closed'], [today.add({ days: 10 }).toString(), today.add({ days: 12 }).toString(), '10:00+08:00'], [today.add({ days: 10 }).toString(), today.add({ days: 12 }).toString(), '20:00+08:00']])
  assert.deepEqual((location['attributes'] as { taxonomy_term: { code: string } }[]).map((one) => one.taxonomy_term.code), ['water', 'charging'])
  assert.match(String((await hsds(`/locations/${uuid('location', made.paused)}`)).body['description']), /暂停开放：装修/)
})

test('what is planned, closed, not published or not announced is not there', async () => {
  assert.equal((await hsds(`/locations/${uuid('location', made.planned)}`)).status, 404)
  assert.equal((await hsds(`/services/${uuid('service', made.draft)}`)).status, 404)
  assert.equal((await hsds(`/service_at_locations/${uuid('link', made.planned, made.service)}`)).status, 404)
  for (const bad of [uuid('service', made.open), uuidOf(330100, 'location', made.open), '00000000-0000-4000-8000-000000000000']) assert.equal((await hsds(`/locations/${bad}`)).status, 404)
  assert.equal((await hsds('/locations/7')).status, 400)
  assert.equal((await hsds('/nothing')).status, 404)
  assert.ok(!JSON.stringify(await all('locations', 'location')).includes('测试筹建驿站'))
})

test('a service of the catalogue: who provides it, what it costs, what to bring, where it is', async () => {
  const service = await valid(`/services/${uuid('service', made.service)}`, 'service')
  assert.deepEqual([service['name'], service['status'], service['organization_id']], ['测试健康证', 'active', uuid('organization', made.partner)])
  assert.deepEqual((service['cost_options'] as { amount: number; currency: string }[]).map((one) => [one.amount, one.currency]), [[12.5, 'CNY']])
  assert.deepEqual((service['required_documents'] as { document: string }[]).map((one) => one.document), ['身份证'])
  assert.deepEqual((service['service_at_locations'] as { location_id: string }[]).map((one) => one.location_id), [uuid('location', made.open)])
  assert.equal((await hsds(`/services/${uuid('service', made.service)}`, { 'accept-language': 'en' })).body['name'], 'Test health certificate')
  const own = (await hsds(`/services?organization_id=${uuid('organization', made.partner)}`)).body['contents'] as Thing[]
  assert.deepEqual(own.map((one) => one.id), [uuid('service', made.service), uuid('rest', made.partner)])
  assert.deepEqual(((await hsds('/services?search=健康证')).body['contents'] as Thing[]).some((one) => one.id === uuid('service', made.service)), true)
})

test('UUIDs are found again, and only those of the city', () => {
  for (const [kind, second, first] of [['location', 7, 0], ['link', 2 ** 47 + 3, 2 ** 27 + 5], ['schedule', 1, 2 ** 20 + 3]] as const) assert.deepEqual(thingOf(110105, uuidOf(110105, kind, second, first)), { kind, first, second })
  assert.equal(thingOf(110105, uuidOf(330100, 'location', 7)), undefined)
  assert.throws(() => uuidOf(110105, 'location', 2 ** 48))
})

async function calendar(path: string): Promise<ICAL.Event[]> {
  const answer = await waystation.stranger.get(path)
  assert.equal(answer.status, 200, answer.text)
  assert.match(answer.headers.get('content-type') ?? '', /^text\/calendar/)
  for (const line of answer.text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
  const parsed = new ICAL.Component(ICAL.parse(answer.text) as unknown[])
  for (const zone of parsed.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  return parsed.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
}

test('another calendar program reads announced campaigns as whole days, and nothing that is not announced', async () => {
  const events = await calendar('/feeds/campaigns.ics')
  const mine = events.find((one) => one.uid === `campaign-${made.campaign}@110105.waystation`) ?? assert.fail()
  assert.deepEqual([mine.summary, mine.startDate.isDate, mine.startDate.toString(), mine.endDate.toString()], ['测试暖蜂行动', true, today.add({ days: 7 }).toString(), today.add({ days: 10 }).toString()])
  assert.match(mine.description, /送清凉\n发放点：测试骑手驿站 幸福路 1 号/)
  assert.ok(!events.some((one) => one.summary === '没有公布的'))
  const elsewhere = (await waystation.sql((tx) => tx.selectFrom('place').select('code').where('kind', '=', 'township').orderBy('code', 'desc').executeTakeFirstOrThrow())).code
  // The city's campaign is for each of its townships.
  assert.ok((await calendar(`/feeds/campaigns.ics?place=${elsewhere}`)).some((one) => one.uid === mine.uid))
})

test('a township’s own campaign is in its calendar, in that of its communities and of the city, and in no other township’s', async () => {
  const [first, second] = await waystation.sql((tx) => tx.selectFrom('place').select('code').where('kind', '=', 'township').orderBy('code').limit(2).execute())
  const { id } = await waystation.sql((tx) => tx.insertInto('campaign').values({ name: '街道自己的', season: 'summer-heat', place: first?.code ?? 0, state: 'running', announced_at: now, starts_on: today, ends_on: today.add({ days: 1 }), joining: 'walk-in', created_by: 1, created_at: now }).returning('id').executeTakeFirstOrThrow())
  const uid = `campaign-${id}@110105.waystation`
  const has = async (query: string) => (await calendar(`/feeds/campaigns.ics${query}`)).some((one) => one.uid === uid)
  assert.deepEqual([await has(''), await has(`?place=${first?.code}`), await has(`?place=${made.place}`), await has(`?place=${second?.code}`)], [true, true, true, false])
})

test('another calendar program reads changed hours: closed days whole, other hours day by day on the clocks of the city', async () => {
  const events = await calendar(`/feeds/openings.ics?station=${made.open}`)
  assert.equal(events.length, 3)
  const closed = events.find((one) => one.uid.startsWith(`opening-${made.closed}-`)) ?? assert.fail()
  assert.deepEqual([closed.startDate.isDate, closed.startDate.toString(), closed.endDate.toString(), closed.description], [true, today.add({ days: 3 }).toString(), today.add({ days: 6 }).toString(), '国庆休整'])
  const moments = events.filter((one) => one.uid.startsWith(`opening-${made.other}-`)).flatMap((event) => {
    const found: string[] = []
    const iterator = event.iterator()
    for (let next = iterator.next(); next; next = iterator.next()) {
      const from = Temporal.Instant.fromEpochMilliseconds(next.toJSDate().getTime())
      found.push(`${from.toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime()} ${event.duration.toSeconds() / 60}`)
    }
    return found
  })
  const expected = [[600, 360], [1200, 300]].flatMap(([from = 0, length]) => [10, 11, 12].map((days) => `${today.add({ days }).toPlainDateTime().add({ minutes: from })} ${length}`))
  assert.deepEqual(moments, expected)
  assert.equal((await calendar(`/feeds/openings.ics?station=${made.paused}`)).length, 0)
})

test('reading writes nothing', async () => {
  const count = async () => Number((await waystation.sql((tx) => sql<{ n: number }>`select count(*)::int as n from event`.execute(tx))).rows[0]?.n)
  const before = await count()
  await hsds('/locations')
  await waystation.stranger.get('/feeds/openings.ics')
  assert.equal(await count(), before)
})
