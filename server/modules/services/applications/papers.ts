// Photos and PDFs of an application: which document or field each stands for, and which count.

import { sql } from 'kysely'
import type { Answers, ServiceContent } from '../../../../contract/services.ts'
import type { Context } from '../../../platform/http/call.ts'
import { invalidField, Problem, type FieldError } from '../../../platform/http/problem.ts'
import { bindAttachments, moveAttachments, registerAttachmentKind } from '../../attachments/index.ts'
import { attachmentsIn } from '../forms/rules.ts'
import { words } from '../words.ts'
import { getOwn } from './store.ts'

export const APPLICATION = 'application-document'
export const DRAFT = 'application-draft'

/** Staff open documents by an operation of their own, which puts it on record; here only the worker may. */
export function registerPapers(): void {
  registerAttachmentKind({ kind: DRAFT })
  registerAttachmentKind({ kind: APPLICATION, mayRead: async (inside, ref) => inside.actor.kind === 'worker' && (await getOwn(inside, ref).then(() => true, (error: unknown) => isMissing(error))) })
}

export type Given = { code: string; attachment_id: number }
export type Paper = { code: string; attachment: number; identity: boolean }

/** Documents and attachments of fields, as one list. */
export function papersOf(content: ServiceContent, answers: Answers, documents: readonly Given[]): Paper[] {
  const listed = documents.map(({ code, attachment_id: attachment }) => ({ code, attachment, identity: content.documents.find((one) => one.code === code)?.identity ?? false }))
  return [...listed, ...attachmentsIn(content.form, answers)]
}

/**
 * Whether the documents are ones that the service asks for, and those that have to come with the application are there.
 * @param options.partial what was given before counts
 * @throws Problem invalid-request
 */
export function checkDocuments(call: Pick<Context, 'language'>, content: ServiceContent, documents: readonly Given[], { partial = false } = {}): void {
  const errors: FieldError[] = []
  documents.forEach(({ code }, i) => {
    if (!content.documents.some((one) => one.code === code)) errors.push({ field: `documents.${i}.code`, message: words(call.language, '这项服务不要这份材料', 'The service asks for no such document') })
  })
  const given = new Set(documents.map(({ code }) => code))
  for (const { code, how, required, title } of partial ? [] : content.documents) {
    if (required && how === 'photo' && !given.has(code)) errors.push({ field: `documents.${code}`, message: words(call.language, `还缺：${title.zh}`, `Missing: ${title.en || title.zh}`) })
  }
  if (errors.length > 0) throw new Problem('invalid-request', {}, errors)
}

/** Becomes part of the application. What is given again for the same document or field counts instead of what was there. */
export async function addPapers(call: Context, application: number, papers: readonly Paper[], { worker, draft }: { worker: number; draft?: number | undefined }): Promise<void> {
  if (papers.length === 0) return
  if (new Set(papers.map(({ attachment }) => attachment)).size < papers.length) throw invalidField('documents', words(call.language, '同一个文件只能用在一处', 'One file can stand for one thing only'))
  const codes = [...new Set(papers.map(({ code }) => code))]
  const kept = papers.map(({ attachment }) => attachment)
  const moved = draft === undefined ? [] : await moveAttachments(call, kept, { kind: DRAFT, ref: draft }, { kind: APPLICATION, ref: application })
  await bindAttachments(call, kept.filter((id) => !moved.includes(id)), { kind: APPLICATION, ref: application, worker, field: 'documents' })
  await sql`update application_document set replaced_at = ${call.now} where application_id = ${application} and code = any(${codes}::text[]) and replaced_at is null and not attachment_id = any(${kept}::int8[])`.execute(call.tx)
  await sql`
    insert into application_document (application_id, code, attachment_id, identity, added_at)
    select ${application}, p.code, p.attachment, p.identity, ${call.now} from unnest(${papers.map((one) => one.code)}::text[], ${kept}::int8[], ${papers.map((one) => one.identity)}::bool[]) as p (code, attachment, identity)
    on conflict (attachment_id) do update set replaced_at = null`.execute(call.tx)
}

function isMissing(error: unknown): false {
  if (error instanceof Problem && error.type === 'not-found') return false
  throw error
}
