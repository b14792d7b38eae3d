// A company's own program: a token with which its system sends the daily roster. Shown once, ended by the company.

import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { endSessions, startSession } from '../sessions/session.ts'

export async function addProgram(call: Call<'POST /programs'>): Promise<Reply<'POST /programs'>> {
  const { company_id: company } = call.body
  if (!call.scope.companies.includes(company)) throw notFound()
  const name = call.body.name.trim()
  // The program's account and session are not the HR's own rows.
  const { id, token } = await beyondScope(call, async () => {
    const account = await call.tx.insertInto('account').values({ kind: 'program', name, created_at: call.now }).returning('id').executeTakeFirstOrThrow()
    await call.tx.insertInto('role_grant').values({ account_id: account.id, role: 'company_program', company_id: company, from_on: call.today, granted_by: call.actor.account, granted_at: call.now }).execute()
    const session = await startSession(call.tx, call, { id: account.id, kind: 'program' }, name)
    return { id: account.id, token: session.token }
  })
  await call.emit({ kind: 'program.added', place: call.city.code * 1e9, subject: id, data: { company } })
  return { id, name, token }
}

export async function listPrograms(call: Call<'GET /programs'>): Promise<Reply<'GET /programs'>> {
  // The last use stands with the program's session, which only the program itself and the system see.
  const rows = await beyondScope(call, () => selectPrograms(call).execute())
  return { items: rows.map((row) => ({ id: row.id, name: row.name, company_id: row.company_id ?? 0, created_at: row.created_at, last_used_on: row.last_used_on })) }
}

export async function endProgram(call: Call<'DELETE /programs/{id}'>): Promise<void> {
  const program = await beyondScope(call, () => selectPrograms(call).where('a.id', '=', call.params.id).executeTakeFirst())
  if (!program) throw notFound()
  await beyondScope(call, async () => {
    await call.tx.updateTable('account').set({ status: 'left' }).where('id', '=', program.id).execute()
    await call.tx.updateTable('role_grant').set({ revoked_at: call.now, revoked_by: call.actor.account }).where('account_id', '=', program.id).where('revoked_at', 'is', null).execute()
    await endSessions(call.tx, call, program.id)
  })
  await call.emit({ kind: 'program.ended', place: call.city.code * 1e9, subject: program.id, data: { company: program.company_id } })
}

/** Programs that run for the companies in the caller's reach. */
function selectPrograms(call: Call<'GET /programs'> | Call<'DELETE /programs/{id}'>) {
  return call.tx
    .selectFrom('account as a')
    .innerJoin('role_grant as g', 'g.account_id', 'a.id')
    .leftJoin('session as s', 's.account_id', 'a.id') // none is left after a change of keys: the company sees it and adds another
    .select(['a.id', 'a.name', 'g.company_id', 'a.created_at', 's.last_used_on'])
    .where('a.kind', '=', 'program')
    .where('a.status', '=', 'active')
    .where('g.role', '=', 'company_program')
    .where('g.company_id', 'in', [0, ...call.scope.companies])
    .orderBy('a.id')
}
