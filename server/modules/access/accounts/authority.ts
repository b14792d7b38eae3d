// The look-ups behind the rules: what somebody holds, and over what.

import { grantsInForce } from '../../../platform/http/actor.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Tx } from '../../../platform/database/connection.ts'
import type { Context } from '../../../platform/http/call.ts'
import { Problem, notFound } from '../../../platform/http/problem.ts'
import { describeTargets, type Target, type TargetKind } from '../directory.ts'
import { targetColumns, targetOf } from './grant-views.ts'
import { mayHandOn, mayManage, reaches, type Handed } from './rules.ts'

/**
 * The thing a role is to be granted over.
 * @throws Problem not-found when it does not exist or is out of the caller's reach; not-allowed when the role is not
 *   theirs to hand on
 */
export async function requireMayGrant(context: Context, role: string, kind: TargetKind, id: number): Promise<Target> {
  const target = (await describeTargets(context.tx, kind, [id])).get(id)
  const held = grantsInForce(context.actor, context.today)
  if (!target || !reaches(held, target.place)) throw notFound()
  if (!mayHandOn(held, { role, place: target.place })) throw new Problem('not-allowed')
  return target
}

/**
 * An account the caller may change. Row security shows accounts with a role in reach; the grants that are out of reach
 * count too, so they are read beyond it.
 * @throws Problem not-found, not-allowed
 */
export async function getManagedAccount(context: Context, id: number): Promise<{ id: number; name: string; revision: number }> {
  const account = await context.tx
    .selectFrom('account')
    .select(['id', 'name', 'revision'])
    .where('id', '=', id)
    .where('kind', '=', 'staff')
    .where((row) => row.exists(row.selectFrom('role_grant').select('role_grant.id').whereRef('role_grant.account_id', '=', 'account.id')))
    .forUpdate()
    .executeTakeFirst()
  if (!account) throw notFound()
  const theirs = await beyondScope(context, () => standingGrants(context.tx, id))
  if (id === context.actor.account || !mayManage(grantsInForce(context.actor, context.today), theirs)) throw new Problem('not-allowed')
  return account
}

/** Grants that are not revoked, with where their targets answer to. What nobody describes answers to nowhere. */
async function standingGrants(tx: Tx, account: number): Promise<Handed[]> {
  const rows = await tx.selectFrom('role_grant').select(['role', ...Object.values(targetColumns)]).where('account_id', '=', account).where('revoked_at', 'is', null).execute()
  const handed: Handed[] = []
  for (const row of rows) {
    const { kind, id } = targetOf(row)
    handed.push({ role: row.role, place: (await describeTargets(tx, kind, [id])).get(id)?.place ?? 0 })
  }
  return handed
}
