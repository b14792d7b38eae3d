// POST /partners

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { Problem, invalidField } from '../../../platform/http/problem.ts'
import { spellName } from '../../places/index.ts'
import { checkPlace, parseCreditCode, sealedPhone } from '../../registry/index.ts'
import { words } from '../words.ts'
import { answerPartner } from './partner-store.ts'

export async function addPartner(call: Call<'POST /partners'>): Promise<Reply<'POST /partners'>> {
  const { body } = call
  const credit_code = checkedCode(call, body.credit_code)
  const place = await checkPlace(call, 'place', body.place)
  const made = await call.tx
    .insertInto('partner')
    .values({ name: body.name.trim(), short_name: body.short_name.trim(), ...spellName(body.short_name), kind: body.kind, credit_code: credit_code ?? null, place, contact_name: body.contact_name?.trim() ?? '', ...contactPhone(call, body.contact_phone ?? ''), created_at: call.now })
    .onConflict((conflict) => conflict.constraint('partner_credit_code_unique').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!made) throw new Problem('already-exists', { what: credit_code })
  await call.emit({ kind: 'partner.added', place, subject: made.id })
  return answerPartner(call, made.id)
}

/** @returns undefined where none was said; @throws Problem invalid-request for a code that cannot be one */
export function checkedCode(call: Pick<Context, 'language'>, typed: string | null | undefined): string | null | undefined {
  if (typed === undefined) return undefined
  if (typed === null || typed.trim() === '') return null
  const code = parseCreditCode(typed)
  if (!code) throw invalidField('credit_code', words(call.language, '统一社会信用代码校验不通过，请核对 18 位代码', 'The unified social credit code does not check; compare its 18 characters'))
  return code
}

export function contactPhone(call: Pick<Context, 'language' | 'services'>, typed: string): { contact_phone: Buffer | null; contact_tail: string } {
  const { tail, sealed } = sealedPhone(call, 'contact_phone', typed)
  return { contact_phone: sealed, contact_tail: tail }
}
