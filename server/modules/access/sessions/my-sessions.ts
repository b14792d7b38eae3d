// Where I am signed in, and signing out.

import { notFound } from '../../../platform/http/problem.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { clearCookie, endSessions } from './session.ts'

export async function listMySessions(call: Call<'GET /me/sessions'>): Promise<Reply<'GET /me/sessions'>> {
  const rows = await call.tx
    .selectFrom('session')
    .select(['id', 'label', 'created_at', 'last_used_on'])
    .where('account_id', '=', call.actor.account)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', call.now)
    .orderBy('id', 'desc')
    .limit(100)
    .execute()
  return { items: rows.map(({ id, label, created_at, last_used_on }) => ({ id, label, created_at, last_used_on, current: id === call.actor.session })) }
}

export async function endMySession(call: Call<'DELETE /me/sessions/{id}'>): Promise<void> {
  if ((await endSessions(call.tx, call, call.actor.account, { only: call.params.id })) === 0) throw notFound()
  if (call.params.id === call.actor.session) clearCookie(call)
}

export async function signOut(call: Call<'DELETE /session'>): Promise<void> {
  await endSessions(call.tx, call, call.actor.account, { only: call.actor.session })
  clearCookie(call)
}
