// The columns remembered for a company.

import type { Call, Reply } from '../../../../platform/http/call.ts'
import { getCompany } from '../reach.ts'
import { rememberedMapping, toWire } from './remembered-mapping.ts'

export async function showMapping(call: Call<'GET /companies/{id}/roster-mapping'>): Promise<Reply<'GET /companies/{id}/roster-mapping'>> {
  const { company } = await getCompany(call.tx, call, call.params.id)
  const remembered = await rememberedMapping(call.tx, company.id)
  return { items: Object.entries(remembered).map(([header, field]) => ({ header, field: field === '' ? null : toWire(field) })) }
}
