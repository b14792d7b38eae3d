// PATCH /companies/{id}

import type { Call, Reply } from '../../../platform/http/call.ts'
import { Problem } from '../../../platform/http/problem.ts'
import { checkBrand, checkPlace, checkTrade } from '../checked-references.ts'
import { reachesPlace } from '../../../platform/database/reach.ts'
import { pinyinOf } from '../rosters/reading/pinyin.ts'
import { getCompanyRow } from './company-store.ts'
import { contactPhone } from './contact-phone.ts'
import { answerCompany } from './get-company.ts'

/** The credit code is who the company is: another code is another company. Closing it asks for no more rosters; its outlets are closed one by one. */
export async function changeCompany(call: Call<'PATCH /companies/{id}'>): Promise<Reply<'PATCH /companies/{id}'>> {
  const { body } = call
  const company = await getCompanyRow(call, call.params.id)
  // Reached only through an outlet, a company can be read; it is changed where it answers to.
  if (!reachesPlace(call, company.place)) throw new Problem('not-allowed')
  call.requireMatch(company.revision)
  const place = body.place === undefined ? undefined : await checkPlace(call, 'place', body.place)
  if (body.trade !== undefined) await checkTrade(call, body.trade)
  await checkBrand(call, body.brand_id)
  const changed = await call.tx
    .updateTable('company')
    .set((column) => ({
      ...(body.name === undefined ? {} : { name: body.name.trim() }),
      ...(body.short_name === undefined ? {} : { short_name: body.short_name.trim(), ...pinyinOf(body.short_name) }),
      ...(body.brand_id === undefined ? {} : { brand_id: body.brand_id }),
      ...(body.trade === undefined ? {} : { trade: body.trade }),
      ...(place === undefined ? {} : { place }),
      ...(body.contact_name === undefined ? {} : { contact_name: body.contact_name.trim() }),
      ...(body.contact_phone === undefined ? {} : contactPhone(call, body.contact_phone)),
      ...(body.cadence_days === undefined ? {} : { cadence_days: body.cadence_days }),
      ...(body.due_time === undefined ? {} : { due_time: Temporal.PlainTime.from(body.due_time) }),
      ...(body.submits === undefined ? {} : { submits: body.submits }),
      ...(body.closed_on === undefined ? {} : { closed_on: body.closed_on === null ? null : Temporal.PlainDate.from(body.closed_on) }),
      revision: column('revision', '+', 1),
    }))
    .where('id', '=', company.id)
    .where('revision', '=', company.revision)
    .returning('id')
    .executeTakeFirst()
  if (!changed) throw new Problem('changed-meanwhile')
  await call.emit({ kind: 'company.changed', place: place ?? company.place, subject: company.id, data: { fields: Object.keys(body) } })
  return answerCompany(call, company.id)
}
