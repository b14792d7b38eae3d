// POST /engagements: a known worker was seen at another outlet.

import type { Call, Reply } from '../../../platform/http/call.ts'
import { invalidField } from '../../../platform/http/problem.ts'
import { getOpenOutlet } from '../outlets/open-outlet.ts'
import { words } from '../words.ts'
import { getWorkerRecord } from '../workers/worker-detail.ts'
import { answerEngagement } from './engagement-store.ts'
import { openEngagement } from './open-engagement.ts'

export async function addEngagement(call: Call<'POST /engagements'>): Promise<Reply<'POST /engagements'>> {
  const { body } = call
  const worker = await getWorkerRecord(call, body.worker_id)
  if (worker.state === 'merged' || worker.state === 'left') throw invalidField('worker_id', words(call.language, '这条登记已合并或已注销', 'This record was merged, or its person has left'))
  const outlet = await getOpenOutlet(call, body.outlet_id)
  const since = body.since === undefined ? call.today : Temporal.PlainDate.from(body.since)
  if (Temporal.PlainDate.compare(since, call.today) > 0) throw invalidField('since', words(call.language, '到岗日期不能在今天之后', 'It cannot begin later than today'))
  const id = await openEngagement(call, {
    worker: worker.id, outlet, kind: body.kind, saidKind: body.kind, agencyName: body.agency_name, post: body.post, since, source: 'spot', ...(body.since === undefined ? {} : { hiredOn: since }),
  })
  return answerEngagement(call, id)
}
