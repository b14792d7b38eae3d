// Documents and masked answers in the clear: only for who does the errand, while the worker agrees, and on record.

import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { notFound, ruleProblem } from '../../../platform/http/problem.ts'
import { currentConsents, recordDisclosure } from '../../access/index.ts'
import { fileAnswer, openAttachment } from '../../attachments/index.ts'
import { knownWorkers } from '../../registry/index.ts'
import { isSensitive } from '../forms/rules.ts'
import { words } from '../words.ts'
import { APPLICATION } from './papers.ts'
import { getOwn, getReached, openAnswers, type ApplicationRecord } from './store.ts'
import { holds } from './views.ts'

/** In seconds: long enough to copy it onto a form. */
const SHOWN = 60

/** Each opening of an identity document is on record before its first byte leaves, and the worker reads of it. */
export async function openDocument(call: Call<'GET /applications/{id}/documents/{document}'>): Promise<Reply<'GET /applications/{id}/documents/{document}'>> {
  const opened = await call.inTransaction('write', async (inside) => {
    const application = await getHeld(inside, call.params.id)
    const document = await getDocument(inside, application, call.params.document)
    const file = await openAttachment(inside, { id: document.attachment_id, kind: APPLICATION, ref: application.id })
    if (document.identity) await disclose(inside, application, 'id_document')
    await inside.emit({ kind: 'application.document-opened', place: application.place, worker: application.worker_id, subject: application.id, data: { document: document.id, code: document.code } })
    return file
  })
  return fileAnswer(opened, { inline: true })
}

export async function openMyDocument(call: Call<'GET /me/applications/{id}/documents/{document}'>): Promise<Reply<'GET /me/applications/{id}/documents/{document}'>> {
  const opened = await call.inTransaction('read', async (inside) => {
    const application = await getOwn(inside, call.params.id)
    const document = await getDocument(inside, application, call.params.document)
    return openAttachment(inside, { id: document.attachment_id, kind: APPLICATION, ref: application.id })
  })
  return fileAnswer(opened, { inline: true })
}

export async function revealAnswer(call: Call<'POST /applications/{id}/disclosures'>): Promise<Reply<'POST /applications/{id}/disclosures'>> {
  const { field } = call.body
  const application = await getHeld(call, call.params.id)
  if (field === 'worker_phone') {
    const phone = (await knownWorkers(call, [application.worker_id])).get(application.worker_id)?.phone
    if (!phone) throw ruleProblem(words(call.language, '没有登记手机号', 'No phone is registered'))
    await disclose(call, application, 'phone')
    return { value: call.services.keyring.open(phone), seconds: SHOWN }
  }
  const asked = application.content.form.properties[field]
  const value = openAnswers(call, application)[field]
  if (!asked || !isSensitive(asked) || typeof value !== 'string') throw notFound()
  await disclose(call, application, asked['x-widget'] === 'phone' ? 'phone' : 'id_number')
  return { value, seconds: SHOWN }
}

/** @throws Problem not-found for a provider it was only offered to; rule when the worker has taken their yes back */
async function getHeld(call: Context, id: number): Promise<ApplicationRecord> {
  const application = await getReached(call, id)
  if (!holds(call, application)) throw notFound()
  const consent = (await currentConsents(call, application.worker_id)).get('service-on-my-behalf')
  if (consent?.granted !== true) throw ruleProblem(words(call.language, '本人已收回“替我跑腿办事”的同意，材料不能再看', 'The worker no longer agrees to have this done for them; the papers are closed'))
  return application
}

async function getDocument(call: Context, { id }: ApplicationRecord, document: number): Promise<{ id: number; code: string; attachment_id: number; identity: boolean }> {
  const row = await call.tx.selectFrom('application_document').select(['id', 'code', 'attachment_id', 'identity']).where('id', '=', document).where('application_id', '=', id).executeTakeFirst()
  if (!row) throw notFound()
  return row
}

async function disclose(call: Context, application: ApplicationRecord, field: 'phone' | 'id_number' | 'id_document'): Promise<void> {
  const matter = words(call.language, `${application.content.title.zh}（申请 ${application.id}）`, `${application.content.title.en || application.content.title.zh} (application ${application.id})`)
  await recordDisclosure(call, { worker: application.worker_id, field, purpose: 'service-for-worker', matter, place: application.place })
}
