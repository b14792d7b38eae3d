// POST /outlets

import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Reply } from '../../../platform/http/call.ts'
import { invalidField, Problem } from '../../../platform/http/problem.ts'
import { checkOperator, checkPlace, checkTrade } from '../checked-references.ts'
import { managerPhone } from '../companies/contact-phone.ts'
import { foldOutletName } from '../rosters/reading/fold-outlet-name.ts'
import { pinyinOf } from '../rosters/reading/pinyin.ts'
import { words } from '../words.ts'
import { answerOutlet } from './get-outlet.ts'
import { toWgs84 } from './position.ts'

export async function addOutlet(call: Call<'POST /outlets'>): Promise<Reply<'POST /outlets'>> {
  const { body } = call
  const own = call.scope.companies.includes(body.company_id)
  const place = await checkPlace(call, 'place', body.place, { anywhere: own })
  // An officer adds the first outlet here of a company that answers to the city: it is not in reach yet.
  const company = await beyondScope(call, () => call.tx.selectFrom('company').select(['id', 'trade']).where('id', '=', body.company_id).where('closed_on', 'is', null).executeTakeFirst())
  if (!company) throw invalidField('company_id', words(call.language, '没有这家企业，或已注销', 'There is no such company, or it is closed'))
  if (body.trade !== undefined) await checkTrade(call, body.trade)
  await checkOperator(call, body.operator_id)
  const position = body.position ? toWgs84(body.position, body.datum ?? 'wgs84') : null
  const made = await call.tx
    .insertInto('outlet')
    .values({
      company_id: company.id, operator_id: body.operator_id ?? null, name: body.name.trim(), name_key: foldOutletName(body.name), ...pinyinOf(body.name), kind: body.kind, trade: body.trade ?? company.trade, place,
      lon: position?.lon ?? null, lat: position?.lat ?? null, address: body.address?.trim() ?? '', manager_name: body.manager_name?.trim() ?? '', ...managerPhone(call, body.manager_phone ?? ''),
      opened_on: body.opened_on === undefined ? call.today : Temporal.PlainDate.from(body.opened_on), created_at: call.now,
    })
    .onConflict((conflict) => conflict.constraint('outlet_name_unique').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new Problem('already-exists', { what: body.name.trim() })
  await call.emit({ kind: 'outlet.added', place, subject: made.id, data: { company: company.id } })
  return answerOutlet(call, made.id)
}
