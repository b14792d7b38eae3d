// Granting a role, and revoking it: refused within a second everywhere.

import { roleTargets, type Role } from '../../../../contract/permissions.ts'
import { placeCode } from '../../../../contract/place-code.ts'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem, invalidField, notFound, ruleProblem } from '../../../platform/http/problem.ts'
import type { TargetKind } from '../directory.ts'
import { accessChanged } from '../sessions/changes.ts'
import { requireMayGrant } from './authority.ts'
import { targetColumns, targetOf, viewGrants, type GrantRow } from './grant-views.ts'

export type GrantRequest = { role: Role; place?: number; company_id?: number; outlet_id?: number; unit_id?: number; station_id?: number; partner_id?: number; from?: string; until?: string | null }

export async function grantRole(call: Call<'POST /accounts/{id}/grants'>): Promise<Reply<'POST /accounts/{id}/grants'>> {
  const { id } = call.params
  // Seen through a role in reach: a person of somewhere else has to be met there first.
  const account = await call.tx
    .selectFrom('account')
    .select('id')
    .where('id', '=', id)
    .where('kind', '=', 'staff')
    .where('status', '<>', 'left')
    .where((row) => row.exists(row.selectFrom('role_grant').select('role_grant.id').whereRef('role_grant.account_id', '=', 'account.id')))
    .executeTakeFirst()
  if (!account) throw notFound()
  // Who runs the accounts of a city must not be able to let themselves into its people.
  if (id === call.actor.account) throw new Problem('not-allowed')
  const row = await insertGrant(call, id, call.body)
  const [view] = await viewGrants(call.tx, [row], call.today)
  if (!view) throw notFound()
  return view
}

export async function revokeRole(call: Call<'DELETE /accounts/{id}/grants/{grant}'>): Promise<void> {
  const row = await call.tx
    .selectFrom('role_grant')
    .select(['id', 'role', 'place', 'company_id', 'outlet_id', 'unit_id', 'station_id', 'partner_id'])
    .where('id', '=', call.params.grant)
    .where('account_id', '=', call.params.id)
    .where('revoked_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound()
  const { kind, id } = targetOf(row)
  const target = await requireMayGrant(call, row.role, kind, id)
  if (call.params.id === call.actor.account && row.role === 'administrator') {
    throw ruleProblem(call.language === 'en' ? 'somebody else has to revoke an administrator' : '管理员的角色要由另一位管理员收回')
  }
  await call.tx.updateTable('role_grant').set({ revoked_at: call.now, revoked_by: call.actor.account }).where('id', '=', row.id).execute()
  await accessChanged(call.tx, call, call.params.id)
  await call.emit({ kind: 'role.revoked', place: target.place, subject: call.params.id, data: { role: row.role, grant: row.id } })
}

/** @throws Problem not-found, not-allowed, rule */
export async function insertGrant(context: Context, account: number, request: GrantRequest): Promise<GrantRow> {
  const { role } = request
  if (role === 'company_program') throw ruleProblem(context.language === 'en' ? 'programs are added by their company' : '程序由企业自己添加')
  const { kind, id } = requestedTarget(context, request)
  const target = await requireMayGrant(context, role, kind, id)
  const { from, until } = requestedDays(context, request)
  const columns = Object.fromEntries(Object.values(targetColumns).map((column) => [column, column === targetColumns[kind] ? id : null]))
  const row = await beyondScope(context, () => // a role over a company or outlet is not in the reach of its grantor's own places
    context.tx
      .insertInto('role_grant')
      .values({ account_id: account, role, ...columns, from_on: from, until_on: until, granted_by: context.actor.account, granted_at: context.now })
      .returning(['id', 'account_id', 'role', 'place', 'company_id', 'outlet_id', 'unit_id', 'station_id', 'partner_id', 'from_on', 'until_on'])
      .executeTakeFirstOrThrow(),
  )
  await accessChanged(context.tx, context, account)
  await context.emit({ kind: 'role.granted', place: target.place, subject: account, data: { role, grant: row.id } })
  return row
}

/** The one thing the role is over, of the kind that the role asks for. */
function requestedTarget(context: Context, request: GrantRequest): { kind: TargetKind; id: number } {
  const kind = roleTargets[request.role]
  const given = (Object.entries(targetColumns) as [TargetKind, keyof typeof request][]).filter(([, column]) => request[column] !== undefined)
  const id = request[targetColumns[kind]]
  if (id === undefined || given.length !== 1) {
    throw invalidField(targetColumns[kind], context.language === 'en' ? 'The role is granted over exactly this' : '这个角色要指定且只指定这一项')
  }
  if (kind !== 'place') return { kind, id }
  try {
    return { kind, id: placeCode(id) }
  } catch {
    throw notFound()
  }
}

function requestedDays(context: Context, request: GrantRequest): { from: Temporal.PlainDate; until: Temporal.PlainDate | null } {
  const from = request.from ? Temporal.PlainDate.from(request.from) : context.today
  const until = request.until ? Temporal.PlainDate.from(request.until) : null
  if (Temporal.PlainDate.compare(from, context.today) < 0) throw ruleProblem(context.language === 'en' ? 'a role cannot begin in the past' : '角色不能从过去开始')
  if (until && Temporal.PlainDate.compare(until, from) < 0) throw ruleProblem(context.language === 'en' ? 'it would end before it begins' : '结束不能早于开始')
  return { from, until }
}
