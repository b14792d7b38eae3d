// What every endpoint promises, whatever it is for.

import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { startWaystation } from '../../testing/waystation.ts'
import { createHttpServer } from './server.ts'
import { mount, type MountOptions } from './mount.ts'
import { createLog } from '../log.ts'

const w = await startWaystation()
const officer = await w.as('district-officer')

test('an operation that declares no access stops the boot', async () => {
  const http = await createHttpServer({ log: createLog('silent'), rateLimit: 10, trustProxy: false, maxUploadBytes: 1, version: '0', ready: async () => true })
  const careless = { 'GET /secrets': { summary: '', reply: 'none' } } as never
  assert.throws(() => mount(http, 'careless', careless, { 'GET /secrets': async () => undefined }, { services: w.services } as MountOptions), /declares no access/)
  assert.throws(() => mount(http, 'careless', { 'GET /secrets': { summary: '', reply: 'none', access: 'no.such' } } as never, { 'GET /secrets': async () => undefined }, { services: w.services } as MountOptions), /declares no access/)
  await http.close()
})

test('a double click with one idempotency key adds one brand and answers twice alike', async () => {
  const key = { 'idempotency-key': randomUUID() }
  const name = `双击外卖${randomUUID().slice(0, 8)}`
  const answers = await Promise.all([1, 2, 3].map(() => officer.post('/brands', { name, trade: 'food-delivery' }, key)))
  assert.deepEqual(answers.map((one) => one.status), [201, 201, 201])
  assert.equal(new Set(answers.map((one) => JSON.stringify(one.body))).size, 1)
  assert.equal(answers.filter((one) => one.headers.get('idempotency-replayed') === 'true').length, 2)
  const brands = await w.sql((tx) => tx.selectFrom('brand').select('id').where('name', '=', name).execute())
  assert.equal(brands.length, 1)
})

test('the same key with another request is refused, and a failed write may be tried again with its key', async () => {
  const key = { 'idempotency-key': randomUUID() }
  const name = `重试快递${randomUUID().slice(0, 8)}`
  assert.equal((await officer.post('/brands', { name, trade: 'no-such-trade' }, key)).status >= 400, true)
  assert.equal((await officer.post('/brands', { name, trade: 'parcel' }, key)).status, 201)
  const other = await officer.post('/brands', { name: `${name}二`, trade: 'parcel' }, key)
  assert.equal(other.status, 422)
  assert.match(String(other.body['type']), /key-reused$/)
})

test('a problem names the field, in the language asked for', async () => {
  const zh = await officer.post('/brands', { trade: 'parcel', nonsense: 1 })
  assert.equal(zh.status, 400)
  assert.match(zh.headers.get('content-type') ?? '', /^application\/problem\+json/)
  const errors = zh.body['errors'] as unknown as { field: string; message: string }[]
  assert.deepEqual(errors.map((one) => one.field).sort(), ['name', 'nonsense'])
  assert.ok(errors.some((one) => one.message === '这一项必填'))
  const en = await officer.post('/brands', { trade: 'parcel' }, { 'accept-language': 'en' })
  assert.deepEqual(en.body['errors'], [{ field: 'name', message: 'This is required' }])
  const meaning = await officer.get(String(zh.body['type']))
  assert.equal(meaning.body['title'], zh.body['title'])
})

test('somebody who edits what another has changed meanwhile is told, and nothing is overwritten', async () => {
  const { body } = await officer.get('/companies?limit=1')
  const { id } = (body['items'] as unknown as { id: number }[])[0] ?? { id: 0 }
  const seen = (await officer.get(`/companies/${id}`)).headers.get('etag') ?? ''
  assert.match(seen, /^"\d+"$/)
  assert.equal((await officer.patch(`/companies/${id}`, { contact_name: '甲' }, { 'if-match': seen })).status, 200)
  const late = await officer.patch(`/companies/${id}`, { contact_name: '乙' }, { 'if-match': seen })
  assert.equal(late.status, 412)
  assert.equal((await officer.get(`/companies/${id}`)).body['contact_name'], '甲')
})

