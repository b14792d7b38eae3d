// A delivery is claimed before it is sent. Whatever happens in between, it is not sent a second time.

import { sql } from 'kysely'
import type { Tx } from '../../../platform/database/connection.ts'
import type { NoticeValues } from '../notice-words.ts'

export type Claimed = { id: number; kind: string; subject: number | null; data: NoticeValues; tries: number; made_at: Temporal.Instant }

/** Seconds until a refusal that may pass is tried again: after the first, the second … time. */
const AGAIN_AFTER = [30, 300, 1800]

/** Takes what waits and is due; a second job at the same moment gets nothing of it. */
export async function claim(tx: Tx, which: { worker: number } | { delivery: number }, now: Temporal.Instant): Promise<Claimed[]> {
  const mine = 'worker' in which ? sql`worker_id = ${which.worker}` : sql`id = ${which.delivery}`
  const { rows } = await sql<Claimed>`
    update notice_delivery set state = 'sending', began_at = ${now}, tries = tries + 1
    where id in (select id from notice_delivery where ${mine} and state = 'waiting' and due_at <= ${now} for update skip locked)
    returning id, kind, subject, data, tries, made_at`.execute(tx)
  return rows.toSorted((a, b) => a.id - b.id)
}

export async function settle(tx: Tx, ids: readonly number[], state: 'sent' | 'failed' | 'unknown' | 'dropped', reason: string | null): Promise<void> {
  await sql`update notice_delivery set state = ${state}, reason = ${reason} where id = any(${[...ids]}::int8[]) and state = 'sending'`.execute(tx)
}

/** @returns when to try again; undefined when that was the last time, and they have failed */
export async function postpone(tx: Tx, claimed: readonly Claimed[], now: Temporal.Instant, reason: string): Promise<Temporal.Instant | undefined> {
  const ids = claimed.map(({ id }) => id)
  const seconds = AGAIN_AFTER[Math.max(...claimed.map(({ tries }) => tries)) - 1]
  if (seconds === undefined) {
    await settle(tx, ids, 'failed', reason)
    return undefined
  }
  const due = now.add({ seconds })
  await sql`update notice_delivery set state = 'waiting', due_at = ${due}, reason = ${reason} where id = any(${ids}::int8[]) and state = 'sending'`.execute(tx)
  return due
}
