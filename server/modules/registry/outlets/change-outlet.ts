// PATCH /outlets/{id}

import { sql } from 'kysely'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { invalidField, Problem } from '../../../platform/http/problem.ts'
import { checkOperator, checkPlace, checkTrade } from '../checked-references.ts'
import { managerPhone } from '../companies/contact-phone.ts'
import { foldOutletName } from '../rosters/reading/fold-outlet-name.ts'
import { pinyinOf } from '../rosters/reading/pinyin.ts'
import { words } from '../words.ts'
import { closeOutlet } from './close-outlet.ts'
import { answerOutlet } from './get-outlet.ts'
import { moveOutlet } from './move-outlet.ts'
import { getOutletRow, type OutletRow } from './outlet-store.ts'
import { toWgs84 } from './position.ts'

/** Moving it to another place moves its people along; closing it ends their engagements. */
export async function changeOutlet(call: Call<'PATCH /outlets/{id}'>): Promise<Reply<'PATCH /outlets/{id}'>> {
  const outlet = await getOutletRow(call, call.params.id)
  call.requireMatch(outlet.revision)
  const { body } = call
  const place = body.place === undefined ? outlet.place : await checkPlace(call, 'place', body.place, { anywhere: call.scope.companies.includes(outlet.company_id) })
  if (body.trade !== undefined) await checkTrade(call, body.trade)
  await checkOperator(call, body.operator_id)
  if (body.name !== undefined) await checkName(call, outlet, body.name)
  const closedOn = body.closed_on === undefined ? outlet.closed_on : body.closed_on === null ? null : Temporal.PlainDate.from(body.closed_on)
  if (closedOn && Temporal.PlainDate.compare(closedOn, call.today) > 0) throw invalidField('closed_on', words(call.language, '撤点日期不能在今天之后', 'It cannot close later than today'))

  if (place !== outlet.place) await moveOutlet(call, outlet.id, place)
  if (closedOn && !outlet.closed_on) await closeOutlet(call, outlet.id, closedOn)
  const changed = await call.tx.updateTable('outlet').set({ ...columnsOf(call), place, closed_on: closedOn, revision: outlet.revision + 1 }).where('id', '=', outlet.id).where('revision', '=', outlet.revision).returning('id').executeTakeFirst()
  if (!changed) throw new Problem('changed-meanwhile')
  await call.emit({ kind: closedOn && !outlet.closed_on ? 'outlet.closed' : 'outlet.changed', place, subject: outlet.id, data: { company: outlet.company_id, fields: Object.keys(body), ...(place === outlet.place ? {} : { from: outlet.place }) } })
  return answerOutlet(call, outlet.id)
}

function columnsOf(call: Call<'PATCH /outlets/{id}'>) {
  const { body } = call
  const position = body.position ? toWgs84(body.position, body.datum ?? 'wgs84') : null
  return {
    ...(body.name === undefined ? {} : { name: body.name.trim(), name_key: foldOutletName(body.name), ...pinyinOf(body.name) }),
    ...(body.operator_id === undefined ? {} : { operator_id: body.operator_id }),
    ...(body.kind === undefined ? {} : { kind: body.kind }),
    ...(body.trade === undefined ? {} : { trade: body.trade }),
    ...(body.position === undefined ? {} : { lon: position?.lon ?? null, lat: position?.lat ?? null }),
    ...(body.address === undefined ? {} : { address: body.address.trim() }),
    ...(body.manager_name === undefined ? {} : { manager_name: body.manager_name.trim() }),
    ...(body.manager_phone === undefined ? {} : managerPhone(call, body.manager_phone)),
  }
}

/** Rosters find outlets by name within the company, so two cannot share one. */
async function checkName(call: Call<'PATCH /outlets/{id}'>, outlet: OutletRow, name: string): Promise<void> {
  const { rows } = await sql`select 1 from outlet where company_id = ${outlet.company_id} and name_key = ${foldOutletName(name)} and id <> ${outlet.id}`.execute(call.tx)
  if (rows.length > 0) throw new Problem('already-exists', { what: name.trim() })
}
