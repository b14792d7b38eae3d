// Who I am and what I may do.

import { permissions, holds, type Verb } from '../../../../contract/permissions.ts'
import type { Tx } from '../../../platform/database/connection.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { readGrants } from '../accounts/grant-views.ts'
import { workerDirectory } from '../directory.ts'

export function readMe(call: Call<'GET /me'>): Promise<Reply<'GET /me'>> {
  return beyondScope(call, () => describeMe(call.tx, call, call.actor.account)) // the names of my company and outlet
}

export async function changeMe(call: Call<'PATCH /me'>): Promise<Reply<'PATCH /me'>> {
  if (call.body.language) await call.tx.updateTable('account').set({ language: call.body.language }).where('id', '=', call.actor.account).execute()
  return beyondScope(call, () => describeMe(call.tx, call, call.actor.account))
}

/** @param tx with the whole city in reach */
export async function describeMe(tx: Tx, context: Pick<Context, 'services' | 'today'>, id: number): Promise<Reply<'GET /me'>> {
  const account = await tx
    .selectFrom('account')
    .select((row) => [
      'id', 'kind', 'name', 'title', 'language', 'worker_id', 'password_hash', 'totp_secret',
      row.selectFrom('passkey').select(row.fn.countAll<number>().as('count')).whereRef('passkey.account_id', '=', 'account.id').as('passkeys'),
    ])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const described = account.worker_id === null ? undefined : (await workerDirectory().describe(tx, [account.worker_id])).get(account.worker_id)
  const grants = (await readGrants(tx, [id], context.today)).get(id) ?? []
  const inForce = grants.filter((grant) => grant.in_force)
  return {
    account: account.id,
    kind: account.kind as 'staff' | 'worker' | 'program',
    name: described?.name ?? account.name,
    title: account.title,
    language: account.language as 'zh-CN' | 'en',
    worker_id: described?.standsFor ?? account.worker_id,
    phone_masked: described?.phoneTail ? `*******${described.phoneTail}` : null,
    grants,
    verbs: (Object.keys(permissions) as Verb[]).filter((verb) => inForce.some(({ role }) => holds(role, verb))),
    has_password: account.password_hash !== null,
    has_totp: account.totp_secret !== null,
    passkeys: account.passkeys ?? 0,
    demo: context.services.config.mode === 'demo',
  }
}
