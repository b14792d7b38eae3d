// A template to download, for companies that keep no list of their own.

import { Readable } from 'node:stream'
import { FileAnswer, type Call, type Reply } from '../../../../platform/http/call.ts'
import { words } from '../../words.ts'
import { getCompany } from '../reach.ts'
import { rosterTemplate as writeTemplate } from '../reading/roster-template.ts'
import { XLSX } from '../showing/export-preview.ts'

export async function rosterTemplate(call: Call<'GET /companies/{id}/roster-template'>): Promise<Reply<'GET /companies/{id}/roster-template'>> {
  const { company } = await getCompany(call.tx, call, call.params.id)
  return new FileAnswer(`${words(call.language, '花名册模板', 'roster-template')}-${company.short_name}.xlsx`, XLSX, Readable.from(writeTemplate(call.language)))
}
