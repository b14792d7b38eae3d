// POST and GET /workers/{id}/disclosures: reading a clear value, and who has.

import { sql } from 'kysely'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { ruleProblem } from '../../../platform/http/problem.ts'
import { disclosuresOf, recordDisclosure } from '../../access/index.ts'
import { inReach, reachesPlace } from '../../../platform/database/reach.ts'
import { words } from '../words.ts'
import { getWorkerRecord, type WorkerRecord } from './worker-detail.ts'

/** In seconds: long enough to dial a number or to copy it onto a form. */
const SHOWN = 60

/** Recorded in the same transaction, with its purpose, and shown to the worker: nothing is read without it. */
export async function revealField(call: Call<'POST /workers/{id}/disclosures'>): Promise<Reply<'POST /workers/{id}/disclosures'>> {
  const { field, purpose } = call.body
  const matter = call.body.matter?.trim() ?? ''
  if (purpose === 'other' && matter === '') throw ruleProblem(words(call.language, '用途选“其他”时，请写明事由，本人会看到', 'Say what it is for when the purpose is “other”; the worker will read it'))
  const worker = await getWorkerRecord(call, call.params.id)
  if (!(await isHere(call, worker))) throw ruleProblem(words(call.language, '已不在您的辖区从业，完整号码由现在的辖区查看', 'No longer works in your reach; the place where they work now may read it'))
  const sealed = field === 'phone' ? worker.phone : worker.id_number
  if (!sealed) throw ruleProblem(field === 'phone' ? words(call.language, '没有登记手机号', 'No phone is registered') : words(call.language, '没有登记证件号', 'No document number is registered'))
  await recordDisclosure(call, { worker: worker.id, field, purpose, matter, place: worker.place })
  return { value: call.services.keyring.open(sealed), seconds: SHOWN }
}

/** Those who worked here once are known here; their numbers are the matter of wherever they are now. */
async function isHere(call: Context, worker: WorkerRecord): Promise<boolean> {
  if (worker.place !== null && reachesPlace(call, worker.place)) return true
  const { rows } = await sql`select 1 from engagement e where e.worker_id = ${worker.id} and e.until_on is null and ${inReach(call, { place: 'e.place' })} limit 1`.execute(call.tx)
  return rows.length > 0
}

export async function listDisclosures(call: Call<'GET /workers/{id}/disclosures'>): Promise<Reply<'GET /workers/{id}/disclosures'>> {
  const worker = await getWorkerRecord(call, call.params.id)
  return disclosuresOf(call, worker.id, call.query)
}
