/** Who is signed in, and what they may do. The server decides; this only keeps refused buttons off the screen. */
import { computed, shallowReadonly, shallowRef, type ComputedRef, type ShallowRef } from 'vue'
import { holds, type Role, type Verb } from '../../../contract/permissions.ts'
import { call, onSignedOut, type Api, type ReplyOf } from './client.ts'
import { isProblem } from './problems.ts'

export type Me = ReplyOf<Api['GET /me']>
export type Grant = Me['grants'][number]

const current = shallowRef<Me>()
const grants = computed<readonly Grant[]>(() => current.value?.grants.filter((grant) => grant.in_force) ?? [])
const roles = computed<ReadonlySet<Role>>(() => new Set(grants.value.map((grant) => grant.role)))
const verbs = computed<ReadonlySet<string>>(() => new Set(current.value?.verbs))
const employer = computed(() => grants.value.length > 0 && grants.value.every((grant) => grant.role === 'company_hr' || grant.role === 'outlet_manager'))

onSignedOut(() => {
  current.value = undefined
})

export interface MeInHand {
  /** Undefined while nobody is signed in. */
  readonly me: Readonly<ShallowRef<Me | undefined>>
  /** Grants in force today. */
  readonly grants: ComputedRef<readonly Grant[]>
  readonly roles: ComputedRef<ReadonlySet<Role>>
  /** Company HR or outlet manager and nothing else: sees only its own pages. */
  readonly employer: ComputedRef<boolean>
  /** Some grant holds the verb. Reactive. */
  readonly can: (verb: Verb) => boolean
  /** A grant holds the verb for this company or outlet, or by a place. */
  readonly canAt: (verb: Verb, where: { company?: number | undefined; outlet?: number | undefined }) => boolean
}

export function useMe(): MeInHand {
  return { me: shallowReadonly(current), grants, roles, employer, can, canAt }
}

/** Asks who is signed in. Undefined when nobody is; throws when no answer comes. */
export async function loadMe(): Promise<Me | undefined> {
  try {
    current.value = (await call('GET /me')).data
  } catch (problem) {
    if (!isProblem(problem, 'not-signed-in')) throw problem
    current.value = undefined
  }
  return current.value
}

/** After signing in, with what the sign-in answered. */
export function enter(me: Me): void {
  current.value = me
}

export async function signOut(): Promise<void> {
  await call('DELETE /session')
  current.value = undefined
}

function can(verb: Verb): boolean {
  return verbs.value.has(verb)
}

function canAt(verb: Verb, where: { company?: number | undefined; outlet?: number | undefined }): boolean {
  return grants.value.some(
    (grant) => holds(grant.role, verb) && (grant.place !== null || (grant.company_id !== null && grant.company_id === where.company) || (grant.outlet_id !== null && grant.outlet_id === where.outlet)),
  )
}
