import type { Call } from '../../platform/http/call.ts'
import { notFound, Problem } from '../../platform/http/problem.ts'
import { nameOf } from '../../platform/files/files.ts'
import { sendDeletion } from './jobs.ts'

/** Only what is still loose: what belongs to something is taken away from that. */
export async function deleteAttachment(call: Call<'DELETE /attachments/{id}'>): Promise<void> {
  const { tx, params, actor, language } = call
  const row = await tx.selectFrom('attachment').select(['kind', 'file_key']).where('id', '=', params.id).where('account_id', '=', actor.account).forUpdate().executeTakeFirst()
  if (!row) throw notFound()
  if (row.kind !== null) throw new Problem('wrong-state', { state: language === 'en' ? 'in use' : '已提交' })
  await tx.deleteFrom('attachment').where('id', '=', params.id).execute()
  await sendDeletion(call, [nameOf(call.services.keyring.open(row.file_key))])
}
