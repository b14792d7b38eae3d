// GET /companies/{id}

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { companyViews, getCompanyRow } from './company-store.ts'

export async function getCompany(call: Call<'GET /companies/{id}'>): Promise<Reply<'GET /companies/{id}'>> {
  return answerCompany(call, call.params.id)
}

/** The company as it stands, with its revision as ETag. */
export async function answerCompany(call: Context, id: number): Promise<Reply<'GET /companies/{id}'>> {
  const [view] = await companyViews(call, [await getCompanyRow(call, id)])
  if (!view) throw notFound()
  call.answer.etag(Number(view.revision))
  return view
}
