// Who is asking, and what that lets them reach: the access guard's decision.

import { holds, type Role, type Verb } from '../../../contract/permissions.ts'
import { placeRange } from '../../../contract/place-code.ts'
import type { Access } from '../../../contract/operation.ts'
import { noScope, type Scope } from '../database/scope.ts'
import { Problem } from './problem.ts'

export type Grant = {
  role: Role
  place: number | null
  company: number | null
  outlet: number | null
  unit: number | null
  station: number | null
  partner: number | null
  from: Temporal.PlainDate
  until: Temporal.PlainDate | null
}

export type Actor = {
  account: number
  session: number
  kind: 'staff' | 'worker' | 'program' | 'nobody'
  name: string
  title: string
  worker: number
  grants: readonly Grant[]
}

export const nobody: Actor = { account: 0, session: 0, kind: 'nobody', name: '', title: '', worker: 0, grants: [] }

/**
 * What `actor` reaches through a door that asks for `access`, today.
 * @throws Problem not-signed-in, or not-allowed when no grant in force holds the verb
 */
export function scopeFor(actor: Actor, access: Access, today: Temporal.PlainDate): Scope {
  if (access === 'public') return { ...noScope, account: actor.account, worker: actor.worker }
  if (actor.kind === 'nobody') throw new Problem('not-signed-in')
  if (access === 'signed-in') return { ...noScope, account: actor.account, worker: actor.worker }
  if (access === 'worker') {
    if (actor.kind !== 'worker') throw new Problem('not-allowed')
    return { ...noScope, account: actor.account, worker: actor.worker }
  }
  const known = scopes.get(actor)?.get(access)
  if (known?.today.equals(today)) return known.scope
  const scope = grantedScope(actor, access, today)
  if (!scope) throw new Problem('not-allowed')
  let ofActor = scopes.get(actor)
  if (!ofActor) scopes.set(actor, (ofActor = new Map()))
  ofActor.set(access, { today, scope })
  return scope
}

/** The grants of an actor in force on a day. */
export function grantsInForce(actor: Actor, today: Temporal.PlainDate): Grant[] {
  return actor.grants.filter(({ from, until }) => Temporal.PlainDate.compare(from, today) <= 0 && (!until || Temporal.PlainDate.compare(until, today) >= 0))
}

function grantedScope(actor: Actor, verb: Verb, today: Temporal.PlainDate): Scope | undefined {
  const grants = grantsInForce(actor, today).filter((grant) => holds(grant.role, verb))
  if (grants.length === 0) return undefined
  return {
    places: grants.flatMap((grant) => (grant.place === null ? [] : [placeRange(grant.place)])),
    companies: grants.flatMap((grant) => grant.company ?? []),
    outlets: grants.flatMap((grant) => grant.outlet ?? []),
    stations: grants.flatMap((grant) => grant.station ?? []),
    partners: grants.flatMap((grant) => grant.partner ?? []),
    worker: 0,
    account: actor.account,
  }
}

/** An Actor is made anew when its roles change, so what it reaches can be remembered with it. */
const scopes = new WeakMap<Actor, Map<Verb, { today: Temporal.PlainDate; scope: Scope }>>()
