// Adding staff, changing them, inviting them anew.

import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { accessChanged } from '../sessions/changes.ts'
import { endSessions } from '../sessions/session.ts'
import { invite } from '../sign-in/passwords.ts'
import { getAccountView } from './account-views.ts'
import { getManagedAccount } from './authority.ts'
import { insertGrant } from './grants.ts'

export async function addAccount(call: Call<'POST /accounts'>): Promise<Reply<'POST /accounts'>> {
  const { name, title, grant } = call.body
  const login = call.body.login.trim()
  // A new account has no role yet by which row security could let it in.
  const id = await beyondScope(call, async () => {
    const added = await call.tx
      .insertInto('account')
      .values({ kind: 'staff', name: name.trim(), title: title.trim(), login, created_at: call.now })
      .onConflict((conflict) => conflict.column('login').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!added) throw new Problem('already-exists', { what: login })
    return added.id
  })
  await insertGrant(call, id, grant)
  const invitation = await beyondScope(call, () => invite(call.tx, call, id))
  await call.emit({ kind: 'account.created', place: call.city.code * 1e9, subject: id })
  return { account: await getAccountView(call, id), invitation }
}

export async function changeAccount(call: Call<'PATCH /accounts/{id}'>): Promise<Reply<'PATCH /accounts/{id}'>> {
  const { id, revision } = await getManagedAccount(call, call.params.id)
  call.requireMatch(revision)
  const { name, title, status } = call.body
  await call.tx
    .updateTable('account')
    .set({ ...(name === undefined ? {} : { name: name.trim() }), ...(title === undefined ? {} : { title: title.trim() }), ...(status === undefined ? {} : { status }), revision: revision + 1 })
    .where('id', '=', id)
    .execute()
  if (status === 'suspended') await beyondScope(call, () => endSessions(call.tx, call, id)) // sessions are their own
  else await accessChanged(call.tx, call, id) // the name is part of who they are to other modules
  await call.emit({ kind: 'account.changed', place: call.city.code * 1e9, subject: id, data: { fields: Object.keys(call.body), ...(status ? { status } : {}) } })
  return getAccountView(call, id)
}

/** For somebody who lost their password or phone: everything they signed in with ends, a new code is handed over. */
export async function inviteAgain(call: Call<'POST /accounts/{id}/invitations'>): Promise<Reply<'POST /accounts/{id}/invitations'>> {
  const { id } = await getManagedAccount(call, call.params.id)
  await call.tx.updateTable('account').set({ password_hash: null, totp_secret: null, totp_last_step: null }).where('id', '=', id).execute()
  const invitation = await beyondScope(call, async () => {
    await call.tx.deleteFrom('passkey').where('account_id', '=', id).execute()
    await call.tx.deleteFrom('outside_identity').where('account_id', '=', id).execute()
    await endSessions(call.tx, call, id)
    return invite(call.tx, call, id)
  })
  await call.emit({ kind: 'account.invited', place: call.city.code * 1e9, subject: id })
  return { invitation }
}
