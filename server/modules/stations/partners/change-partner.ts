// PATCH /partners/{id}

import { sql } from 'kysely'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { Problem, ruleProblem } from '../../../platform/http/problem.ts'
import { spellName } from '../../places/index.ts'
import { checkPlace } from '../../registry/index.ts'
import { words } from '../words.ts'
import { checkedCode, contactPhone } from './add-partner.ts'
import { answerPartner, getPartnerRow } from './partner-store.ts'

/** A partner closes once none of its stations goes on; it can go on again. */
export async function changePartner(call: Call<'PATCH /partners/{id}'>): Promise<Reply<'PATCH /partners/{id}'>> {
  const { body } = call
  const partner = await getPartnerRow(call, call.params.id)
  call.requireMatch(partner.revision)
  const credit_code = checkedCode(call, body.credit_code)
  if (typeof credit_code === 'string') await requireNewCode(call, partner.id, credit_code)
  const place = body.place === undefined ? undefined : await checkPlace(call, 'place', body.place)
  const closes = body.closed === true && partner.closed_on === null
  if (closes && partner.stations > 0) throw ruleProblem(words(call.language, `名下还有 ${partner.stations} 个驿站，请先撤销或转给别的单位`, `it still has ${partner.stations} stations: close them or give them to another partner first`))
  const changed = await call.tx
    .updateTable('partner')
    .set({
      ...(body.name === undefined ? {} : { name: body.name.trim() }),
      ...(body.short_name === undefined ? {} : { short_name: body.short_name.trim(), ...spellName(body.short_name) }),
      ...(body.kind === undefined ? {} : { kind: body.kind }),
      ...(credit_code === undefined ? {} : { credit_code }),
      ...(place === undefined ? {} : { place }),
      ...(body.contact_name === undefined ? {} : { contact_name: body.contact_name.trim() }),
      ...(body.contact_phone === undefined ? {} : contactPhone(call, body.contact_phone)),
      ...(closes ? { closed_on: call.today } : body.closed === false ? { closed_on: null } : {}),
      revision: partner.revision + 1,
    })
    .where('id', '=', partner.id)
    .where('revision', '=', partner.revision)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw new Problem('changed-meanwhile')
  await call.emit({ kind: closes ? 'partner.closed' : 'partner.changed', place: place ?? partner.place, subject: partner.id, data: { fields: Object.keys(body) } })
  return answerPartner(call, partner.id)
}

async function requireNewCode(call: Call<'PATCH /partners/{id}'>, id: number, code: string): Promise<void> {
  const { rows } = await sql`select from partner where credit_code = ${code} and id <> ${id}`.execute(call.tx)
  if (rows.length > 0) throw new Problem('already-exists', { what: code })
}