test('a list is walked page by page by cursor and Link header, without gap or double', async () => {
  const all = ((await officer.get('/outlets?limit=200')).body['items'] as unknown as { id: number }[]).map((one) => one.id)
  const walked: number[] = []
  for (let path: string | undefined = '/outlets?limit=3'; path; ) {
    const answer = await officer.get(path)
    walked.push(...(answer.body['items'] as unknown as { id: number }[]).map((one) => one.id))
    path = /<([^>]+)>; rel="next"/.exec(answer.headers.get('link') ?? '')?.[1]
  }
  assert.deepEqual(walked, all)
  assert.equal((await officer.get('/outlets?after=garbage')).status, 400)
})

test('a write from another site is refused although the browser sends the cookie along', async () => {
  const body = { name: '跨站', trade: 'parcel' }
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }, { origin: 'https://evil.example' }]) {
    const answer = await officer.post('/brands', body, headers)
    assert.equal(answer.status, 403, JSON.stringify(headers))
    assert.match(String(answer.body['type']), /cross-site$/)
  }
})

test('a page names the next one in its Link header, whatever it was asked for', async () => {
  const told = async (path: string) => {
    const { headers, body } = await officer.get(path)
    return { link: /^<\/api\/v1\/110105(.*)>; rel="next"$/.exec(headers.get('link') ?? '')?.[1] ?? '', next: String(body['next']), ids: (body['items'] as { id: number }[]).map(({ id }) => id) }
  }
  for (const asked of ['/workers', '/workers?limit=3', '/workers?away=true&limit=3']) {
    const first = await told(asked)
    assert.equal(first.link, `${asked}${asked.includes('?') ? '&' : '?'}after=${first.next}`)
    const [second, same] = [await told(first.link), await told(`/workers?after=${first.next}${asked.includes('?') ? asked.replace(/.*\?/, '&') : ''}`)]
    assert.deepEqual(second.ids, same.ids)
    assert.equal(second.ids.some((id) => first.ids.includes(id)), false)
    assert.deepEqual([...new URLSearchParams(same.link.replace(/.*\?/, ''))].sort(), [...new URLSearchParams(second.link.replace(/.*\?/, ''))].sort())
    assert.equal(second.link.match(/after=/g)?.length, 1)
  }
})

test('every answer carries the policy that keeps foreign scripts, frames and caches out', async () => {
  const answer = await officer.get('/me')
  const policy = answer.headers.get('content-security-policy') ?? ''
  assert.match(policy, /script-src 'self'/)
  assert.match(policy, /frame-ancestors 'none'/)
  assert.doesNotMatch(policy, /unsafe/)
  assert.equal(answer.headers.get('cache-control'), 'no-store')
  assert.equal(answer.headers.get('x-content-type-options'), 'nosniff')
})

test('health, readiness and metrics answer, and metrics name no person', async () => {
  assert.equal((await officer.get('/api/../healthz')).status, 200)
  const ready = await fetch(`${w.origin}/readyz`)
  assert.deepEqual(await ready.json(), { status: 'ready' })
  await officer.get(`/workers?search=${encodeURIComponent('周小满')}`)
  const metrics = await (await fetch(`${w.origin}/metrics`)).text()
  assert.match(metrics, /waystation_request_seconds_count\{method="GET",route="\/api\/v1\/:city\/workers",status="200"\}/)
  assert.doesNotMatch(metrics, /小满|%E5%B0%8F/)
})

test('the description of the API is OpenAPI 3.1 and holds every operation', async () => {
  const description = (await officer.get('/api/v1/openapi.json')).body as unknown as { openapi: string; paths: Record<string, Record<string, { responses: object }>> }
  assert.equal(description.openapi, '3.1.0')
  const { contract } = await import('../../../contract/index.ts')
  for (const key of Object.values(contract).flatMap((module) => Object.keys(module))) {
    const [method = '', path = ''] = key.split(' ')
    const [, first = '', rest = ''] = /^(\/[^/]+)(.*)$/.exec(path) ?? []
    const there = description.paths[`/api/v1/{city}${path}`] ?? description.paths[`/api/v1${path}`] ?? description.paths[`${first}/{city}${rest}`]
    assert.ok(there?.[method.toLowerCase()], key)
  }
})

test('a made-up city answers as nothing, and so does a made-up page', async () => {
  assert.equal((await officer.get('/api/v1/999999/workers')).status, 404)
  assert.equal((await officer.get('/nowhere')).status, 404)
})
