// What a body refers to must be there, and a place must be in reach: asked before the write, so that the field is named.

import type { Context } from '../../platform/http/call.ts'
import { invalidField } from '../../platform/http/problem.ts'
import { describePlaces } from '../places/index.ts'
import { reachesPlace, wholeCode } from '../../platform/database/reach.ts'
import { words } from './words.ts'

type Asking = Pick<Context, 'tx' | 'scope' | 'city' | 'language'>

/**
 * @param options.anywhere in the city: a company opens outlets where it likes
 * @returns the code with fifteen digits
 * @throws Problem invalid-request for a place that is not there or not in reach
 */
export async function checkPlace(call: Asking, field: string, place: number, { anywhere = false } = {}): Promise<number> {
  const code = wholeCode(place)
  if (!(await describePlaces(call.tx, [code])).has(code) || !(anywhere || reachesPlace(call, code))) throw invalidField(field, words(call.language, '没有这个辖区，或不在您的管辖范围内', 'There is no such place in your reach'))
  return code
}

export async function checkTrade(call: Asking, trade: string): Promise<void> {
  const found = await call.tx.selectFrom('trade').select('code').where('code', '=', trade).where('retired_on', 'is', null).executeTakeFirst()
  if (!found) throw invalidField('trade', words(call.language, '行业分类里没有这一项', 'The classification has no such trade'))
}

export async function checkBrand(call: Asking, brand: number | null | undefined): Promise<void> {
  if (brand === null || brand === undefined) return
  const found = await call.tx.selectFrom('brand').select('id').where('id', '=', brand).executeTakeFirst()
  if (!found) throw invalidField('brand_id', words(call.language, '没有这个品牌', 'There is no such brand'))
}

/** A franchisee or agency that runs an outlet; it may be registered anywhere in the city, so its label is enough. */
export async function checkOperator(call: Asking, operator: number | null | undefined): Promise<void> {
  if (operator === null || operator === undefined) return
  const found = await call.tx.selectFrom('company_label').select('id').where('id', '=', operator).executeTakeFirst()
  if (!found) throw invalidField('operator_id', words(call.language, '没有这家企业', 'There is no such company'))
}
