// What was uploaded becomes part of something.

import { sql } from 'kysely'
import type { Context } from '../../platform/http/call.ts'
import { invalidField } from '../../platform/http/problem.ts'
import { attachmentKind } from './kinds.ts'

export type Bound = {
  kind: string
  ref: number
  /** Whose papers they are, when they are a person's: they go when the worker leaves. Left out: whoever uploads, if a worker. */
  worker?: number
  /** What to name in the problem; default `attachments`. */
  field?: string
}

/**
 * Binds uploads of whoever calls to a thing; twice to the same thing is once. In the caller's transaction.
 * @throws Problem invalid-request when one is not there, is somebody else's, or belongs to another thing already
 */
export async function bindAttachments(call: Context, ids: readonly number[], { kind, ref, worker, field = 'attachments' }: Bound): Promise<void> {
  if (!attachmentKind(kind)) throw new Error(`No module has registered attachments of ${kind}`)
  const wanted = [...new Set(ids)]
  if (wanted.length === 0) return
  const { rows } = await sql`
    update attachment set kind = ${kind}, ref = ${ref}, bound_at = coalesce(bound_at, ${call.now}), worker_id = coalesce(${worker ?? null}::int8, worker_id)
    where id = any(${wanted}::int8[]) and account_id = ${call.actor.account} and (kind is null or (kind = ${kind} and ref = ${ref}))
    returning 1`.execute(call.tx)
  if (rows.length < wanted.length) throw invalidField(field, call.language === 'en' ? 'This file is no longer there; please add it again' : '文件已失效，请重新添加')
}
