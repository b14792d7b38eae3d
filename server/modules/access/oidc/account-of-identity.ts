// Which account an identity of the provider opens. Reasons: docs/decisions/0006-passkeys-and-openid.md.

import { emit } from '../../../platform/events/emit.ts'
import type { Context } from '../../../platform/http/call.ts'

/** Issuer and subject never change hands. */
export type Identity = { iss: string; sub: string }

export type Found = { account: number } | { problem: 'unknown' | 'suspended' }

/** The account that came with this identity before. Undefined: nobody did. */
export async function findLinked({ tx }: Context, { iss, sub }: Identity): Promise<Found | undefined> {
  const known = await tx
    .selectFrom('outside_identity as i')
    .innerJoin('account as a', 'a.id', 'i.account_id')
    .select(['a.id', 'a.status'])
    .where('i.issuer', '=', iss)
    .where('i.subject', '=', sub)
    .executeTakeFirst()
  return known && foundIn(known)
}

/** For the first time: the account with this login, provided that it has no identity at this provider yet. No account is made. */
export async function linkByLogin(inside: Context, identity: Identity, login: string): Promise<Found> {
  const { tx, now } = inside
  const account = await tx.selectFrom('account').select(['id', 'status']).where('kind', '=', 'staff').where('login', '=', login).forUpdate().executeTakeFirst()
  if (!account) return { problem: 'unknown' }
  const found = foundIn(account)
  if ('problem' in found) return found
  const linked = await tx.selectFrom('outside_identity').select('subject').where('issuer', '=', identity.iss).where('account_id', '=', account.id).executeTakeFirst()
  // Logins change hands at the provider, too: the first person who was linked stays the one.
  if (linked) return linked.subject === identity.sub ? found : { problem: 'unknown' }
  const added = await tx
    .insertInto('outside_identity')
    .values({ issuer: identity.iss, subject: identity.sub, account_id: account.id, created_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('subject')
    .executeTakeFirst()
  if (!added) return { problem: 'unknown' } // became another account's in this very moment
  await emit(tx, now, account.id, { kind: 'identity.linked', place: inside.city.code * 1e9, subject: account.id })
  return found
}

function foundIn({ id, status }: { id: number; status: string }): Found {
  if (status === 'active') return { account: id }
  return { problem: status === 'suspended' ? 'suspended' : 'unknown' }
}
