// What other modules show of attachments: their views, and for a report or an archive their content.

import { sql } from 'kysely'
import { beyondScope } from '../../platform/database/beyond.ts'
import type { Context, Services } from '../../platform/http/call.ts'
import { notFound } from '../../platform/http/problem.ts'
import { nameOf } from '../../platform/files/files.ts'
import { sendDeletion } from './jobs.ts'

export type ShownAttachment = { id: number; name: string; type: 'image/jpeg' | 'application/pdf'; bytes: number; width: number | null; height: number | null; added_at: Temporal.Instant }

export type AttachmentRow = Omit<ShownAttachment, 'name'> & { name: Buffer }

export function shown({ keyring }: Services, { id, name, type, bytes, width, height, added_at }: AttachmentRow): ShownAttachment {
  return { id, name: keyring.open(name), type, bytes, width, height, added_at }
}

/**
 * The attachments of things that the caller has found in reach, by the thing's id, oldest first.
 * Rows belong to whoever uploaded them: the thing decides who sees them, so this looks beyond the caller's scope.
 */
export async function attachmentsOf(call: Context, kind: string, refs: readonly number[]): Promise<Map<number, ShownAttachment[]>> {
  const found = new Map<number, ShownAttachment[]>()
  if (refs.length === 0) return found
  const { rows } = await beyondScope(call, () => sql<AttachmentRow & { ref: number }>`
    select id, ref, name, type, bytes, width, height, added_at from attachment where kind = ${kind} and ref = any(${[...refs]}::int8[]) order by id`.execute(call.tx))
  for (const row of rows) found.set(row.ref, [...(found.get(row.ref) ?? []), shown(call.services, row)])
  return found
}

/** The content of an attachment of a thing that the caller has found in reach. @throws Problem not-found */
export async function openAttachment(call: Context, { id, kind, ref }: { id: number; kind: string; ref: number }): Promise<ShownAttachment & { content: Buffer }> {
  const { rows: [row] } = await beyondScope(call, () => sql<AttachmentRow & { file_key: Buffer }>`
    select id, name, type, bytes, width, height, added_at, file_key from attachment where id = ${id} and kind = ${kind} and ref = ${ref}`.execute(call.tx))
  if (!row) throw notFound()
  return { ...shown(call.services, row), content: await call.services.files.get(call.services.keyring.open(row.file_key)) }
}

/**
 * Takes attachments away from a thing the caller may change, for good; the files go after the commit.
 * @param ids only these; left out: all of the thing
 */
export async function releaseAttachments(call: Pick<Context, 'tx' | 'scope' | 'services'>, kind: string, refs: readonly number[], ids?: readonly number[]): Promise<void> {
  const { rows } = await beyondScope(call, () => sql<{ file_key: Buffer }>`
    delete from attachment where kind = ${kind} and ref = any(${[...refs]}::int8[]) and (${ids === undefined} or id = any(${[...(ids ?? [])]}::int8[])) returning file_key`.execute(call.tx))
  await sendDeletion(call, rows.map((row) => nameOf(call.services.keyring.open(row.file_key))))
}
