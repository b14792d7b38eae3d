// POST /companies

import type { Call, Reply } from '../../../platform/http/call.ts'
import { invalidField, Problem } from '../../../platform/http/problem.ts'
import { pinyinOf } from '../rosters/reading/pinyin.ts'
import { checkBrand, checkPlace, checkTrade } from '../checked-references.ts'
import { words } from '../words.ts'
import { contactPhone } from './contact-phone.ts'
import { answerCompany } from './get-company.ts'
import { parseCreditCode } from './rules.ts'

export async function addCompany(call: Call<'POST /companies'>): Promise<Reply<'POST /companies'>> {
  const { body } = call
  const credit_code = parseCreditCode(body.credit_code)
  if (!credit_code) throw invalidField('credit_code', words(call.language, '统一社会信用代码校验不通过，请核对 18 位代码', 'The unified social credit code does not check; compare its 18 characters'))
  const place = await checkPlace(call, 'place', body.place)
  await checkTrade(call, body.trade)
  await checkBrand(call, body.brand_id)
  const made = await call.tx
    .insertInto('company')
    .values({
      name: body.name.trim(), short_name: body.short_name.trim(), ...pinyinOf(body.short_name), credit_code, kind: body.kind, brand_id: body.brand_id ?? null, trade: body.trade, place,
      contact_name: body.contact_name?.trim() ?? '', ...contactPhone(call, body.contact_phone ?? ''),
      ...(body.cadence_days === undefined ? {} : { cadence_days: body.cadence_days }),
      ...(body.due_time === undefined ? {} : { due_time: Temporal.PlainTime.from(body.due_time) }),
      submits: body.submits ?? body.kind === 'platform', created_at: call.now,
    })
    .onConflict((conflict) => conflict.constraint('company_credit_code_unique').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new Problem('already-exists', { what: credit_code })
  await call.emit({ kind: 'company.added', place, subject: made.id })
  return answerCompany(call, made.id)
}
