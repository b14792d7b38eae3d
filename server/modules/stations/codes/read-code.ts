// Open to everybody who stands before it: what the poster itself says.

import type { Call, Reply } from '../../../platform/http/call.ts'
import { notFound } from '../../../platform/http/problem.ts'
import { findByCode } from './find-by-code.ts'

export async function readCode(call: Call<'GET /station-codes/{code}'>): Promise<Reply<'GET /station-codes/{code}'>> {
  const found = await findByCode(call, call.params.code)
  if (!found) throw notFound()
  return found
}
