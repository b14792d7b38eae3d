// What was bound to something that is becoming something else: a draft that is sent.

import { sql } from 'kysely'
import type { Context } from '../../platform/http/call.ts'
import { attachmentKind } from './kinds.ts'

type Thing = { kind: string; ref: number }

/**
 * Attachments of a thing that the caller may change become another's; others that were bound to it are left.
 * @returns those that were moved
 */
export async function moveAttachments(call: Context, ids: readonly number[], from: Thing, to: Thing): Promise<number[]> {
  if (!attachmentKind(to.kind)) throw new Error(`No module has registered attachments of ${to.kind}`)
  if (ids.length === 0) return []
  const { rows } = await sql<{ id: number }>`
    update attachment set kind = ${to.kind}, ref = ${to.ref} where kind = ${from.kind} and ref = ${from.ref} and id = any(${[...ids]}::int8[]) and account_id = ${call.actor.account}
    returning id`.execute(call.tx)
  return rows.map(({ id }) => id)
}
