// The phone of a company's contact or an outlet's manager: a mobile number, sealed.

import type { Context } from '../../../platform/http/call.ts'
import { invalidField } from '../../../platform/http/problem.ts'
import { words } from '../words.ts'
import { keyedPhone, parsePhone } from '../workers/identifiers.ts'

/** @param typed '' for none; @throws Problem invalid-request naming the field */
export function sealedPhone(call: Pick<Context, 'language' | 'services'>, field: string, typed: string): { tail: string; sealed: Buffer | null } {
  if (typed.trim() === '') return { tail: '', sealed: null }
  const digits = parsePhone(typed)
  if (!digits) throw invalidField(field, words(call.language, '请填 11 位手机号', 'Give a mobile number of 11 digits'))
  const { tail, sealed } = keyedPhone(call.services.keyring, digits)
  return { tail, sealed }
}

export function contactPhone(call: Pick<Context, 'language' | 'services'>, typed: string): { contact_phone: Buffer | null; contact_tail: string } {
  const { tail, sealed } = sealedPhone(call, 'contact_phone', typed)
  return { contact_phone: sealed, contact_tail: tail }
}

export function managerPhone(call: Pick<Context, 'language' | 'services'>, typed: string): { manager_phone: Buffer | null; manager_tail: string } {
  const { tail, sealed } = sealedPhone(call, 'manager_phone', typed)
  return { manager_phone: sealed, manager_tail: tail }
}
