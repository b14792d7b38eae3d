// Posters of an outlet: scan, sign in, say "I work here".

import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { codeOf, foldCode } from '../../../platform/secrets/code-rules.ts'
import type { OpenOutlet } from '../outlets/open-outlet.ts'
import { getOutletRow, outletInReach } from '../outlets/outlet-store.ts'

export async function addPoster(call: Call<'POST /outlets/{id}/posters'>): Promise<Reply<'POST /outlets/{id}/posters'>> {
  const { name, ...outlet } = await getOutletRow(call, call.params.id)
  if (outlet.closed_on) throw notFound()
  const code = codeOf(randomBytes(10))
  await call.tx.insertInto('poster').values({ code, outlet_id: outlet.id, place: outlet.place, created_by: call.actor.account, created_at: call.now }).execute()
  await call.emit({ kind: 'poster.added', place: outlet.place, subject: outlet.id })
  return { code, href: posterHref(call, code), outlet: name }
}

export async function listPosters(call: Call<'GET /outlets/{id}/posters'>): Promise<Reply<'GET /outlets/{id}/posters'>> {
  const outlet = await getOutletRow(call, call.params.id)
  const rows = await call.tx.selectFrom('poster').select(['code', 'created_at', 'revoked_at']).where('outlet_id', '=', outlet.id).orderBy('created_at', 'desc').execute()
  return { items: rows.map((row) => ({ code: row.code, href: posterHref(call, row.code), created_at: row.created_at, revoked_at: row.revoked_at })) }
}

export async function endPoster(call: Call<'DELETE /posters/{code}'>): Promise<void> {
  const { rows } = await sql<{ outlet_id: number; place: number; revoked_at: Temporal.Instant | null }>`
    select p.outlet_id, p.place, p.revoked_at from poster p join outlet o on o.id = p.outlet_id where p.code = ${foldCode(call.params.code)} and ${outletInReach(call)}`.execute(call.tx)
  const [poster] = rows
  if (!poster) throw notFound()
  if (poster.revoked_at) return
  await call.tx.updateTable('poster').set({ revoked_at: call.now }).where('code', '=', foldCode(call.params.code)).execute()
  await call.emit({ kind: 'poster.ended', place: poster.place, subject: poster.outlet_id })
}

/** Open to everybody who stands before it: what the poster itself says. */
export async function readPoster(call: Call<'GET /posters/{code}'>): Promise<Reply<'GET /posters/{code}'>> {
  const outlet = await findByPoster(call, call.params.code)
  if (!outlet) throw notFound()
  return { outlet: outlet.name, company: outlet.company, address: outlet.address }
}

/** The outlet a poster stands for, while both are in use. Whoever holds the code may know it: it hangs on the wall there. */
export async function findByPoster(call: Pick<Context, 'tx' | 'scope'>, code: string): Promise<(OpenOutlet & { company: string; address: string }) | undefined> {
  return beyondScope(call, async () => {
    const { rows } = await sql<OpenOutlet & { company: string; address: string }>`
      select o.id, o.name, o.company_id, o.place, o.trade, o.operator_id, o.address, c.short_name as company
      from poster p join outlet o on o.id = p.outlet_id join company_label c on c.id = o.company_id
      where p.code = ${foldCode(code)} and p.revoked_at is null and o.closed_on is null`.execute(call.tx)
    return rows[0]
  })
}

/** What the QR code holds: the pocket app opens it after signing in. */
function posterHref(call: Pick<Context, 'request' | 'services' | 'city'>, code: string): string {
  const origin = call.services.config.publicUrl ?? `${call.request.protocol}://${call.request.host}`
  return `${origin.replace(/\/$/, '')}/i/${code}?city=${call.city.code}`
}
