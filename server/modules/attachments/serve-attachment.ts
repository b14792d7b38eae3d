// GET /attachments/{id} and GET /photos/{id}: the bytes, only for whoever may see what they belong to.

import type { Call, Context } from '../../platform/http/call.ts'
import { FileAnswer } from '../../platform/http/call.ts'
import { scopeFor } from '../../platform/http/actor.ts'
import { notFound, Problem } from '../../platform/http/problem.ts'
import { systemScope, type Scope } from '../../platform/database/scope.ts'
import { FileGone } from '../../platform/files/files.ts'
import { attachmentKind, type AttachmentKind } from './kinds.ts'

type Stored = { id: number; account_id: number; kind: string | null; ref: number | null; name: Buffer; type: string; file_key: Buffer }

export async function serveAttachment(call: Call<'GET /attachments/{id}'>): Promise<FileAnswer> {
  const found = await find(call, call.params.id)
  if (!found || !(await maySee(call, found))) throw notFound()
  return answer(call, found, { inline: call.query.inline ?? false, cache: 'private, no-store' })
}

export async function servePhoto(call: Call<'GET /photos/{id}'>): Promise<FileAnswer> {
  const found = await find(call, call.params.id)
  const kind = found?.kind ? attachmentKind(found.kind) : undefined
  if (!found || found.ref === null || !kind?.isPublic) throw notFound()
  // Its id never gets another content; a photo that was taken down is gone everywhere within the hour.
  if (await everybodySees(call, kind, found.ref)) return answer(call, found, { inline: true, cache: 'public, max-age=3600' })
  if (await reaches(call, kind, found.ref)) return answer(call, found, { inline: true, cache: 'private, no-store' })
  throw notFound()
}

/** Whoever asks is decided below, by the thing: the row itself is in the reach of its uploader only. */
function find(call: Context, id: number): Promise<Stored | undefined> {
  return call.inTransaction('read', ({ tx }) => tx.selectFrom('attachment').select(['id', 'account_id', 'kind', 'ref', 'name', 'type', 'file_key']).where('id', '=', id).executeTakeFirst(), systemScope)
}

/**
 * Who uploaded it, as long as nothing was made of it, and afterwards if it is a worker: what they gave away stays theirs.
 * Staff see what their office lets them see of the thing, today.
 */
async function maySee(call: Context, { account_id: uploader, kind, ref }: Stored): Promise<boolean> {
  const { actor } = call
  if (uploader === actor.account && (kind === null || actor.kind === 'worker')) return true
  const of = kind === null ? undefined : attachmentKind(kind)
  if (!of || ref === null) return false
  return (await everybodySees(call, of, ref)) || reaches(call, of, ref)
}

async function everybodySees(call: Context, { isPublic }: AttachmentKind, ref: number): Promise<boolean> {
  return isPublic !== undefined && call.inTransaction('read', (inside) => isPublic(inside, ref))
}

async function reaches(call: Context, of: AttachmentKind, ref: number): Promise<boolean> {
  const scope = reachOf(call, of)
  return scope !== undefined && of.mayRead !== undefined && call.inTransaction('read', (inside) => of.mayRead?.(inside, ref) ?? Promise.resolve(false), scope)
}

function reachOf(call: Context, { verb }: AttachmentKind): Scope | undefined {
  if (call.actor.kind === 'worker') return call.scope
  if (!verb || call.actor.kind === 'nobody') return undefined
  try {
    return scopeFor(call.actor, verb, call.today)
  } catch (error) {
    if (error instanceof Problem && error.type === 'not-allowed') return undefined
    throw error
  }
}

async function answer(call: Context, { name, type, file_key: key }: Stored, { inline, cache }: { inline: boolean; cache: string }): Promise<FileAnswer> {
  const { files, keyring } = call.services
  const content = await files.get(keyring.open(key)).catch((error: unknown) => {
    if (error instanceof FileGone) call.services.log.error('an attachment has lost its file')
    throw error instanceof FileGone ? notFound() : error
  })
  return fileAnswer({ name: keyring.open(name), type, content }, { inline, cache })
}

/** For modules that open an attachment themselves, because opening it has to be on record. */
export function fileAnswer({ name, type, content }: { name: string; type: string; content: Buffer }, { inline, cache = 'private, no-store' }: { inline: boolean; cache?: string }): FileAnswer {
  // Whatever a browser would make of it: no script, no form, no other origin. (A sandbox keeps PDF readers from opening
  // it, and PDFs hold no script: clean-pdf.ts.)
  const policy = type === 'application/pdf' ? "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'" : "default-src 'none'; sandbox; frame-ancestors 'none'"
  return new FileAnswer(name, type, content, { inline, headers: { 'cache-control': cache, 'content-security-policy': policy, 'x-content-type-options': 'nosniff' } })
}
