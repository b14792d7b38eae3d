// The authorisation matrix: every operation of the contract, as every role, about its own things and about others'.
// What is expected comes from the permission table; nothing here says who may do what.

import { deepEqual, equal, fail, ok } from 'node:assert/strict'
import { describe, it } from 'node:test'
import { contract } from '../contract/index.ts'
import type { Operation } from '../contract/operation.ts'
import { holds, permissions, roles, roleTargets, type Role, type Verb } from '../contract/permissions.ts'
import { requests } from './authorisation/requests.ts'
import type { RequestOf } from './authorisation/sample.ts'
import { addActor, addSession, makeWorld, type Actor, type World } from './authorisation/world.ts'
import { startWaystation } from './testing/waystation.ts'

const waystation = await startWaystation({ work: false })
const townships = await waystation.sql((tx) => tx.selectFrom('place').select('code').where('kind', '=', 'township').orderBy('code').limit(40).execute())
const own = await makeWorld(waystation, '自己的', townships[30]?.code ?? 0)
const other = await makeWorld(waystation, '别人的', townships[31]?.code ?? 0)
await Promise.all([other.worker(), other.declared(), other.pair(), other.check(), other.roster('ready'), other.colleague(), other.program()])

const actors = new Map<Role, Actor>()
for (const role of roles) actors.set(role, await addActor(waystation, { kind: role === 'company_program' ? 'program' : 'staff', name: `矩阵 ${role}` }, { role, ...targetOf(role) }))
const worker = await addActor(waystation, { kind: 'worker', worker: (await own.worker()).worker })

/** Roles that were, or will be, or are no more: as good as none. */
const [yesterday, tomorrow] = [-1, 1].map((days) => Temporal.Now.plainDateISO('Asia/Shanghai').add({ days }))
const without = [
  await addActor(waystation, { kind: 'staff', name: '期满' }, { role: 'district_officer', place: own.township, ...(yesterday ? { until_on: yesterday } : {}) }),
  await addActor(waystation, { kind: 'staff', name: '未到' }, { role: 'district_officer', place: own.township, ...(tomorrow ? { from_on: tomorrow } : {}) }),
  await addActor(waystation, { kind: 'staff', name: '收回' }, { role: 'district_officer', place: own.township, revoked_at: Temporal.Now.instant() }),
]

function targetOf(role: Role) {
  const place = role === 'grid_worker' ? own.grid : role === 'community_officer' ? own.community : own.township
  return { place: { place }, company: { company_id: own.company }, outlet: { outlet_id: own.outlet }, unit: { unit_id: 1 }, station: { station_id: own.station }, partner: { partner_id: own.partner } }[roleTargets[role]]
}

type Outcome = { verdict: 'signed-out' | 'not-allowed' | 'missing' | 'refused' | 'done'; status: number; text: string }

async function ask(key: string, request: RequestOf, actor: Actor | undefined, world: World): Promise<Outcome> {
  const [method = ''] = key.split(' ')
  const asking = actor && request.ends ? await oneOfItsOwn(actor) : actor
  const sample = await request.make({ world, home: own, actor: asking ?? worker, services: waystation.services, sql: waystation.sql, owner })
  const headers = new Headers({ accept: 'application/json' })
  if (asking) headers.set('authorization', `Bearer ${asking.token}`)
  let body: string | FormData | null = null
  if (sample.file !== undefined) {
    body = new FormData()
    body.append('file', new Blob([sample.file]), 'list.csv')
  } else if (sample.body !== undefined) {
    headers.set('content-type', 'application/json')
    body = JSON.stringify(sample.body)
  }
  const address = /^\/(api|hsds)\//.test(sample.path) ? waystation.origin + sample.path : `${waystation.origin}/api/v1/110105${sample.path}`
  const response = await fetch(address, { method, headers, body, redirect: 'manual' })
  // A stream of events goes on: that it began is what counts.
  const events = response.headers.get('content-type')?.startsWith('text/event-stream')
  const text = events ? '' : await response.text()
  if (events) await response.body?.cancel()
  const type = /"type":"[^"]*\/([a-z-]+)"/.exec(text)?.[1]
  const verdict = type === 'not-signed-in' ? 'signed-out' : type === 'not-allowed' ? 'not-allowed' : response.status === 404 ? 'missing' : response.status >= 400 ? 'refused' : 'done'
  return { verdict, status: response.status, text }
}

async function owner(text: string, values: unknown[]): Promise<{ id: number }[]> {
  const client = await waystation.services.db.owner.connect()
  try {
    await client.query('set search_path=city_110105,commons')
    return (await client.query<{ id: number }>(text, values)).rows
  } finally {
    client.release()
  }
}

/** For requests that end whoever asks. */
async function oneOfItsOwn(actor: Actor): Promise<Actor> {
  if (actor.worker > 0) return addActor(waystation, { kind: 'worker', worker: (await own.worker()).worker })
  return { ...actor, token: (await addSession(waystation, actor.account)).token }
}

const operations = Object.values(contract).flatMap((module) => Object.entries(module as Record<string, Operation>))

describe('the matrix', () => {
  it('has a request for every operation, and no other', () => {
    deepEqual(Object.keys(requests).sort(), operations.map(([key]) => key).sort())
  })
})

for (const [key, operation] of operations) {
  const request = requests[key as keyof typeof requests]
  it(`${key} (${operation.access})`, async () => {
    if (!request) return fail(`${key} has no sample request`)
    const said = async (who: string, actor: Actor | undefined, world: World, expected: readonly Outcome['verdict'][]) => {
      const { verdict, status, text } = await ask(key, request, actor, world)
      ok(expected.includes(verdict), `${who}, ${world.mark}: ${verdict} (${status}) instead of ${expected.join(' or ')}: ${text.slice(0, 200)}`)
      ok(status < 500, `${who}, ${world.mark}: ${status} ${text.slice(0, 300)}`)
      // Whatever the answer: nothing of the other world is in it, unless everybody may know it.
      if (operation.access !== 'public' && request.about !== 'none') equal(text.includes(other.mark), false, `${who} saw something of others: ${text.slice(0, 2000)}`)
    }
    const everybody = [...actors, ['worker', worker] as const]

    if (operation.access === 'public') {
      for (const [who, actor] of [['stranger', undefined] as const, ...everybody]) await said(who, actor, own, ['done', 'refused', 'missing'])
      return
    }
    await said('stranger', undefined, own, ['signed-out'])

    for (const [role, actor] of everybody) {
      if (!mayAsk(operation, role)) {
        await said(role, actor, own, ['not-allowed'])
        continue
      }
      // A role that is bound to a unit reaches nothing of a place yet; one over a station or partner, what belongs to it.
      const reaches = role === 'worker' || !['unit', 'station', 'partner'].includes(roleTargets[role as Role])
      await said(role, actor, own, reaches ? ['done', 'refused'] : ['done', 'refused', 'missing'])
      if (request.about === 'path') await said(role, actor, other, ['missing'])
      if (request.about === 'body') await said(role, actor, other, request.harmless ? ['done'] : ['refused', 'missing', 'not-allowed'])
    }
    if (operation.access in permissions) for (const actor of without) await said('somebody whose role is not in force', actor, own, ['not-allowed'])
  })
}

function mayAsk({ access }: Operation, who: string): boolean {
  if (access === 'signed-in') return true
  if (access === 'worker' || who === 'worker') return access === who
  return holds(who as Role, access as Verb)
}
