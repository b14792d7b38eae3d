import { sql } from 'kysely'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { viewAccounts } from './account-views.ts'

/**
 * Staff who hold, or held, a role in reach. Reach is row security's on role_grant: the places of companies and outlets
 * belong to another module's tables, and its policies look there.
 */
export async function listAccounts(call: Call<'GET /accounts'>): Promise<Reply<'GET /accounts'>> {
  const { search, role, limit = 50, after } = call.query
  const [name, id] = after ? decodeCursor(after, ['string', 'number']) : []
  const like = search ? `%${search.trim().replaceAll(/[\\%_]/g, (one) => `\\${one}`)}%` : undefined
  const { rows } = await sql<{ id: number; name: string }>`
    select a.id, a.name from account a
    where a.kind = 'staff'
      and exists (select from role_grant g where g.account_id = a.id and (${role ?? null}::text is null or (g.role = ${role ?? null} and g.revoked_at is null)))
      and (${like ?? null}::text is null or a.name ilike ${like ?? null} or a.title ilike ${like ?? null} or a.login ilike ${like ?? null})
      and (${id ?? null}::bigint is null or (a.name, a.id) > (${name ?? null}::text, ${id ?? null}::bigint))
    order by a.name, a.id limit ${limit + 1}`.execute(call.tx)
  const { items, next } = cutPage(rows, limit, (row) => [row.name, row.id])
  return { items: await viewAccounts(call, items.map((row) => row.id)), next }
}
