import { beforeEach, describe, expect, it } from 'vitest'
import { ApiProblem } from '../../../contract/client.ts'
import { openOutbox, type Letter, type Outbox, type Waitable } from './outbox.ts'
import { memoryShelf, type Shelf } from './shelf.ts'
import { openVault } from './vault.ts'

type Sent = { operation: Waitable; body: unknown; key: string }

/** A server that does each key once, as ours does, and a network that can fail before or after it was reached. */
class Server {
  readonly done: Sent[] = []
  readonly asked: Sent[] = []
  network: 'up' | 'down' | 'answer-lost' = 'up'
  refusal: ApiProblem | undefined

  async receive(operation: Waitable, sent: { body: unknown; idempotencyKey: string }): Promise<{ data: unknown }> {
    if (this.network === 'down') throw offline()
    const request = { operation, body: sent.body, key: sent.idempotencyKey }
    this.asked.push(request)
    if (this.refusal) throw this.refusal
    if (!this.done.some((one) => one.key === request.key)) this.done.push(request)
    if (this.network === 'answer-lost') throw offline()
    return { data: { answered: sent.body } }
  }
}

let server: Server
let shelf: Shelf
let told: Letter[]

beforeEach(() => {
  server = new Server()
  shelf = memoryShelf()
  told = []
})

const open = (account = 7): Promise<Outbox> =>
  openOutbox({ vault: openVault(shelf), prefix: `${account} outbox `, send: (operation, sent) => server.receive(operation, sent), onDone: (letter) => told.push(letter), alone: (work) => work() })
const offline = (): ApiProblem => new ApiProblem({ type: 'offline', title: 'offline', status: 0 })
const problem = (type: string, status: number): ApiProblem => new ApiProblem({ type: `/api/problems/${type}`, title: '不行', status, detail: '这份说明已经换了' })
const consent = (granted: boolean, purpose = 'public-badge' as const) => ({ about: `consent ${purpose}`, params: undefined, body: { purpose, version: '1', granted } })
const correction = (post: string) => ({ about: 'statement 12', params: { id: 12 }, body: { post } })

describe('what a rider says without network', () => {
  it('goes at once when there is one, and the answer comes back', async () => {
    const box = await open()
    expect(await box.put('POST /me/consents', consent(true))).toEqual({ state: 'done', data: { answered: consent(true).body } })
    expect(box.letters.value).toEqual([])
    expect(told).toHaveLength(1)
  })

  it('waits, survives closing the app, and goes once when the network is back', async () => {
    server.network = 'down'
    const box = await open()
    expect(await box.put('POST /me/consents', consent(true))).toEqual({ state: 'waiting' })
    expect(await box.put('PUT /me/engagements/{id}/statement', correction('骑手'))).toEqual({ state: 'waiting' })
    server.network = 'up'
    const reopened = await open()
    expect(reopened.letters.value.map((one) => one.operation)).toEqual(['POST /me/consents', 'PUT /me/engagements/{id}/statement'])
    await reopened.flush()
    expect(server.done.map((one) => one.body)).toEqual([consent(true).body, { post: '骑手' }])
    expect(reopened.letters.value).toEqual([])
    expect((await open()).letters.value).toEqual([])
  })

  it('is done once although the answer got lost and it was sent again', async () => {
    server.network = 'answer-lost'
    const box = await open()
    expect(await box.put('POST /me/consents', consent(true))).toEqual({ state: 'waiting' })
    server.network = 'up'
    await (await open()).flush()
    expect(server.asked).toHaveLength(2)
    expect(server.done).toHaveLength(1)
  })

  it('is replaced by a later word as long as it has not left the phone, and never afterwards', async () => {
    server.network = 'answer-lost'
    const box = await open()
    await box.put('PUT /me/engagements/{id}/statement', correction('骑手'))
    server.network = 'down'
    await box.put('PUT /me/engagements/{id}/statement', correction('分拣'))
    await box.put('PUT /me/engagements/{id}/statement', correction('站长'))
    server.network = 'up'
    await box.flush()
    expect(server.done.map((one) => one.body)).toEqual([{ post: '骑手' }, { post: '站长' }])
  })

  it('is sent in the order it was said', async () => {
    server.network = 'down'
    const box = await open()
    for (const purpose of ['public-badge', 'sms-replies', 'community-contact'] as const) await box.put('POST /me/consents', { about: `consent ${purpose}`, params: undefined, body: { purpose, version: '1', granted: true } })
    server.network = 'up'
    await box.flush()
    expect(server.done.map((one) => (one.body as { purpose: string }).purpose)).toEqual(['public-badge', 'sms-replies', 'community-contact'])
  })

  it('is given back at once when the server refuses it while the rider looks on', async () => {
    server.refusal = problem('rule', 422)
    const box = await open()
    await expect(box.put('POST /me/consents', consent(true))).rejects.toBe(server.refusal)
    expect(box.letters.value).toEqual([])
  })

  it('stays with the reason when it is refused later, lets the others pass, and goes when dropped', async () => {
    server.network = 'down'
    const box = await open()
    await box.put('POST /me/consents', consent(true))
    await box.put('PUT /me/engagements/{id}/statement', correction('骑手'))
    server.network = 'up'
    server.refusal = problem('rule', 422)
    const reopened = await open()
    await reopened.flush()
    expect(reopened.letters.value.map((one) => one.refused)).toEqual(['这份说明已经换了', '这份说明已经换了'])
    const [first] = reopened.letters.value
    await reopened.drop(first?.id ?? '')
    expect((await open()).letters.value).toHaveLength(1)
  })

  it.each([problem('not-signed-in', 401), problem('too-many', 429), problem('unavailable', 503)])('waits while the server cannot take it ($kind)', async (passing) => {
    server.refusal = passing
    const box = await open()
    expect(await box.put('POST /me/consents', consent(true))).toEqual({ state: 'waiting' })
    server.refusal = undefined
    await box.flush()
    expect(server.done).toHaveLength(1)
  })

  it('is never sent in the name of another person who signs in on the same phone', async () => {
    server.network = 'down'
    await (await open(7)).put('POST /me/consents', consent(true))
    server.network = 'up'
    const other = await open(8)
    await other.flush()
    expect(server.done).toEqual([])
    await (await open(7)).flush()
    expect(server.done).toHaveLength(1)
  })

  it('still goes when the phone’s storage is full', async () => {
    const box = await open()
    shelf.put = () => Promise.reject(new DOMException('full', 'QuotaExceededError'))
    expect((await box.put('POST /me/consents', consent(true))).state).toBe('done')
    server.network = 'down'
    expect((await box.put('POST /me/consents', consent(false))).state).toBe('waiting')
    server.network = 'up'
    await box.flush()
    expect(server.done.map((one) => one.body)).toEqual([consent(true).body, consent(false).body])
    expect(box.letters.value).toEqual([])
  })

  it('arrives although it is said while another run is under way', async () => {
    const box = await open()
    const outcomes = await Promise.all([box.put('POST /me/consents', consent(true)), box.flush(), box.put('PUT /me/engagements/{id}/statement', correction('骑手')), box.flush()])
    expect(outcomes.filter((one) => one?.state === 'done')).toHaveLength(2)
    expect(server.done).toHaveLength(2)
  })
})
