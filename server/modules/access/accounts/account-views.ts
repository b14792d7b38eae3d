// Staff accounts as people read them.

import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Context, Reply } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { readGrants } from './grant-views.ts'

export type AccountView = Reply<'PATCH /accounts/{id}'>

type Row = { id: number; kind: string; name: string; title: string; login: string | null; status: string; has_password: boolean; has_totp: boolean; passkeys: number; revision: number }

/** In the order of `ids`. Grants out of the caller's reach are not shown. */
export async function viewAccounts(context: Context, ids: readonly number[]): Promise<AccountView[]> {
  const grants = await readGrants(context.tx, ids, context.today)
  // How many passkeys somebody has is theirs to see; whoever manages the account may know the number.
  const { rows } = await beyondScope(context, () => sql<Row>`
    select a.id, a.kind, a.name, a.title, a.login, a.status, a.password_hash is not null as has_password, a.totp_secret is not null as has_totp,
      (select count(*)::int from passkey k where k.account_id = a.id) as passkeys, a.revision
    from account a where a.id = any(${ids as number[]})`.execute(context.tx))
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [{ ...row, kind: row.kind as 'staff', status: row.status as 'active', grants: grants.get(id) ?? [] }] : []
  })
}

export async function getAccountView(context: Context, id: number): Promise<AccountView> {
  const [view] = await viewAccounts(context, [id])
  if (!view) throw notFound()
  context.answer.etag(view.revision)
  return view
}
