// What I am to know: a worker's, also under records that were merged into theirs; a colleague's own.

import { sql, type RawBuilder } from 'kysely'
import { beyondScope } from '../../../platform/database/beyond.ts'
import type { Call, Context, Reply } from '../../../platform/http/call.ts'
import { cutPage, decodeCursor } from '../../../platform/http/cursor.ts'
import { workerSelves } from '../../access/index.ts'
import { findKind, kindNames, say, type NoticeValues } from '../notice-words.ts'

type Row = { id: number; kind: string; subject: number | null; data: NoticeValues; made_at: Temporal.Instant; read_at: Temporal.Instant | null }

export async function listMyNotices(call: Call<'GET /me/notices'>): Promise<Reply<'GET /me/notices'>> {
  const { limit = 50, after, unread = false } = call.query
  const before = after ? decodeCursor(after, ['number'])[0] : null
  const rows = await own(call, async (mine) => (await sql<Row>`
    select id, kind, subject, data, made_at, read_at from notice
    where ${mine} and kind = any(${kindNames}::text[]) and (not ${unread} or read_at is null) and (${before}::int8 is null or id < ${before}::int8)
    order by id desc limit ${limit + 1}`.execute(call.tx)).rows)
  const page = cutPage(rows, limit, ({ id }) => [id])
  return { ...page, items: page.items.flatMap((row) => view(call, row)) }
}

export async function countUnread(call: Call<'GET /me/notices/unread'>): Promise<Reply<'GET /me/notices/unread'>> {
  const rows = await own(call, async (mine) => (await sql<{ count: number }>`select count(*) as count from notice where ${mine} and kind = any(${kindNames}::text[]) and read_at is null`.execute(call.tx)).rows)
  return { count: rows[0]?.count ?? 0 }
}

export async function markRead(call: Call<'POST /me/notices/readings'>): Promise<void> {
  const { ids = [], up_to: upTo } = call.body
  await own(call, (mine) => sql`update notice set read_at = ${call.now} where ${mine} and read_at is null and (id = any(${[...ids]}::int8[]) or id <= ${upTo ?? 0}::int8)`.execute(call.tx))
}

/** Row security knows one worker's id; a worker may have several. `mine` narrows to them, and to nothing else. */
async function own<T>(call: Context, work: (mine: RawBuilder<boolean>) => Promise<T>): Promise<T> {
  const { actor } = call
  if (actor.kind !== 'worker') return work(sql<boolean>`account_id = ${actor.account}`)
  return beyondScope(call, async () => work(sql<boolean>`worker_id = any(${await workerSelves(call, actor.worker)}::int8[])`))
}

function view({ language }: Context, { id, kind, subject, data, made_at, read_at }: Row): Reply<'GET /me/notices'>['items'] {
  const about = findKind(kind)
  return about ? [{ id, kind, topic: about.topic, ...say(about, data, language), link: about.link, subject, at: made_at, read: read_at !== null }] : []
}
