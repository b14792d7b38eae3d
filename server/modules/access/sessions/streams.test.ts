import { equal, ok } from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { EventsAnswer, type Call } from '../../../platform/http/call.ts'
import { mount } from '../../../platform/http/mount.ts'
import { createHttpServer } from '../../../platform/http/server.ts'
import { createLog } from '../../../platform/log.ts'
import { startWaystation, type Person } from '../../../testing/waystation.ts'
import { authenticator } from './authenticate.ts'

const waystation = await startWaystation({ work: false })
const district = await waystation.as('district-officer')

/** A stream that says nothing after the first word, for whoever may read accounts. */
const heard = { ended: 0 }
const http = await createHttpServer({ log: createLog('silent'), rateLimit: 1000, trustProxy: false, maxUploadBytes: 1, version: '0', ready: async () => true })
mount(http, 'test', { 'GET /words': { summary: '', access: 'account.read', reply: 'events', transaction: 'own' } }, { 'GET /words': words }, { services: waystation.services, authenticate: authenticator(waystation.services) })
const origin = await http.listen({ host: '127.0.0.1', port: 0 })
after(() => http.close())

async function words(call: Call<never>): Promise<EventsAnswer> {
  const closed = new Promise((resolve) => call.request.raw.on('close', resolve))
  return new EventsAnswer((async function* () {
    yield { event: 'word', data: 'hello' }
    await closed
    heard.ended += 1
  })())
}

/** @returns after how many milliseconds from `change` on the stream ended */
async function endsAfter(who: Person, change: () => Promise<unknown>): Promise<number> {
  const response = await fetch(`${origin}/api/v1/110105/words`, { headers: { authorization: `Bearer ${who.token}` }, signal: AbortSignal.timeout(8000) })
  equal(response.status, 200)
  const reader = response.body?.getReader()
  await reader?.read()
  await new Promise((resolve) => setTimeout(resolve, 1200)) // it goes on as long as nothing changes
  const before = heard.ended
  await change()
  const began = performance.now()
  equal((await reader?.read())?.done, true)
  const took = performance.now() - began
  while (heard.ended === before) await new Promise((resolve) => setTimeout(resolve, 10))
  return took
}

describe('a stream that is open ends within a second', () => {
  it('of signing out', async () => {
    const officer = await waystation.as('township-officer')
    ok((await endsAfter(officer, () => officer.delete('/session'))) < 1000)
    equal((await fetch(`${origin}/api/v1/110105/words`, { headers: { authorization: `Bearer ${officer.token}` } })).status, 401)
  })

  it('of a role that is revoked', async () => {
    const officer = await waystation.as('township-officer')
    const { body } = await officer.get('/me')
    const grants = body['grants'] as { id: number }[]
    ok((await endsAfter(officer, () => district.delete(`/accounts/${Number(body['account'])}/grants/${grants[0]?.id ?? 0}`))) < 1000)
  })
})
