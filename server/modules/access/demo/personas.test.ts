import { deepEqual, equal, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startWaystation } from '../../../testing/waystation.ts'

const waystation = await startWaystation({ work: false })

describe('demo personas', () => {
  it('a visitor sees whom they can be: staff of every kind and five workers, each with their place', async () => {
    const { status, body } = await waystation.stranger.get('/demo/personas')
    equal(status, 200)
    const personas = body as unknown as { id: string; name: string; role: string; place: string; app: string }[]
    const count = (role: string) => personas.filter((one) => one.role === role).length
    for (const role of ['administrator', 'district_officer', 'community_officer', 'grid_worker', 'station_keeper', 'outlet_manager', 'branch_secretary', 'auditor']) equal(count(role), 1, role)
    equal(count('township_officer'), 2)
    equal(count('company_hr'), 2)
    equal(count('partner_staff'), 2)
    equal(count('worker'), 5)
    deepEqual(personas.filter((one) => !one.id || !one.name || !['desk', 'pocket'].includes(one.app)), [])
    ok(personas.filter((one) => !['station_keeper', 'branch_secretary'].includes(one.role)).every((one) => one.place !== ''))
  })

  it('Zhou Xiaoman comes in by cookie and by token', async () => {
    const { status, body, headers } = await waystation.stranger.post('/demo/sessions', { persona: 'worker-zhou-xiaoman' })
    equal(status, 201)
    const cookie = headers.get('set-cookie') ?? ''
    ok(cookie.startsWith(`waystation=${String(body['token'])};`))
    ok(['Path=/api/v1/110105', 'HttpOnly', 'SameSite=Lax'].every((part) => cookie.includes(part)))
    const byCookie = await waystation.stranger.get('/me', { cookie: cookie.split(';')[0] ?? '' })
    equal(byCookie.body['name'], '周小满')
    equal(byCookie.body['kind'], 'worker')
    equal((await (await waystation.as('worker-zhou-xiaoman')).get('/me')).body['account'], byCookie.body['account'])
  })

  it('a persona nobody has is not found', async () => {
    equal((await waystation.stranger.post('/demo/sessions', { persona: 'mayor' })).status, 404)
  })
})

describe('outside the demo', () => {
  it('there are no personas and no messages to read', async () => {
    const real = await startWaystation({ work: false, mode: 'production', publicUrl: 'https://waystation.example' })
    for (const path of ['/demo/personas', '/demo/messages']) equal((await real.stranger.get(path)).status, 404)
    equal((await real.stranger.post('/demo/sessions', { persona: 'auditor' })).status, 404)
  })
})
