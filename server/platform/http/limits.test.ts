// Limits, seen by somebody who looks for a way around them.

import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { test } from 'node:test'
import { startWaystation } from '../../testing/waystation.ts'

const w = await startWaystation({ work: false, rateLimit: 1200 })
const { port } = new URL(w.origin)

test('a limit and the ban on caching hold however the address is written', async () => {
  const statuses: string[] = []
  for (let i = 0; i < 40; i += 1) statuses.push((await raw('/%61pi/v1/110105/sign-in/totp', '{"step":"x","code":"000000"}')).slice(9, 12))
  assert.deepEqual([statuses.filter((one) => one === '401').length, statuses.filter((one) => one === '429').length], [30, 10])
  assert.match(await raw('/%61pi/v1/cities'), /cache-control: no-store/)
  assert.match(await raw(`http://localhost:${port}/api/v1/cities`), /cache-control: no-store/)
  assert.match((await raw(`http://localhost:${port}/api/v1/110105/sign-in/totp`, '{"step":"x","code":"000000"}')), /^HTTP\/1\.1 429/)
})

test('behind a proxy the address is what the proxy says, not what the caller says before it; metrics are not for who comes through it', async () => {
  const proxied = await startWaystation({ work: false, rateLimit: 1200, trustProxy: true })
  const left = async (forwarded: string) => Number((await fetch(`${proxied.origin}/api/v1/cities`, { headers: { 'x-forwarded-for': forwarded } })).headers.get('x-ratelimit-remaining'))
  assert.equal((await fetch(`${proxied.origin}/metrics`)).status, 200)
  assert.equal((await fetch(`${proxied.origin}/metrics`, { headers: { 'x-forwarded-for': '203.0.113.7' } })).status, 404)
  assert.equal(await left('203.0.113.7'), 1199)
  assert.equal(await left('198.51.100.1, 203.0.113.7'), 1198)
  assert.equal(await left('198.51.100.2, 203.0.113.7'), 1197)
  assert.equal(await left('203.0.113.8'), 1199)
  assert.equal(await left('2001:db8:1:2::1'), 1199)
  assert.equal(await left('2001:db8:1:2:ffff::9'), 1198)
  const direct = async () => Number((await fetch(`${w.origin}/api/v1/cities`, { headers: { 'x-forwarded-for': `203.0.113.${Math.random()}` } })).headers.get('x-ratelimit-remaining'))
  assert.equal((await direct()) - (await direct()), 1)
})

test('what no address is, is a problem like others', async () => {
  for (const path of ['/desk/%', '/api/v1/%zz', '/%c0%ae']) {
    const answer = await raw(path)
    assert.match(answer, /^HTTP\/1\.1 400/)
    assert.match(answer, /application\/problem\+json/)
    assert.doesNotMatch(answer, /FST_/)
  }
})

test('what no text or date can hold is the sender’s fault, not the server’s', async () => {
  for (const [path, body] of [['/sign-in/password', { login: 'a\0b', password: 'x' }], ['/demo/sessions', { persona: '\0' }], ['/sign-in/invitations', { invitation: '\0', password: '0123456789' }]] as const) {
    const { status } = await w.stranger.post(path, body)
    assert.ok(status === 400 || status === 401, `${path}: ${status}`)
  }
  assert.equal((await w.stranger.get('/posters/%00')).status, 400)
  const officer = await w.as('district-officer')
  const madeUp = (day: string) => officer.get(`/engagements?after=${Buffer.from(JSON.stringify([day, 1])).toString('base64url')}`)
  for (const day of ['no day', '2026-02-30', '-271821-01-01']) assert.equal((await madeUp(day)).status, 400, day)
  assert.equal((await officer.post('/filters', { list: 'workers', name: 'x', query: { trade: '\ud800' } })).status, 400)
})

test('a stranger’s long body is refused, and one full of unknown fields makes no long answer', async () => {
  const fields = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, 1]))
  const long = await w.stranger.post('/demo/sessions', fields(20_000))
  assert.equal(long.status, 413)
  assert.match(String(long.body['title']), /64 KB/)
  const many = await w.stranger.post('/demo/sessions', fields(5000))
  assert.equal(many.status, 400)
  assert.ok(many.text.length < 20_000, String(many.text.length))
})

test('a page whose name was made to lead to this machine cannot enter a demo', async () => {
  const body = '{"persona":"district-officer"}'
  for (const headers of ['Host: evil.example:80\r\nOrigin: http://evil.example:80', 'Host: evil.example\r\nOrigin: http://evil.example\r\nSec-Fetch-Site: same-origin']) {
    assert.match(await raw('/api/v1/110105/demo/sessions', body, headers), /^HTTP\/1\.1 403/)
  }
  assert.match(await raw('/api/v1/110105/demo/sessions', body, `Host: localhost:${port}\r\nOrigin: http://localhost:${port}`), /^HTTP\/1\.1 201/)
})

/** Bytes as they are: a client library would tidy them up. */
function raw(target: string, body?: string, host = `Host: localhost:${port}`): Promise<string> {
  const head = body === undefined ? `GET ${target} HTTP/1.1` : `POST ${target} HTTP/1.1\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}`
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(`${head}\r\n${host}\r\nConnection: close\r\n\r\n${body ?? ''}`))
    let answer = ''
    socket.on('data', (bytes) => (answer += bytes.toString()))
    socket.on('end', () => resolve(answer))
    socket.on('error', reject)
  })
}
