// Who may hand on which role. Nobody hands on more than the table in the contract says, and only inside their own reach.

import { holds, mayGrant, type Role } from '../../../../contract/permissions.ts'
import { isInside, placeRange } from '../../../../contract/place-code.ts'

/** A grant in force of the person who hands on. */
export type Held = { role: Role; place: number | null }

/** `place`: where the target answers to. */
export type Handed = { role: string; place: number }

/** The grants that reach the target decide: an officer of two townships may do in each what that office allows. */
export function mayHandOn(held: readonly Held[], { role, place }: Handed): boolean {
  return reaching(held, place).some((grant) => (mayGrant[grant.role] ?? []).includes(role as Role))
}

export function reaches(held: readonly Held[], place: number): boolean {
  return reaching(held, place).length > 0
}

/**
 * Whether somebody may rename, suspend or invite anew the holder of `theirs`: only when they could have handed on all of
 * it. Otherwise a township could take over a district officer who also helps out in its grids.
 */
export function mayManage(held: readonly Held[], theirs: readonly Handed[]): boolean {
  return theirs.every((grant) => mayHandOn(held, grant))
}

function reaching(held: readonly Held[], place: number): Held[] {
  return held.filter((grant) => grant.place !== null && holds(grant.role, 'account.write') && isInside(place, placeRange(grant.place)))
}
