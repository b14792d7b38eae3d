// The end of every way of signing in: a session, its cookie, and who one is now.

import type { Tx } from '../../../platform/database/connection.ts'
import { emit } from '../../../platform/events/emit.ts'
import type { Context, Reply } from '../../../platform/http/call.ts'
import { describeMe } from '../me/read-me.ts'
import { giveCookie, sessionLabel, startSession } from '../sessions/session.ts'

export type SignedIn = Reply<'POST /sign-in/phone'>

/**
 * @param tx with the whole city in reach: until now nobody was known
 * @param way 'phone' | 'password' | 'passkey' | 'oidc' | 'demo'. Staff sign-ins are events; when a worker opens the app is
 * nobody's business.
 */
export async function signedIn(tx: Tx, context: Context, account: { id: number; kind: 'staff' | 'worker' }, way: string): Promise<SignedIn> {
  const session = await startSession(tx, context, account, sessionLabel(context.request))
  if (account.kind === 'staff') await emit(tx, context.now, account.id, { kind: 'session.started', place: context.city.code * 1e9, subject: session.id, data: { way } })
  const me = await describeMe(tx, context, account.id)
  giveCookie(context, session)
  return { token: session.token, expires_at: session.expiresAt, me }
}
