// /refusal-reasons: the list from which a refusal takes its reason.

import { sql } from 'kysely'
import type { Call, Reply } from '../../../platform/http/call.ts'

type Row = { code: string; zh: string; en: string; position: number; retired_at: Temporal.Instant | null; revision: number }

export async function listReasons(call: Call<'GET /refusal-reasons'>): Promise<Reply<'GET /refusal-reasons'>> {
  const rows = await call.tx.selectFrom('refusal_reason').select(['code', 'zh', 'en', 'position', 'retired_at', 'revision']).orderBy('position').orderBy('code').execute()
  return { items: rows.filter((row) => call.query.retired === true || row.retired_at === null).map(view) }
}

/** A reason that was ever given is never taken away, only retired. */
export async function putReason(call: Call<'PUT /refusal-reasons/{code}'>): Promise<Reply<'PUT /refusal-reasons/{code}'>> {
  const { code } = call.params
  const { words, position, retired } = call.body
  const before = await call.tx.selectFrom('refusal_reason').select(['position', 'retired_at', 'revision']).where('code', '=', code).forUpdate().executeTakeFirst()
  if (before) call.requireMatch(before.revision)
  const retiredAt = retired === undefined ? (before?.retired_at ?? null) : retired ? (before?.retired_at ?? call.now) : null
  const { rows } = await sql<Row>`
    insert into refusal_reason as r (code, zh, en, position, retired_at)
    values (${code}, ${words.zh}, ${words.en}, ${position ?? before?.position ?? 100}, ${retiredAt})
    on conflict (code) do update set zh = excluded.zh, en = excluded.en, position = excluded.position, retired_at = excluded.retired_at, revision = r.revision + 1
    returning code, zh, en, position, retired_at, revision`.execute(call.tx)
  const [row] = rows
  if (!row) throw new Error('An upsert gives its row')
  await call.emit({ kind: 'refusal-reason.changed', place: call.city.code * 1e9, data: { code } })
  call.answer.etag(row.revision)
  return view(row)
}

function view({ zh, en, retired_at, ...row }: Row): Reply<'PUT /refusal-reasons/{code}'> {
  return { ...row, words: { zh, en }, retired: retired_at !== null }
}
