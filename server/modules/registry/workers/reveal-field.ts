// POST and GET /workers/{id}/disclosures: reading a clear value, and who has.

import type { Call, Reply } from '../../../platform/http/call.ts'
import { ruleProblem } from '../../../platform/http/problem.ts'
import { disclosuresOf, recordDisclosure } from '../../access/index.ts'
import { words } from '../words.ts'
import { getWorkerRecord } from './worker-detail.ts'

/** In seconds: long enough to dial a number or to copy it onto a form. */
const SHOWN = 60

/** Recorded in the same transaction, with its purpose, and shown to the worker: nothing is read without it. */
export async function revealField(call: Call<'POST /workers/{id}/disclosures'>): Promise<Reply<'POST /workers/{id}/disclosures'>> {
  const { field, purpose } = call.body
  const matter = call.body.matter?.trim() ?? ''
  if (purpose === 'other' && matter === '') throw ruleProblem(words(call.language, '用途选“其他”时，请写明事由，本人会看到', 'Say what it is for when the purpose is “other”; the worker will read it'))
  const worker = await getWorkerRecord(call, call.params.id)
  const sealed = field === 'phone' ? worker.phone : worker.id_number
  if (!sealed) throw ruleProblem(field === 'phone' ? words(call.language, '没有登记手机号', 'No phone is registered') : words(call.language, '没有登记证件号', 'No document number is registered'))
  await recordDisclosure(call, { worker: worker.id, field, purpose, matter, place: worker.place })
  return { value: call.services.keyring.open(sealed), seconds: SHOWN }
}

export async function listDisclosures(call: Call<'GET /workers/{id}/disclosures'>): Promise<Reply<'GET /workers/{id}/disclosures'>> {
  const worker = await getWorkerRecord(call, call.params.id)
  return disclosuresOf(call, worker.id, call.query)
}
