// Which account an identity of the provider opens. Reasons: docs/decisions/0003.

import { emit } from '../../../platform/events/emit.ts'
import type { Context } from '../../../platform/http/call.ts'

/** What a provider vouches for. */
export type Claims = { iss: string; sub: string; [claim: string]: unknown }

/**
 * Known by issuer and subject, which never change hands. For the first time: the account that is linking itself, or the
 * one whose login equals the configured claim, provided that it has no identity at this provider yet. No account is made.
 * @param connect the account that is signed in and links itself
 */
export async function accountOfIdentity(inside: Context, claims: Claims, connect: number | null): Promise<number | undefined> {
  const { tx, now } = inside
  const known = await tx
    .selectFrom('outside_identity as i')
    .innerJoin('account as a', 'a.id', 'i.account_id')
    .select(['a.id', 'a.status'])
    .where('i.issuer', '=', claims.iss)
    .where('i.subject', '=', claims.sub)
    .executeTakeFirst()
  if (known) return known.status === 'active' && (connect === null || connect === known.id) ? known.id : undefined

  const login = vouchedLogin(inside, claims)
  if (connect === null && login === undefined) return undefined
  const account = await tx
    .selectFrom('account')
    .select('id')
    .where('kind', '=', 'staff')
    .where('status', '=', 'active')
    .where((row) => (connect === null ? row('login', '=', login ?? '') : row('id', '=', connect)))
    .forUpdate()
    .executeTakeFirst()
  if (!account) return undefined
  const linked = await tx.selectFrom('outside_identity').select('subject').where('issuer', '=', claims.iss).where('account_id', '=', account.id).executeTakeFirst()
  // Logins change hands at the provider, too: the first person who was linked stays the one.
  if (linked) return undefined
  await tx.insertInto('outside_identity').values({ issuer: claims.iss, subject: claims.sub, account_id: account.id, created_at: now }).execute()
  await emit(tx, now, account.id, { kind: 'identity.linked', place: inside.city.code * 1e9, subject: account.id })
  return account.id
}

/** The configured claim's value, when the provider vouches for it: e-mail addresses and phones only if it has verified them. */
function vouchedLogin({ services }: Context, claims: Claims): string | undefined {
  const claim = services.config.oidc?.loginClaim
  if (!claim) return undefined
  const value = claims[claim]
  if (typeof value !== 'string' || value === '') return undefined
  if ((claim === 'email' || claim === 'phone_number') && claims[`${claim}_verified`] !== true) return undefined
  return value
}
