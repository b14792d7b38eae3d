// GET /outlets/{id}

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { getOutletRow, outletViews } from './outlet-store.ts'

export async function getOutlet(call: Call<'GET /outlets/{id}'>): Promise<Reply<'GET /outlets/{id}'>> {
  return answerOutlet(call, call.params.id)
}

/** The outlet as it stands, with its revision as ETag. */
export async function answerOutlet(call: Context, id: number): Promise<Reply<'GET /outlets/{id}'>> {
  const [view] = await outletViews(call, [await getOutletRow(call, id)])
  if (!view) throw notFound()
  call.answer.etag(Number(view.revision))
  return view
}
